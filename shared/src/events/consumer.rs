//! Hearing messages: at most one effect each, in the transaction of the effect.

use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::future::BoxFuture;

#[cfg(feature = "services")]
use super::replay;
use super::{Message, inbox, outbox};
use crate::clock::Clock;
use crate::db::{self, Conn, Db};
use crate::metrics::Metrics;
use crate::shutdown::Shutdown;
use crate::telemetry::{self, Kind, Step};

pub use super::inbox::dead;

/// Ids are kept longer than any transport could deliver a message again; level events make an older one harmless.
const REMEMBER: Duration = Duration::from_hours(14 * 24);

const FORGET_EVERY: Duration = Duration::from_hours(1);

const COUNT_EVERY: Duration = Duration::from_secs(10);

#[derive(Debug, thiserror::Error)]
pub enum HandleError {
    /// The message can never be handled; it is kept as dead, with this reason. Must hold no personal data.
    #[error("{0}")]
    Dead(String),
    /// The database did not do its part; the message comes again.
    #[error(transparent)]
    Database(#[from] db::Error),
}

impl From<diesel::result::Error> for HandleError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Database(error.into())
    }
}

impl From<crate::ids::NoId> for HandleError {
    fn from(error: crate::ids::NoId) -> Self {
        Self::Dead(error.to_string())
    }
}

/// What a service does when it hears messages of one topic, which come in their order: several at once cost it less than
/// each for itself. Called in a transaction; an error undoes all of it.
pub trait Handler: Send + Sync {
    fn handle<'a>(
        &'a self,
        conn: &'a mut Conn,
        topic: &'a str,
        messages: &'a [Message],
    ) -> BoxFuture<'a, Result<(), HandleError>>;
}

/// A service as a listener on the bus.
#[derive(Clone)]
pub struct Consumer {
    /// The service's name; over RabbitMQ its queue's.
    pub name: &'static str,
    /// The topics that it may learn of.
    pub topics: &'static [&'static str],
    db: Db,
    clock: Clock,
    handler: Arc<dyn Handler>,
}

impl Consumer {
    pub fn new(
        name: &'static str,
        topics: &'static [&'static str],
        db: Db,
        clock: Clock,
        handler: impl Handler + 'static,
    ) -> Self {
        Self { name, topics, db, clock, handler: Arc::new(handler) }
    }

    /// Takes messages in: all in one transaction, or where one of them fails, one by one, so that only the culprit is
    /// put aside. An error means that the database failed and that the messages must come again.
    pub async fn receive(&self, messages: &[Message]) -> db::Result<()> {
        let begun = Instant::now();
        self.receive_all(messages).await?;
        for message in messages {
            Step::tell(|| Step {
                kind: Kind::Receive,
                name: format!("receive {}", message.topic),
                trace: message.trace,
                took: begun.elapsed(),
            });
        }
        Ok(())
    }

    async fn receive_all(&self, messages: &[Message]) -> db::Result<()> {
        let mut conn = self.db.conn().await?;
        let all = conn.transaction(async |conn| self.take_all(conn, messages).await).await;
        if all.is_ok() {
            return Ok(());
        }
        for message in messages {
            self.receive_one(&mut conn, message).await?;
        }
        Ok(())
    }

    async fn take_all(&self, conn: &mut Conn, messages: &[Message]) -> Result<(), HandleError> {
        let mut new = inbox::note(conn, messages, self.clock.now()).await?;
        let messages: Vec<_> =
            messages.iter().filter(|message| new.remove(&message.id)).cloned().collect();
        for of_one_topic in messages.chunk_by(|one, next| one.topic == next.topic) {
            self.handler.handle(conn, &of_one_topic[0].topic, of_one_topic).await?;
        }
        Ok(())
    }

    async fn receive_one(&self, conn: &mut Conn, message: &Message) -> db::Result<()> {
        let alone = std::slice::from_ref(message);
        match conn.transaction(async |conn| self.take_all(conn, alone).await).await {
            Ok(()) => Ok(()),
            Err(HandleError::Database(error)) => Err(error),
            Err(HandleError::Dead(reason)) => self.bury(conn, message, &reason).await,
        }
    }

    /// Notes that the queue with what waited for this consumer is not there.
    #[cfg(feature = "services")]
    pub(super) async fn queue_is_lost(&self) -> db::Result<()> {
        replay::want(&mut self.db.conn().await?, self.name).await
    }

    /// Asks for a replay, where the queue was lost and is there again.
    #[cfg(feature = "services")]
    pub(super) async fn queue_is_there(&self) -> db::Result<()> {
        let mut conn = self.db.conn().await?;
        conn.transaction(async |conn| replay::ask(conn, self.name, self.topics).await).await
    }

    /// Keeps a message that no handler could read as dead. The reason must hold no personal data.
    #[cfg(feature = "services")]
    pub(super) async fn put_aside(&self, message: &Message, reason: &str) -> db::Result<()> {
        self.bury(&mut self.db.conn().await?, message, reason).await
    }

    async fn bury(&self, conn: &mut Conn, message: &Message, reason: &str) -> db::Result<()> {
        tracing::error!(
            consumer = self.name, topic = %message.topic, message.id = %message.id,
            trace_id = %message.trace, reason, "a message is put aside as dead"
        );
        let now = self.clock.now();
        conn.transaction(async |conn| inbox::bury(conn, message, reason, now).await).await
    }

    /// Whether this consumer listens to a topic.
    pub fn listens_to(&self, topic: &str) -> bool {
        self.topics.contains(&topic)
    }

    /// Forgets now and then the ids of messages that cannot come again, and dead messages, which may hold personal data.
    /// Counts what waits and what is dead for the metrics: a query for each look at them would be too many. Until the
    /// shutdown.
    pub async fn look_after(self, metrics: Metrics, shutdown: Shutdown) {
        let forget = async {
            while !shutdown.begun() {
                self.forget_old().await;
                shutdown.sleep(FORGET_EVERY).await;
            }
        };
        let count = async {
            while !shutdown.begun() {
                self.count(&metrics).await;
                shutdown.sleep(COUNT_EVERY).await;
            }
        };
        tokio::join!(forget, count);
    }

    async fn count(&self, metrics: &Metrics) {
        let counted = async {
            let mut conn = self.db.conn().await?;
            Ok::<_, db::Error>((outbox::depth(&mut conn).await?, dead(&mut conn).await?))
        };
        match counted.await {
            Ok((waiting, dead)) => metrics.tell_events(self.name, waiting, dead),
            Err(error) => {
                tracing::warn!(error = %telemetry::Chain(&error), "events cannot be counted");
            }
        }
    }

    async fn forget_old(&self) {
        let before = self.clock.now().minus(REMEMBER);
        let forgotten = async { inbox::forget(&mut self.db.conn().await?, before).await };
        if let Err(error) = forgotten.await {
            tracing::warn!(error = %telemetry::Chain(&error), "the inbox cannot be tidied");
        }
    }
}
