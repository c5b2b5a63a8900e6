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
mod service;
mod survey;
mod texts;

use std::sync::Arc;

use shared::db;
use shared::i18n::Texts;
use shared::moment::Moments;
use shared::writer::Writer;
use shared::{Base, Conn, Db, Trace};
use tokio::sync::watch;

use ballot::Asked;
pub use service::{MIGRATIONS, Service, start};
pub use survey::{close_again, closed};

pub(crate) type Page = shared::web::Page<Feedback>;
pub(crate) type Form = shared::web::Form<Feedback>;
pub(crate) type Organiser = shared::auth::Organiser<Feedback>;

/// The service's state, as handlers see it.
#[derive(Clone)]
pub struct Feedback {
    base: Base,
    db: Db,
    post: Writer<answer::Post>,
    asked: Arc<Moments<Option<Asked>>>,
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

/// Tells the other services again how every survey is and which pools of ballots are ready, for those that lost it.
pub async fn replay(conn: &mut Conn) -> db::Result<()> {
    conn.transaction(async |conn| tell_all(conn, Trace::new()).await).await
}

/// As [`replay`], in a transaction that has begun.
async fn tell_all(conn: &mut Conn, trace: Trace) -> db::Result<()> {
    survey::tell_all(conn, trace).await?;
    ballot::tell_all(conn, trace).await
}
