//! A service that tells, and the ways in which telling can go wrong.

use std::future::pending;
use std::sync::Arc;

use futures_util::future::BoxFuture;
use proto::Event;
use tokio::sync::Notify;

use crate::db::Db;
use crate::events::relay::{self, Progress};
use crate::events::{MIGRATIONS, Message, Transport, outbox};
use crate::ids::MessageId;
use crate::testing::TestDb;
use crate::trace::Trace;

/// A service with an outbox.
pub struct Producer(TestDb);

impl Producer {
    pub async fn new() -> Self {
        Self(TestDb::new(&MIGRATIONS).await)
    }

    pub fn db(&self) -> Db {
        self.0.db.clone()
    }

    /// Keeps events in the outbox, in one transaction.
    pub async fn says<E: Event>(&self, events: impl IntoIterator<Item = E>) {
        let messages = events.into_iter().map(|event| Message::new(&event, Trace::new())).collect();
        let mut conn = self.0.db.conn().await.expect("a connection");
        conn.transaction(async |conn| outbox::add_all(conn, messages).await)
            .await
            .expect("events kept");
    }

    /// How many events wait in the outbox.
    pub async fn waiting(&self) -> i64 {
        let mut conn = self.0.db.conn().await.expect("a connection");
        outbox::depth(&mut conn).await.expect("a count")
    }

    /// Lets the relay work until nothing waits that the transport takes.
    pub async fn hands_over(&self, transport: &dyn Transport) {
        let mut round = relay::Round::default();
        while round.step(&self.0.db, transport).await.expect("a round") == Progress::MoreWaits {}
    }

    /// Hands a batch over and dies before it can mark it as handed over.
    pub async fn dies_before_marking(&self, transport: &dyn Transport) {
        let dying = NeverReturns { transport, published: Notify::new() };
        let mut round = relay::Round::default();
        tokio::select! {
            _ = round.step(&self.0.db, &dying) => unreachable!("the publishing never returns"),
            () = dying.published.notified() => {}
        }
    }
}

/// Publishes, and then the process is gone.
struct NeverReturns<'a> {
    transport: &'a dyn Transport,
    published: Notify,
}

impl Transport for NeverReturns<'_> {
    fn publish<'a>(&'a self, messages: &'a [Message]) -> BoxFuture<'a, Vec<MessageId>> {
        Box::pin(async move {
            self.transport.publish(messages).await;
            self.published.notify_one();
            pending().await
        })
    }
}

/// Guard off: says that all is safe before it handed anything over, and then is gone.
pub(super) struct MarksFirst;

impl Transport for MarksFirst {
    fn publish<'a>(&'a self, messages: &'a [Message]) -> BoxFuture<'a, Vec<MessageId>> {
        Box::pin(async { ids(messages) })
    }
}

/// Guard off: hands over, but does not look whether anybody took it.
pub(super) struct Credulous(pub Arc<dyn Transport>);

impl Transport for Credulous {
    fn publish<'a>(&'a self, messages: &'a [Message]) -> BoxFuture<'a, Vec<MessageId>> {
        Box::pin(async {
            self.0.publish(messages).await;
            ids(messages)
        })
    }
}

/// Guard off: hands over half of each batch and marks all of it.
pub(super) struct Half(pub Arc<dyn Transport>);

impl Transport for Half {
    fn publish<'a>(&'a self, messages: &'a [Message]) -> BoxFuture<'a, Vec<MessageId>> {
        Box::pin(async {
            self.0.publish(&messages[..messages.len() / 2]).await;
            ids(messages)
        })
    }
}

fn ids(messages: &[Message]) -> Vec<MessageId> {
    messages.iter().map(|message| message.id).collect()
}
