//! The three services of this process, the bus between them, and the server before them.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use shared::events::{Consumer, EmbeddedBus, relay};
use shared::keys::Keys;
use shared::metrics::Metrics;
use shared::shutdown::Shutdown;
use shared::web::assets::Assets;
use shared::web::{health, server};
use shared::{Base, Clock, Db, db};
use tokio::task::JoinHandle;
use url::Url;

use notification::Delivery;

use crate::databases::Databases;
use crate::demo;
use crate::settings::{Data, Mail, Settings};

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
        settings: &Settings,
        mail: notification::Options,
    ) -> db::Result<Self> {
        let Databases { registration, feedback, notification } = databases.clone();
        let operator = match settings.data {
            Data::Temporary => demo::operator(),
            Data::Kept { .. } => settings.operator.clone(),
        };
        Ok(Self {
            registration: registration::start(&base, keys, operator, registration),
            feedback: feedback::start(&base, feedback).await?,
            notification: notification::start(&base, keys, notification, mail),
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
        let tidy = |consumer: &Consumer| tokio::spawn(consumer.clone().tidy(shutdown.clone()));
        let mut tasks: Vec<_> = consumers.iter().map(tidy).collect();
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
    pub async fn serve(
        self,
        tasks: Vec<JoinHandle<()>>,
        listener: TcpListener,
        metrics: Option<TcpListener>,
    ) -> std::io::Result<()> {
        let base = self.base.clone();
        let metrics = async {
            match metrics {
                Some(listener) => server::serve_metrics(base.clone(), listener).await,
                None => Ok(()),
            }
        };
        let (served, measured) =
            tokio::join!(server::serve(base.clone(), listener, self.routes()), metrics);
        // A server that broke ends the rest too.
        base.shutdown.begin();
        for task in tasks {
            if let Err(error) = task.await {
                tracing::error!(%error, "a task ended badly");
            }
        }
        self.registration.finish().await;
        self.feedback.finish().await;
        served.and(measured)
    }

    fn routes(&self) -> impl Fn(&mut actix_web::web::ServiceConfig) + Clone + Send + 'static {
        let mut parts = self.registration.ready();
        parts.extend(self.feedback.ready());
        parts.extend(self.notification.ready());
        let (registration, feedback, notification) =
            (self.registration.routes(), self.feedback.routes(), self.notification.routes());
        let health = health::routes(parts);
        move |config| {
            health(config);
            registration(config);
            feedback(config);
            notification(config);
        }
    }
}

/// The common ground of the services.
pub fn base(settings: &Settings, keys: &Keys, address: SocketAddr, clock: Clock) -> Base {
    Base {
        clock,
        public_url: Arc::new(settings.public_url.clone().unwrap_or_else(|| local_url(address))),
        sessions: keys.session_verifier(),
        forms: keys.forms(),
        form_rules: settings.form_rules,
        assets: Arc::new(Assets::default()),
        metrics: Metrics::default(),
        shutdown: Shutdown::new(),
        trusted_proxy: settings.trusted_proxy,
        demo: settings.demo(),
    }
}

fn local_url(address: SocketAddr) -> Url {
    format!("http://{address}").parse().expect("an address and a port make a URL")
}

/// What notification is told. `token` opens the mailbox page of demo mode.
pub fn mail_options(settings: &Settings, token: &str) -> notification::Options {
    match &settings.mail {
        Mail::Mailbox => notification::Options {
            delivery: Delivery::to_mailbox(token.to_owned()),
            from: demo::sender(),
            mails_per_minute: None,
        },
        Mail::Smtp { url, from, per_minute } => notification::Options {
            delivery: Delivery::Smtp(url.clone()),
            from: from.clone(),
            mails_per_minute: *per_minute,
        },
    }
}
