//! The services under load: all parts on this machine, two processes of each.

use std::process::Command;
use std::time::{Duration, Instant};

use parts::Postgres;
use parts::postgres::program;
use tempfile::TempDir;
use tests::system::Disks;
use tests::{Conference, Organiser, System};
use tokio::time::sleep;

use crate::forms::Forms;
use crate::output;

/// All load comes from one machine, which may sign up as often as it wants; the mail server takes what it can get.
pub const SETTINGS: [(&str, &str); 2] =
    [("SIGN_UPS_PER_CLIENT", "1000000000"), ("SMTP_CONNECTIONS", "8")];

/// The longest that anything behind the answers may take.
const PATIENCE: Duration = Duration::from_secs(300);

pub struct Scene {
    pub system: System,
    pub organiser: Organiser,
    pub forms: Forms,
    pub folder: TempDir,
}

impl Scene {
    /// The services with PostgreSQL, RabbitMQ, the proxy and a mail server, as an operator has them.
    pub async fn services() -> Self {
        Self::on(System::services_with(Disks::default(), &SETTINGS).await).await
    }

    pub async fn on(system: System) -> Self {
        let organiser = Organiser::join(&system, "organisation@treffpunkt.test").await;
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self { forms: Forms::new(folder.path()), system, organiser, folder }
    }

    /// A published conference.
    pub async fn conference(&self, slug: &str, places: usize) -> Conference {
        let conference = Conference::new(slug, places);
        self.organiser.publish(&conference).await;
        conference
    }

    /// A published conference with more places than any organiser may give.
    pub async fn endless_conference(&self, slug: &str) -> Conference {
        let conference = self.conference(slug, 1).await;
        let endless = "UPDATE conferences SET capacity = 1000000000 WHERE slug";
        self.sql("registration", &format!("{endless} = '{slug}'")).await;
        conference
    }

    /// One process of a service, past the proxy.
    #[must_use]
    pub fn process(&self, service: &str, replica: usize) -> String {
        self.system.parts().replicas_of(service)[replica].url()
    }

    #[must_use]
    pub fn proxy(&self) -> String {
        format!("http://127.0.0.1:{}", self.system.parts().proxy.port())
    }

    #[must_use]
    pub fn postgres(&self) -> &Postgres {
        &self.system.parts().postgres
    }

    /// Runs a statement in the database of a service and answers what it prints.
    pub async fn sql(&self, service: &str, statement: &str) -> String {
        let mut psql = Command::new(program("psql"));
        psql.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", statement]);
        psql.arg(self.postgres().url_of(service));
        output(psql).await.trim().to_owned()
    }

    pub async fn count(&self, service: &str, table: &str) -> u64 {
        let said = self.sql(service, &format!("SELECT count(*) FROM {table}")).await;
        said.parse().expect("a number of rows")
    }

    /// Waits until notification knows everyone who signed up and nothing waits in the outbox; says for how long.
    pub async fn caught_up(&self) -> Duration {
        wait(async || {
            // Counted anew: what was sent when the load ended may be written after that.
            let everyone = self.count("registration", "participants").await;
            self.count("registration", "outbox").await == 0
                && self.count("notification", "people").await == everyone
        })
        .await
    }

    /// Waits until registration's outbox is empty.
    pub async fn all_is_told(&self) -> Duration {
        wait(async || self.count("registration", "outbox").await == 0).await
    }

    /// Waits until no mail is on its way.
    pub async fn mails_are_out(&self) -> Duration {
        let under_way = "mails WHERE state IN ('planned', 'claimed', 'sending')";
        wait(async || self.count("notification", under_way).await == 0).await
    }
}

async fn wait(settled: impl AsyncFn() -> bool) -> Duration {
    let begun = Instant::now();
    while !settled().await {
        assert!(begun.elapsed() < PATIENCE, "the services do not catch up");
        sleep(Duration::from_millis(50)).await;
    }
    begun.elapsed()
}
