//! Feedback: surveys, ballots, answers, results.
//!
//! It never learns a name, an address or a participant's id. What it knows of a ballot is a hash; what it knows of an
//! answer is the answer.

mod answer;
mod ballot;
mod conference;
mod consumer;
mod direct;
mod guard;
mod keeper;
mod results;
mod schema;
mod survey;
mod texts;

use actix_web::web;
use diesel_migrations::{EmbeddedMigrations, embed_migrations};
use shared::db::{self, Migrations};
use shared::events::Consumer;
use shared::i18n::Texts;
use shared::web::health::Part;
use shared::writer::Writer;
use shared::{Base, Conn, Db, Trace};
use tokio::sync::watch;
use tokio::task::JoinHandle;

pub use survey::{close_again, closed};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

pub static MIGRATIONS: Migrations = Migrations { sqlite: SQLITE, postgres: POSTGRES };

/// So many letters may wait for the writer; far more than a hall full of people sends at once.
const POST_QUEUE: usize = 2048;

pub(crate) type Page = shared::web::Page<Feedback>;
pub(crate) type Form = shared::web::Form<Feedback>;
pub(crate) type Organiser = shared::auth::Organiser<Feedback>;

/// The service's state, as handlers see it.
#[derive(Clone)]
pub struct Feedback {
    base: Base,
    db: Db,
    post: Writer<answer::Post>,
    steps: watch::Receiver<keeper::Steps>,
}

impl shared::Service for Feedback {
    fn base(&self) -> &Base {
        &self.base
    }

    fn db(&self) -> &Db {
        &self.db
    }

    fn texts() -> &'static Texts {
        &texts::TEXTS
    }
}

/// The running service.
pub struct Running {
    feedback: Feedback,
    tasks: Vec<JoinHandle<()>>,
}

/// Brings the database up to date and starts the writer and the timer.
pub async fn start(base: &Base, db: Db) -> db::Result<Running> {
    db.migrate(&MIGRATIONS).await?;
    let post = answer::Post { clock: base.clock.clone() };
    let (post, writing) = Writer::start(db.clone(), post, POST_QUEUE);
    let (keeper, steps) = keeper::Keeper::start(base, &db).await?;
    let keeping = tokio::spawn(keeper.run(base.shutdown.clone()));
    let feedback = Feedback { base: base.clone(), db, post, steps };
    Ok(Running { feedback, tasks: vec![writing, keeping] })
}

/// Tells the other services again how every survey is and which pools of ballots are ready, for those that lost it.
pub async fn replay(conn: &mut Conn) -> db::Result<()> {
    let trace = Trace::new();
    conn.transaction(async |conn| {
        survey::tell_all(conn, trace).await?;
        ballot::tell_all(conn, trace).await
    })
    .await
}

impl Running {
    /// Every page of the service.
    pub fn routes(&self) -> impl Fn(&mut web::ServiceConfig) + Clone + Send + 'static {
        let feedback = web::Data::new(self.feedback.clone());
        move |config| {
            config.app_data(feedback.clone());
            results::routes(config);
            answer::routes(config);
            ballot::routes(config);
        }
    }

    /// The service as a listener on the bus.
    pub fn consumer(&self) -> Consumer {
        let Feedback { base, db, .. } = &self.feedback;
        let handler = consumer::Listener { clock: base.clock.clone() };
        Consumer::new("feedback", consumer::TOPICS, db.clone(), base.clock.clone(), handler)
    }

    /// What must work for the service to be ready.
    pub fn health(&self) -> Part {
        Part::database("feedback's database", self.feedback.db.clone())
    }

    /// Waits until everything that was accepted is written. Call it after the shutdown has begun and the HTTP server has
    /// ended.
    pub async fn finish(self) {
        let Self { feedback, tasks } = self;
        // The last of the writer's handles goes with it, which tells the writer to drain.
        drop(feedback);
        for task in tasks {
            if let Err(error) = task.await {
                tracing::error!(%error, "a task of feedback ended badly");
            }
        }
    }
}
