//! The three services of this process, the bus between them, and the server before them.

use std::sync::Arc;

use registration::public::Operator;
use shared::events::{Consumer, EmbeddedBus, relay};
use shared::keys::Keys;
use shared::process::{self, Ports, Running};
use shared::{Base, Db, db};
use tokio::task::JoinHandle;

use crate::databases::Databases;

/// What a process is made of before it serves.
pub struct System {
    pub base: Base,
    pub databases: Databases,
    pub registration: registration::Service,
    pub feedback: feedback::Service,
    pub notification: notification::Service,
}

impl System {
    /// Starts the services on their databases. Mails, timers and the bus begin with [`System::serve`].
    pub async fn new(
        base: Base,
        keys: &Keys,
        databases: Databases,
        operator: Operator,
        mail: notification::Options,
    ) -> db::Result<Self> {
        let Databases { registration, feedback, notification } = databases.clone();
        Ok(Self {
            registration: registration::start(&base, keys, operator, registration),
            feedback: feedback::start(&base, feedback).await?,
            notification: notification::start(&base, keys.mails(), notification, mail),
            base,
            databases,
        })
    }

    /// Starts what goes on beside the requests: timers, mails, and from each outbox a relay to all who listen.
    pub fn start_tasks(&self) -> Vec<JoinHandle<()>> {
        let consumers = vec![
            self.registration.consumer(),
            self.feedback.consumer(),
            self.notification.consumer(),
        ];
        let shutdown = &self.base.shutdown;
        let look_after = |consumer: &Consumer| {
            let metrics = self.base.metrics.clone();
            tokio::spawn(consumer.clone().look_after(metrics, shutdown.clone()))
        };
        let mut tasks: Vec<_> = consumers.iter().map(look_after).collect();
        let bus = Arc::new(EmbeddedBus::new(consumers));
        let relay = |(_, db): (&str, &Db)| {
            tokio::spawn(relay::run(db.clone(), bus.clone(), shutdown.clone()))
        };
        tasks.extend(self.databases.by_name().into_iter().map(relay));
        tasks.extend(self.registration.tasks());
        tasks.extend(self.feedback.tasks());
        tasks.extend(self.notification.tasks());
        tasks
    }

    /// Serves until the shutdown begins, then finishes what was accepted.
    pub async fn serve(self, tasks: Vec<JoinHandle<()>>, ports: Ports) -> std::io::Result<()> {
        let mut parts = self.registration.ready();
        parts.extend(self.feedback.ready());
        parts.extend(self.notification.ready());
        let served = process::serve(&self.base, ports, parts, self.routes(), tasks).await;
        self.registration.finish().await;
        self.feedback.finish().await;
        self.notification.finish().await;
        served
    }

    fn routes(&self) -> impl Fn(&mut actix_web::web::ServiceConfig) + Clone + Send + 'static {
        let (registration, feedback, notification) =
            (self.registration.routes(), self.feedback.routes(), self.notification.routes());
        move |config| {
            registration(config);
            feedback(config);
            notification(config);
        }
    }
}
