//! The contract of transports fits those with a broker, too: here one that holds a queue for each consumer in memory,
//! delivers on its own, and outlives its connections.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::future::BoxFuture;
use shared::events::{Consumer, Message, Transport};
use shared::ids::MessageId;
use shared::testing::contract::{BusUnderTest, Features};
use tokio::sync::Notify;
use tokio::task::JoinHandle;

const PREFETCH: usize = 100;
const REDELIVERY: Duration = Duration::from_millis(5);

/// What waits for each consumer, by its name.
#[derive(Clone, Default)]
struct Broker {
    queues: Arc<Mutex<BTreeMap<&'static str, VecDeque<Message>>>>,
    published: Arc<Notify>,
}

impl Broker {
    fn queues(&self) -> MutexGuard<'_, BTreeMap<&'static str, VecDeque<Message>>> {
        self.queues.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next_of(&self, name: &str) -> Vec<Message> {
        self.queues().get(name).into_iter().flatten().take(PREFETCH).cloned().collect()
    }

    fn remove(&self, name: &str, taken: usize) {
        self.queues().get_mut(name).map(|queue| queue.drain(..taken));
    }

    /// Delivers the messages of a queue, some at a time; they go only when the consumer has taken them in.
    async fn deliver(self, consumer: Consumer) {
        loop {
            let published = self.published.notified();
            let messages = self.next_of(consumer.name);
            if messages.is_empty() {
                published.await;
            } else if consumer.receive(&messages).await.is_ok() {
                self.remove(consumer.name, messages.len());
            } else {
                tokio::time::sleep(REDELIVERY).await;
            }
        }
    }
}

/// A connection to the broker, with the consumers that it delivers to.
struct Connection {
    broker: Broker,
    consumers: Vec<Consumer>,
    deliveries: Vec<JoinHandle<()>>,
}

impl Connection {
    fn route(&self, message: &Message) -> Option<MessageId> {
        let listening =
            self.consumers.iter().filter(|consumer| consumer.listens_to(&message.topic));
        let mut queues = self.broker.queues();
        let routed = listening.map(|consumer| {
            queues.entry(consumer.name).or_default().push_back(message.clone());
        });
        (routed.count() > 0).then_some(message.id)
    }
}

impl Transport for Connection {
    fn publish<'a>(&'a self, messages: &'a [Message]) -> BoxFuture<'a, Vec<MessageId>> {
        let routed = messages.iter().filter_map(|message| self.route(message)).collect();
        self.broker.published.notify_waiters();
        Box::pin(async { routed })
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.deliveries.iter().for_each(JoinHandle::abort);
    }
}

impl BusUnderTest for Broker {
    const FEATURES: Features = Features { broker: true };

    async fn start(&self, consumers: Vec<Consumer>) -> Arc<dyn Transport> {
        let deliver = |consumer: &Consumer| tokio::spawn(self.clone().deliver(consumer.clone()));
        let deliveries = consumers.iter().map(deliver).collect();
        Arc::new(Connection { broker: self.clone(), consumers, deliveries })
    }

    async fn empty_broker(&self) {
        self.queues().clear();
    }
}

shared::transport_contract!(Broker::default());
