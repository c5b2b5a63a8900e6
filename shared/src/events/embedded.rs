//! The bus inside one process: from outbox to inbox without a broker between. Both ends are durable, so it needs no
//! memory of its own.

use futures_util::future::BoxFuture;

use super::{Consumer, Message, Transport};
use crate::ids::MessageId;
use crate::telemetry;

/// Messages in one transaction, at most: requests wait for the database meanwhile.
const BATCH: usize = 100;

pub struct EmbeddedBus {
    consumers: Vec<Consumer>,
}

impl EmbeddedBus {
    pub fn new(consumers: Vec<Consumer>) -> Self {
        Self { consumers }
    }

    /// Whether every consumer that listens has taken the messages in; false also where nobody listens.
    async fn deliver(&self, topic: &str, messages: &[Message]) -> bool {
        let mut heard = false;
        for consumer in self.consumers.iter().filter(|consumer| consumer.listens_to(topic)) {
            if let Err(error) = consumer.receive(messages).await {
                tracing::warn!(
                    consumer = consumer.name, topic, error = %telemetry::Chain(&error),
                    "messages could not be taken in and will come again"
                );
                return false;
            }
            heard = true;
        }
        if !heard {
            tracing::error!(topic, "nobody listens to this topic: its messages wait in the outbox");
        }
        heard
    }
}

impl Transport for EmbeddedBus {
    fn publish<'a>(&'a self, messages: &'a [Message]) -> BoxFuture<'a, Vec<MessageId>> {
        Box::pin(async move {
            let mut safe = Vec::with_capacity(messages.len());
            let runs = messages.chunk_by(|a, b| a.topic == b.topic);
            for run in runs.flat_map(|run| run.chunks(BATCH)) {
                if self.deliver(&run[0].topic, run).await {
                    safe.extend(run.iter().map(|message| message.id));
                }
            }
            safe
        })
    }
}
