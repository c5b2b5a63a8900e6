//! Hearing messages: at most one effect each, in the transaction of the effect.

use std::sync::Arc;
use std::time::Duration;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::future::BoxFuture;

use super::Message;
use super::schema::{dead_messages, inbox};
use crate::clock::Clock;
use crate::db::{self, Conn, Db};
use crate::shutdown::Shutdown;
use crate::{on, telemetry};

/// Ids are kept longer than any transport could deliver a message again; level events make an older one harmless.
const REMEMBER: Duration = Duration::from_hours(14 * 24);

const TIDY_EVERY: Duration = Duration::from_hours(1);

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

/// What a service does when it hears a message. Called in a transaction; an error undoes all of it.
pub trait Handler: Send + Sync {
    fn handle<'a>(
        &'a self,
        conn: &'a mut Conn,
        message: &'a Message,
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
        for message in messages {
            self.take(conn, message).await?;
        }
        Ok(())
    }

    async fn receive_one(&self, conn: &mut Conn, message: &Message) -> db::Result<()> {
        match conn.transaction(async |conn| self.take(conn, message).await).await {
            Ok(()) => Ok(()),
            Err(HandleError::Database(error)) => Err(error),
            Err(HandleError::Dead(reason)) => self.bury(conn, message, &reason).await,
        }
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
        conn.transaction(async |conn| self.keep_dead(conn, message, reason).await).await
    }

    async fn take(&self, conn: &mut Conn, message: &Message) -> Result<(), HandleError> {
        if self.is_new(conn, message).await? {
            self.handler.handle(conn, message).await?;
        }
        Ok(())
    }

    /// Notes the message in the inbox; false when it was there already.
    async fn is_new(&self, conn: &mut Conn, message: &Message) -> db::Result<bool> {
        let row = (inbox::message_id.eq(message.id), inbox::received_at.eq(self.clock.now()));
        let noted = on!(conn, |c| diesel::insert_into(inbox::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(c)
            .await)?;
        Ok(noted == 1)
    }

    async fn keep_dead(&self, conn: &mut Conn, message: &Message, reason: &str) -> db::Result<()> {
        if !self.is_new(conn, message).await? {
            return Ok(());
        }
        let row = (
            dead_messages::message_id.eq(message.id),
            dead_messages::topic.eq(&message.topic),
            dead_messages::payload.eq(&message.payload),
            dead_messages::trace.eq(message.trace.to_string()),
            dead_messages::reason.eq(reason),
            dead_messages::received_at.eq(self.clock.now()),
        );
        on!(conn, |c| diesel::insert_into(dead_messages::table).values(row).execute(c).await)?;
        Ok(())
    }

    /// Whether this consumer listens to a topic.
    pub fn listens_to(&self, topic: &str) -> bool {
        self.topics.contains(&topic)
    }

    /// Forgets now and then the ids of messages that cannot come again, and dead messages, which may hold personal data;
    /// until the shutdown.
    pub async fn tidy(self, shutdown: Shutdown) {
        while !shutdown.begun() {
            self.forget_old().await;
            shutdown.sleep(TIDY_EVERY).await;
        }
    }

    async fn forget_old(&self) {
        let before = self.clock.now().minus(REMEMBER);
        let old = inbox::table.filter(inbox::received_at.lt(before));
        let dead = dead_messages::table.filter(dead_messages::received_at.lt(before));
        let forgotten = async {
            let mut conn = self.db.conn().await?;
            on!(conn, |c| diesel::delete(old).execute(c).await)?;
            on!(conn, |c| diesel::delete(dead).execute(c).await).map_err(db::Error::from)
        };
        if let Err(error) = forgotten.await {
            tracing::warn!(error = %telemetry::Chain(&error), "the inbox cannot be tidied");
        }
    }
}

/// How many messages were put aside: should be none.
pub async fn dead(conn: &mut Conn) -> db::Result<i64> {
    Ok(on!(conn, |c| dead_messages::table.count().get_result(c).await)?)
}
