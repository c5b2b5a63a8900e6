//! Hands over what waits in the outbox.

use std::sync::Arc;
use std::time::Duration;

use super::{Transport, outbox};
use crate::db::{self, Db};
use crate::shutdown::Shutdown;

const BATCH: i64 = 100;

/// How long commits of other processes (the command line) may stay unseen, and how long a transport that refused
/// messages is left alone.
const POLL: Duration = Duration::from_millis(500);

/// Runs until the shutdown. What is not handed over by then waits in the database for the next start.
pub async fn run(db: Db, transport: Arc<dyn Transport>, shutdown: Shutdown) {
    let mut commits = db.commits();
    let mut round = Round::default();
    while !shutdown.begun() {
        // Seen before the query, so that a commit in between is not slept over.
        commits.mark_unchanged();
        match round.step(&db, transport.as_ref()).await {
            Ok(Progress::MoreWaits) => {}
            Ok(Progress::AllDone) => wait(&mut commits, &shutdown).await,
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

impl Round {
    /// Takes some messages, hands them over, forgets those that are safe.
    pub async fn step(&mut self, db: &Db, transport: &dyn Transport) -> db::Result<Progress> {
        let messages = outbox::waiting(&mut db.conn().await?, &self.refused, BATCH).await?;
        if messages.is_empty() {
            return Ok(if self.refused.is_empty() { Progress::AllDone } else { Progress::Refused });
        }
        let safe = transport.publish(&messages).await;
        outbox::forget(&mut db.conn().await?, &safe).await?;
        for message in messages.into_iter().filter(|message| !safe.contains(&message.id)) {
            if !self.refused.contains(&message.topic) {
                self.refused.push(message.topic);
            }
        }
        Ok(Progress::MoreWaits)
    }
}

async fn wait(commits: &mut tokio::sync::watch::Receiver<u64>, shutdown: &Shutdown) {
    tokio::select! {
        _ = commits.changed() => {}
        () = shutdown.sleep(POLL) => {}
    }
}
