//! The service as a whole: its start, and what the process runs of it.

use std::time::Duration;

use actix_web::web;
use diesel_migrations::{EmbeddedMigrations, embed_migrations};
use shared::Base;
use shared::db::{self, Db, Migrations};
use shared::events::Consumer;
use shared::keys::Keys;
use shared::limits::ClientLimit;
use shared::process::Running;
use shared::telemetry::Chain;
use shared::web::health::Part;
use shared::writer::{WriteError, Writer};
use tokio::task::JoinHandle;

use crate::organiser::sign_in;
use crate::participant::needs;
use crate::public::{Board, Operator};
use crate::sign_up::{ClientLimits, Counts, Outcome, SignUp, SignUps};
use crate::{
    Registration, address, administration, conference, consumer, my_registration, public,
    retention, sign_up,
};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// The tables of this service.
pub static MIGRATIONS: Migrations = Migrations { sqlite: SQLITE, postgres: POSTGRES };

const NAME: &str = "registration";
/// More sign-ups than this wait at no conference that fits a hall; the next are asked to come again in a moment.
const QUEUE: usize = 4096;
const HOUR: Duration = Duration::from_hours(1);
const TIDY_EVERY: Duration = Duration::from_mins(10);

/// The running service, for the process that holds it.
pub struct Service {
    pub(crate) app: web::Data<Registration>,
    consumer: Consumer,
    writer: JoinHandle<()>,
}

/// Starts the service on its migrated database.
pub fn start(base: &Base, keys: &Keys, operator: Operator, db: Db) -> Service {
    let counts = Counts::register(&base.metrics);
    let needs = keys.seal(needs::PURPOSE);
    let decide = SignUps::new(needs.clone(), counts.clone());
    let (sign_ups, writer) = Writer::start(db.clone(), decide, QUEUE);
    let an_hour = base.form_rules.sign_ups_per_client;
    let clock = base.clock.clone();
    let consumer = Consumer::new(NAME, consumer::TOPICS, db.clone(), clock, consumer::Ears);
    let app = Registration {
        base: base.clone(),
        board: Board::new(&db),
        db,
        operator,
        links: keys.links(),
        sessions: keys.sessions(),
        sign_in_limit: sign_in::client_limit(),
        needs,
        sign_ups,
        client_limits: ClientLimits::new(an_hour),
        link_limit: ClientLimit::new(an_hour, HOUR),
        counts,
    };
    Service { app: web::Data::new(app), consumer, writer }
}

impl Service {
    /// Decides a sign-up, as the form does once it is checked.
    pub async fn sign_up(&self, sign_up: SignUp) -> Result<Outcome, WriteError> {
        self.app.sign_ups.write(sign_up).await
    }
}

impl Running for Service {
    fn routes(&self) -> impl Fn(&mut web::ServiceConfig) + Clone + Send + 'static {
        let app = self.app.clone();
        move |config| {
            config.app_data(app.clone());
            public::routes(config);
            sign_up::routes(config);
            my_registration::routes(config);
            sign_in::routes(config);
            administration::routes(config);
        }
    }

    fn consumer(&self) -> Consumer {
        self.consumer.clone()
    }

    fn ready(&self) -> Vec<Part> {
        vec![Part::database("registration database", self.app.db.clone())]
    }

    fn tasks(&self) -> Vec<JoinHandle<()>> {
        let timer = conference::timer::run(self.app.base.clone(), self.app.db.clone());
        vec![tokio::spawn(tidy(self.app.clone())), tokio::spawn(timer)]
    }

    async fn finish(self) {
        drop(self.app);
        if let Err(error) = self.writer.await {
            tracing::error!(error = %Chain(&error), "the writer of sign-ups did not end well");
        }
    }
}

/// Forgets what is no longer needed.
async fn tidy(app: web::Data<Registration>) {
    while !app.base.shutdown.begun() {
        app.client_limits.tidy();
        app.link_limit.tidy();
        app.sign_in_limit.tidy();
        if let Err(error) = forget_old(&app).await {
            tracing::warn!(error = %Chain(&error), "what is old cannot be forgotten");
        }
        app.base.shutdown.sleep(TIDY_EVERY).await;
    }
}

async fn forget_old(app: &Registration) -> db::Result<()> {
    let now = app.base.clock.now();
    address::forget_old(&mut app.db.conn().await?, now).await?;
    retention::forget_old(&app.db, now).await?;
    // What was deleted, by people too, is to go from the log as well.
    app.db.fold_log().await
}
