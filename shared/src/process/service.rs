//! One service as a process of its own: its database on PostgreSQL, its events over RabbitMQ.

use std::sync::Arc;

use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::{Outcome, Ports, Running, Settings, end_on_signal};
use crate::base::Base;
use crate::clock::Clock;
use crate::db::{self, Db, Migrations};
use crate::events::rabbitmq::{AmqpUrl, RabbitMq};
use crate::events::relay;
use crate::keys::{PageKeys, ServiceKey};
use crate::seal::SealKey;
use crate::settings::{SettingError, Source};
use crate::telemetry::{self, collector};

/// What `--help` says of the settings of this module.
pub const HELP: &str = "\
Settings are environment variables. Each NAME can also be given as NAME_FILE, the path of a file that holds it.

  DATABASE_URL         postgres://user:password@host/database; the user owns the database, which nobody else uses.
  AMQP_URL             amqp://user:password@host/vhost of RabbitMQ, or amqps:// for TLS
  OTEL_EXPORTER_OTLP_ENDPOINT
                       Collector of OpenTelemetry that traces go to: http://127.0.0.1:4318 (default: none).";

/// What `--help` says of the key of a service that does not hold the secret.
pub const SERVICE_KEY_HELP: &str = "\
  SERVICE_KEY          What `registration key` prints for this service.";

/// `SERVICE_KEY`.
pub fn service_key(source: &Source<'_>) -> Result<ServiceKey, SettingError> {
    let reason = "the service knows sessions and forms by it: `registration key`";
    let key = source.value("SERVICE_KEY")?;
    key.ok_or(SettingError::Missing { name: "SERVICE_KEY", reason })
}

/// `DATABASE_URL`: all that a command needs.
pub struct Database(SecretString);

impl Database {
    pub fn read(source: &Source<'_>) -> Result<Self, SettingError> {
        let reason = "the service keeps its data in PostgreSQL";
        let url = source.secret("DATABASE_URL")?;
        Ok(Self(url.ok_or(SettingError::Missing { name: "DATABASE_URL", reason })?))
    }

    /// Opens it and brings it to the shape that the service expects. A server that is not there yet is waited for.
    pub async fn open(&self, migrations: &'static Migrations) -> db::Result<Db> {
        let db = Db::open_postgres(self.0.expose_secret()).await?;
        db.migrate(migrations).await?;
        Ok(db)
    }
}

/// What the process of a service is told from outside, whichever service it is.
pub struct ServiceSettings {
    process: Settings,
    database: Database,
    broker: AmqpUrl,
    collector: Option<Url>,
}

impl ServiceSettings {
    pub fn read(source: &Source<'_>) -> Result<Self, SettingError> {
        let missing = |name, reason| SettingError::Missing { name, reason };
        let process = Settings::read(source)?;
        if process.public_url.is_none() {
            return Err(missing("PUBLIC_URL", "links lead to where people reach the site"));
        }
        let broker = source.value("AMQP_URL")?;
        Ok(Self {
            process,
            database: Database::read(source)?,
            collector: source.value("OTEL_EXPORTER_OTLP_ENDPOINT")?,
            broker: broker.ok_or(missing("AMQP_URL", "the services talk over RabbitMQ"))?,
        })
    }

    /// Serves until SIGTERM or Ctrl-C, and then finishes what was accepted. `personal` opens events with personal data,
    /// where the service may know them; `start` makes the service on its migrated database.
    pub async fn serve<S: Running>(
        self,
        keys: PageKeys,
        personal: Option<SealKey>,
        migrations: &'static Migrations,
        start: impl AsyncFnOnce(&Base, Db) -> db::Result<S>,
    ) -> Outcome {
        telemetry::start(self.process.log_format, self.process.log_level);
        let ports = Ports::bind(&self.process)?;
        let address = ports.address()?;
        let base = self.process.base(keys, address, Clock::system(), false);
        end_on_signal(base.shutdown.clone())?;
        let db = tokio::select! {
            db = self.database.open(migrations) => db?,
            () = base.shutdown.wait() => return Ok(()),
        };
        let service = start(&base, db.clone()).await?;
        let consumers = vec![service.consumer()];
        if let Some(endpoint) = &self.collector {
            collector::start(endpoint, consumers[0].name)?;
        }
        let (bus, carrying) =
            RabbitMq::start(self.broker, personal, consumers, base.shutdown.clone());
        let mut parts = service.ready();
        parts.push(bus.part());
        let relay = relay::run(db, Arc::new(bus), base.shutdown.clone());
        let mut tasks = service.tasks();
        let (metrics, shutdown) = (base.metrics.clone(), base.shutdown.clone());
        tasks.push(tokio::spawn(service.consumer().look_after(metrics, shutdown)));
        tasks.push(tokio::spawn(relay));
        tasks.extend(carrying);
        println!("listening on http://{address}");
        let served = super::serve(&base, ports, parts, service.routes(), tasks).await;
        service.finish().await;
        collector::end().await;
        Ok(served?)
    }
}
