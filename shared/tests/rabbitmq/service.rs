//! A service with an outbox and an inbox, which tells the test what it hears.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use proto::registration::v1::ConferenceChanged;
use proto::replay;
use shared::events::consumer::dead;
use shared::events::{
    Consumer, HandleError, Handler, MIGRATIONS, Message, Transport, outbox, relay,
};
use shared::shutdown::Shutdown;
use shared::testing::{START, TestDb};
use shared::{Clock, Conn, Trace};
use tokio::sync::{Mutex, mpsc};

/// Longer than a slow machine needs.
pub const PATIENCE: Duration = Duration::from_secs(60);

pub struct Service {
    name: &'static str,
    topics: &'static [&'static str],
    db: TestDb,
    tell: mpsc::UnboundedSender<Message>,
    told: Mutex<mpsc::UnboundedReceiver<Message>>,
}

impl Service {
    pub async fn new(name: &'static str, topics: &'static [&'static str]) -> Self {
        let (tell, told) = mpsc::unbounded_channel();
        Self { name, topics, db: TestDb::new(&MIGRATIONS).await, tell, told: told.into() }
    }

    pub fn consumer(&self) -> Consumer {
        let (db, clock) = (self.db.db.clone(), Clock::manual(START));
        Consumer::new(self.name, self.topics, db, clock, Ears(self.tell.clone()))
    }

    /// Relays what is in the outbox, until the value is dropped with the runtime.
    pub fn relay(&self, transport: Arc<dyn Transport>) {
        tokio::spawn(relay::run(self.db.db.clone(), transport, Shutdown::new()));
    }

    /// What is heard next.
    pub async fn hears(&self) -> Message {
        let mut told = self.told.lock().await;
        let heard = tokio::time::timeout(PATIENCE, told.recv()).await;
        heard.expect("a message in time").expect("an open channel")
    }

    /// Resolves when a message was put aside.
    pub async fn puts_one_aside(&self) {
        let mut commits = self.db.db.commits();
        let waits = async {
            while dead(&mut self.db.db.conn().await.expect("a connection")).await.ok() != Some(1) {
                commits.changed().await.expect("a database that is open");
            }
        };
        tokio::time::timeout(PATIENCE, waits).await.expect("a dead message in time");
    }

    /// What was heard up to now and not asked for.
    pub async fn heard_besides(&self) -> Vec<String> {
        let mut told = self.told.lock().await;
        std::iter::from_fn(|| told.try_recv().ok()).map(|message| message.topic).collect()
    }
}

/// Tells what it hears, and tells a conference to whoever asks registration for a replay.
struct Ears(mpsc::UnboundedSender<Message>);

impl Handler for Ears {
    fn handle<'a>(
        &'a self,
        conn: &'a mut Conn,
        topic: &'a str,
        messages: &'a [Message],
    ) -> BoxFuture<'a, Result<(), HandleError>> {
        Box::pin(async move {
            for message in messages {
                if topic == replay::REGISTRATION {
                    outbox::add(conn, &ConferenceChanged::default(), Trace::new()).await?;
                }
                self.0.send(message.clone()).expect("a test that listens");
            }
            Ok(())
        })
    }
}
