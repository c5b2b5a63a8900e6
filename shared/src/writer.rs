//! Group commit: writes that wait are decided together and share one commit.
//!
//! Where people wait there is no timer: while one commit runs, the next batch gathers; at low load a batch is one. The queue
//! is bounded: when it is full the answer is "try again soon", never a lost write.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use crate::db::{self, Conn, Db};
use crate::telemetry;

const LARGEST_BATCH: usize = 256;

/// So many who wait at once are a rush: what need not be done now rests.
const RUSH: usize = 24;

/// Decides commands inside a transaction, in their order: one outcome for each. An error undoes the batch, and its
/// members are tried one by one, so that only the culprit gets the error. What broke in the very moment of the commit may
/// have been written all the same: a command that comes again must do no harm.
pub trait Decide: Send + Sync + 'static {
    type Command: Send + Sync + 'static;
    type Outcome: Send + 'static;

    /// For so long a batch gathers, where nobody waits for its commit.
    const GATHER: Duration = Duration::ZERO;

    fn decide<'a>(
        &'a self,
        conn: &'a mut Conn,
        commands: &'a [Self::Command],
    ) -> BoxFuture<'a, db::Result<Vec<Self::Outcome>>>;
}

#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The queue is full or the process is ending; nothing was written. 503 with Retry-After.
    #[error("too many writes wait")]
    Busy,
    #[error(transparent)]
    Database(#[from] db::Error),
}

type Waiting<D> = (<D as Decide>::Command, oneshot::Sender<db::Result<<D as Decide>::Outcome>>);

/// Where requests hand their writes in. Clones share the queue; when the last is dropped, the writer drains and ends.
pub struct Writer<D: Decide> {
    queue: mpsc::Sender<Waiting<D>>,
}

impl<D: Decide> Clone for Writer<D> {
    fn clone(&self) -> Self {
        Self { queue: self.queue.clone() }
    }
}

impl<D: Decide> Writer<D> {
    /// Starts the task that writes; await its handle at the end, so that nothing accepted is lost.
    pub fn start(db: Db, decide: D, queue: usize) -> (Self, JoinHandle<()>) {
        let (sender, receiver) = mpsc::channel(queue);
        (Self { queue: sender }, tokio::spawn(run(db, Arc::new(decide), receiver)))
    }

    /// Writes a command and returns its outcome once it is durable.
    pub async fn write(&self, command: D::Command) -> Result<D::Outcome, WriteError> {
        let (reply, outcome) = oneshot::channel();
        self.queue.try_send((command, reply)).map_err(|_| WriteError::Busy)?;
        Ok(outcome.await.map_err(|_| WriteError::Busy)??)
    }
}

async fn run<D: Decide>(db: Db, decide: Arc<D>, mut queue: mpsc::Receiver<Waiting<D>>) {
    let mut waiting = Vec::with_capacity(LARGEST_BATCH);
    while queue.recv_many(&mut waiting, LARGEST_BATCH).await > 0 {
        if waiting.len() >= RUSH {
            db.note_rush();
        }
        gather(D::GATHER, &mut queue, &mut waiting).await;
        let (commands, replies): (Vec<_>, Vec<_>) = waiting.drain(..).unzip();
        let outcomes = write_batch(&db, decide.as_ref(), &commands).await;
        for (reply, outcome) in replies.into_iter().zip(outcomes) {
            // Who asked may be gone; what was written stays.
            let _ = reply.send(outcome);
        }
    }
}

async fn gather<T>(span: Duration, queue: &mut mpsc::Receiver<T>, waiting: &mut Vec<T>) {
    if span.is_zero() {
        return;
    }
    tokio::time::sleep(span).await;
    while waiting.len() < LARGEST_BATCH
        && let Ok(more) = queue.try_recv()
    {
        waiting.push(more);
    }
}

async fn write_batch<D: Decide>(
    db: &Db,
    decide: &D,
    commands: &[D::Command],
) -> Vec<db::Result<D::Outcome>> {
    match commit(db, decide, commands).await {
        Ok(outcomes) => outcomes.into_iter().map(Ok).collect(),
        Err(db::Error::Pool(reason)) => {
            commands.iter().map(|_| Err(db::Error::Pool(reason.clone()))).collect()
        }
        Err(error) if commands.len() == 1 && !error.may_pass() => vec![Err(error)],
        Err(error) => {
            tracing::warn!(error = %telemetry::Chain(&error), size = commands.len(), "a batch failed; its members are tried one by one");
            one_by_one(db, decide, commands).await
        }
    }
}

async fn one_by_one<D: Decide>(
    db: &Db,
    decide: &D,
    commands: &[D::Command],
) -> Vec<db::Result<D::Outcome>> {
    let mut outcomes = Vec::with_capacity(commands.len());
    for command in commands {
        let outcome = match outcomes.last() {
            // Once one has waited for a connection in vain, the others need not.
            Some(Err(db::Error::Pool(reason))) => Err(db::Error::Pool(reason.clone())),
            _ => commit_one(db, decide, command).await,
        };
        outcomes.push(outcome);
    }
    outcomes
}

async fn commit<D: Decide>(
    db: &Db,
    decide: &D,
    commands: &[D::Command],
) -> db::Result<Vec<D::Outcome>> {
    let mut conn = db.conn().await?;
    conn.transaction(async |conn| decide.decide(conn, commands).await).await
}

async fn commit_one<D: Decide>(
    db: &Db,
    decide: &D,
    command: &D::Command,
) -> db::Result<D::Outcome> {
    let outcomes = commit(db, decide, std::slice::from_ref(command)).await?;
    outcomes.into_iter().next().ok_or(db::Error::Query(diesel::result::Error::NotFound))
}
