//! Putting the service together.

use std::sync::Arc;

use actix_web::web;
use shared::events::Consumer;
use shared::keys::MailKeys;
use shared::process::Running;
use shared::web::health::Part;
use shared::{Base, Conn, Db, db};
use tokio::task::JoinHandle;

use crate::consumer::{Hearing, TOPICS};
use crate::delivery_page;
use crate::mail::worker::Worker;
use crate::mail::{ledger, sender};
use crate::mailbox::{self, Received};
use crate::options::{Delivery, Options};
use crate::state::Notification;
use crate::tidy;

/// The service, ready to be mounted, connected to a bus and run.
#[derive(Clone)]
pub struct Service {
    app: Arc<Notification>,
    options: Options,
}

/// Puts the service together on its migrated database. Nothing runs before [`Service::tasks`].
pub fn start(base: &Base, keys: MailKeys, db: Db, options: Options) -> Service {
    let mailbox = match &options.delivery {
        Delivery::Mailbox(mailbox) => Some(mailbox.clone()),
        Delivery::Smtp(_) => None,
    };
    let app = Notification::new(base.clone(), db, keys, options.from.clone(), mailbox);
    Service { app: Arc::new(app), options }
}

impl Running for Service {
    /// `/mail/` for organisers, and in demo mode `/dev/mail`.
    fn routes(&self) -> impl Fn(&mut web::ServiceConfig) + Clone + Send + 'static {
        let app = web::Data::from(self.app.clone());
        move |config| {
            config.app_data(app.clone()).configure(delivery_page::routes);
            if app.mailbox.is_some() {
                config.configure(mailbox::routes);
            }
        }
    }

    fn consumer(&self) -> Consumer {
        let app = self.app.clone();
        let (db, clock) = (app.db.clone(), app.base.clock.clone());
        Consumer::new("notification", TOPICS, db, clock, Hearing(app))
    }

    fn ready(&self) -> Vec<Part> {
        vec![Part::database("notification database", self.app.db.clone())]
    }

    fn tasks(&self) -> Vec<JoinHandle<()>> {
        vec![tokio::spawn(self.worker().run()), tokio::spawn(tidy::run(self.app.clone()))]
    }

    /// Nothing waits: mails under way end with the tasks.
    async fn finish(self) {}
}

impl Service {
    /// The task that hands mails over, for tests to drive by hand.
    pub fn worker(&self) -> Worker {
        let handovers = self.options.handovers(self.app.host());
        Worker::new(self.app.clone(), handovers, self.options.mails_per_minute)
    }

    /// What the demo's mailbox holds, the newest first; nothing where mails go to a server.
    pub fn demo_mails(&self) -> Vec<Arc<Received>> {
        self.app.mailbox.as_ref().map(|demo| demo.mailbox.all()).unwrap_or_default()
    }

    pub fn app(&self) -> &Arc<Notification> {
        &self.app
    }
}

/// Holds all mails until a person lets them go on `/mail/`: after a restore nobody knows which of them went out since.
pub async fn hold(conn: &mut Conn) -> db::Result<()> {
    sender::set_held(conn, true).await
}

/// Lets held mails go.
pub async fn release(conn: &mut Conn) -> db::Result<()> {
    sender::set_held(conn, false).await
}

/// Tells registration every mail's state once more: after it lost its copy.
pub async fn replay(conn: &mut Conn) -> db::Result<()> {
    ledger::tell_all(conn).await
}
