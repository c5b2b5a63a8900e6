//! Hands over what waits in the outbox.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::watch;

use super::{GATHER, Message, Transport, outbox};
use crate::db::{self, Conn, Db, Link};
use crate::ids::MessageId;
use crate::shutdown::Shutdown;
use crate::telemetry::{Kind, Step};

/// How many messages are handed over at once. A broker confirms many nearly as fast as one.
pub const BATCH: usize = 500;

/// How long commits of other processes (the command line) may stay unseen, and how long a transport that refused
/// messages is left alone.
const POLL: Duration = Duration::from_millis(500);

/// Runs until the shutdown. What is not handed over by then waits in the database for the next start.
pub async fn run(db: Db, transport: Arc<dyn Transport>, shutdown: Shutdown) {
    let mut told = db.told();
    let mut round = Round::default();
    let mut woken = Woken::ByCommit;
    while !shutdown.begun() {
        db.rest().await;
        // Seen before the query, so that a commit in between is not slept over.
        told.mark_unchanged();
        match round.step(&db, transport.as_ref()).await {
            // Whoever committed it has a relay of their own, and knows whether it had better rest.
            Ok(Progress::MoreWaits) if woken == Woken::ByTime => shutdown.sleep(POLL).await,
            Ok(Progress::MoreWaits) => {}
            Ok(Progress::AllDone) => {
                shutdown.sleep(GATHER).await;
                woken = wait(&mut told, &shutdown).await;
            }
            Ok(Progress::Refused) => {
                shutdown.sleep(POLL).await;
                round = Round::default();
            }
            Err(error) => {
                tracing::error!(error = %crate::telemetry::Chain(&error), "the outbox cannot be read");
                shutdown.sleep(POLL).await;
            }
        }
    }
}

/// What a step came to.
#[derive(Debug, PartialEq, Eq)]
pub enum Progress {
    MoreWaits,
    AllDone,
    /// Nothing waits but what was refused in this round.
    Refused,
}

/// One round through all that waits. A topic of which a message was refused is passed over for the rest of it, so that
/// it does not hold up the others.
#[derive(Default)]
pub struct Round {
    refused: Vec<String>,
}

/// Ends the transaction of a step with nothing to keep, so that nobody is woken by its commit.
enum Undone {
    NothingWaits,
    Failed(db::Error),
}

impl From<db::Error> for Undone {
    fn from(error: db::Error) -> Self {
        Self::Failed(error)
    }
}

impl Round {
    /// Takes some messages, hands them over, forgets those that are safe.
    pub async fn step(&mut self, db: &Db, transport: &dyn Transport) -> db::Result<Progress> {
        let mut conn = db.conn().await?;
        let stepped = match conn.link {
            Link::Postgres(_) => {
                conn.transaction(async |conn| self.step_with_locks(conn, transport).await).await
            }
            Link::Sqlite(_) => self.step_alone(conn, db, transport).await,
        };
        match stepped {
            Ok(BATCH) => Ok(Progress::MoreWaits),
            Ok(_) | Err(Undone::NothingWaits) if self.refused.is_empty() => Ok(Progress::AllDone),
            Ok(_) | Err(Undone::NothingWaits) => Ok(Progress::Refused),
            Err(Undone::Failed(error)) => Err(error),
        }
    }

    /// Other relays work on the same outbox: what one has taken is locked until it is confirmed and gone. Returns how many
    /// messages were taken.
    async fn step_with_locks(
        &mut self,
        conn: &mut Conn,
        transport: &dyn Transport,
    ) -> Result<usize, Undone> {
        outbox::hold_for_a_while(conn).await?;
        let messages = self.take(conn).await?;
        let safe = publish(transport, &messages).await;
        outbox::forget(conn, &safe).await?;
        Ok(self.note_refused(messages, &safe))
    }

    /// The only relay of this outbox. It holds no connection meanwhile, because the messages may be for the same database.
    async fn step_alone(
        &mut self,
        mut conn: Conn,
        db: &Db,
        transport: &dyn Transport,
    ) -> Result<usize, Undone> {
        let messages = self.take(&mut conn).await?;
        drop(conn);
        let safe = publish(transport, &messages).await;
        outbox::forget(&mut db.conn().await?, &safe).await?;
        Ok(self.note_refused(messages, &safe))
    }

    async fn take(&self, conn: &mut Conn) -> Result<Vec<Message>, Undone> {
        let messages = outbox::waiting(conn, &self.refused, BATCH as i64).await?;
        if messages.is_empty() { Err(Undone::NothingWaits) } else { Ok(messages) }
    }

    fn note_refused(&mut self, messages: Vec<Message>, safe: &[MessageId]) -> usize {
        let (taken, safe) = (messages.len(), safe.iter().collect::<BTreeSet<_>>());
        for message in messages.into_iter().filter(|message| !safe.contains(&message.id)) {
            if !self.refused.contains(&message.topic) {
                self.refused.push(message.topic);
            }
        }
        taken
    }
}

/// Hands messages over, and tells of the step that this is of each one's trace.
async fn publish(transport: &dyn Transport, messages: &[Message]) -> Vec<MessageId> {
    let begun = Instant::now();
    let safe = transport.publish(messages).await;
    for message in messages {
        Step::tell(|| Step {
            kind: Kind::Publish,
            name: format!("publish {}", message.topic),
            trace: message.trace,
            took: begun.elapsed(),
        });
    }
    safe
}

/// What ended a wait for something to hand over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Woken {
    ByCommit,
    ByTime,
}

async fn wait(told: &mut watch::Receiver<u64>, shutdown: &Shutdown) -> Woken {
    tokio::select! {
        _ = told.changed() => Woken::ByCommit,
        () = shutdown.sleep(POLL) => Woken::ByTime,
    }
}
