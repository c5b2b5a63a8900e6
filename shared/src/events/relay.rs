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
    while !shutdown.begun() {
        // Seen before the query, so that a commit in between is not slept over.
        commits.mark_unchanged();
        match hand_over(&db, transport.as_ref()).await {
            Ok(Progress::MoreWaits) => continue,
            Ok(Progress::AllDone) => wait(&mut commits, &shutdown).await,
            Ok(Progress::Refused) => shutdown.sleep(POLL).await,
            Err(error) => {
                tracing::error!(error = %crate::telemetry::Chain(&error), "the outbox cannot be read");
                shutdown.sleep(POLL).await;
            }
        }
    }
}

/// What a round of the relay came to.
#[derive(Debug, PartialEq, Eq)]
pub enum Progress {
    MoreWaits,
    AllDone,
    Refused,
}

/// One round: takes some messages, hands them over, forgets those that are safe.
pub async fn hand_over(db: &Db, transport: &dyn Transport) -> db::Result<Progress> {
    let messages = outbox::waiting(&mut db.conn().await?, BATCH).await?;
    if messages.is_empty() {
        return Ok(Progress::AllDone);
    }
    let safe = transport.publish(&messages).await;
    outbox::forget(&mut db.conn().await?, &safe).await?;
    Ok(if safe.len() < messages.len() { Progress::Refused } else { Progress::MoreWaits })
}

async fn wait(commits: &mut tokio::sync::watch::Receiver<u64>, shutdown: &Shutdown) {
    tokio::select! {
        _ = commits.changed() => {}
        () = shutdown.sleep(POLL) => {}
    }
}
