//! The service as a whole: its start, and what the process runs of it.

use std::sync::Arc;

use actix_web::web;
use diesel_migrations::{EmbeddedMigrations, embed_migrations};
use shared::db::{self, Db, Migrations};
use shared::events::Consumer;
use shared::moment::Moments;
use shared::process::Running;
use shared::telemetry::Chain;
use shared::web::health::Part;
use shared::writer::Writer;
use shared::{Base, Service as _};
use tokio::task::JoinHandle;

use crate::keeper::Keeper;
use crate::{Feedback, answer, consumer, results};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// The tables of this service.
pub static MIGRATIONS: Migrations = Migrations { sqlite: SQLITE, postgres: POSTGRES };

const NAME: &str = "feedback";
/// So many letters may wait for the writer; far more than a hall full of people sends at once.
const POST_QUEUE: usize = 2048;

/// The running service, for the process that holds it.
pub struct Service {
    pub(crate) app: Feedback,
    keeper: Keeper,
    writer: JoinHandle<()>,
}

/// Starts the service on its migrated database. What became due while no process ran is done at once.
pub async fn start(base: &Base, db: Db) -> db::Result<Service> {
    let post = answer::Post { clock: base.clock.clone() };
    let (keeper, steps) = Keeper::start(base, &db).await?;
    let (post, writer) = Writer::start(db.clone(), post, POST_QUEUE);
    let asked = Arc::new(Moments::new(&db));
    let app = Feedback { base: base.clone(), db, post, asked, steps };
    Ok(Service { app, keeper, writer })
}

impl Running for Service {
    fn routes(&self) -> impl Fn(&mut web::ServiceConfig) + Clone + Send + 'static {
        let app = web::Data::new(self.app.clone());
        move |config| {
            config.app_data(app.clone());
            results::routes(config);
            answer::routes(config);
        }
    }

    fn consumer(&self) -> Consumer {
        let clock = self.app.base().clock.clone();
        let handler = consumer::Listener { clock: clock.clone() };
        Consumer::new(NAME, consumer::TOPICS, self.app.db().clone(), clock, handler)
    }

    fn ready(&self) -> Vec<Part> {
        vec![Part::database("feedback database", self.app.db().clone())]
    }

    fn tasks(&self) -> Vec<JoinHandle<()>> {
        let keeper = self.keeper.clone();
        vec![tokio::spawn(keeper.run(self.app.base().shutdown.clone()))]
    }

    async fn finish(self) {
        drop(self.app);
        if let Err(error) = self.writer.await {
            tracing::error!(error = %Chain(&error), "the writer of answers did not end well");
        }
    }
}
