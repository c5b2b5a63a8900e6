//! How a message looks at the broker: its topic is the routing key, its id and trace are in the properties, and the body
//! is the payload, sealed where it holds personal data. Nothing else of it is ever in the clear.

use lapin::BasicProperties;
use lapin::message::Delivery;
use lapin::types::{AMQPValue, FieldTable};

use crate::events::Message;
use crate::ids::MessageId;
use crate::seal::SealKey;
use crate::trace::Trace;

/// Kept on disk by the broker (AMQP 0-9-1, `delivery-mode`).
const PERSISTENT: u8 = 2;

const TRACE: &str = "trace";

#[derive(Clone)]
pub(super) struct Wire {
    personal: Option<SealKey>,
}

/// What was delivered, as far as it can be told, and why it is of no use.
pub(super) struct Unreadable {
    pub message: Message,
    pub reason: String,
}

impl Wire {
    pub fn new(personal: Option<SealKey>) -> Self {
        Self { personal }
    }

    /// None where the message may not leave: it holds personal data and there is no key to seal it with.
    pub fn body(&self, message: &Message) -> Option<Vec<u8>> {
        if !is_personal(&message.topic) {
            return Some(message.payload.clone());
        }
        let Some(key) = &self.personal else {
            tracing::error!(
                topic = message.topic,
                "no key to seal this topic: it waits in the outbox"
            );
            return None;
        };
        Some(key.seal(&place(message), &message.payload))
    }

    pub fn read(&self, delivery: &Delivery) -> Result<Message, Unreadable> {
        let id = id(&delivery.properties);
        let mut message = Message {
            id: id.unwrap_or_else(MessageId::new),
            topic: delivery.routing_key.to_string(),
            payload: delivery.data.clone(),
            trace: trace(&delivery.properties),
        };
        match self.open(&message) {
            _ if id.is_none() => Err(Unreadable { message, reason: "it has no id".to_owned() }),
            Ok(payload) => {
                message.payload = payload;
                Ok(message)
            }
            Err(reason) => Err(Unreadable { message, reason }),
        }
    }

    fn open(&self, message: &Message) -> Result<Vec<u8>, String> {
        if !is_personal(&message.topic) {
            return Ok(message.payload.clone());
        }
        let key = self.personal.as_ref().ok_or("there is no key for personal data")?;
        key.open(&place(message), &message.payload).map_err(|error| error.to_string())
    }
}

/// `content-type`, `delivery-mode`, `message-id`, and the trace in a header.
pub(super) fn properties(message: &Message) -> BasicProperties {
    let mut headers = FieldTable::default();
    headers.insert(TRACE.into(), AMQPValue::LongString(message.trace.to_string().into()));
    BasicProperties::default()
        .with_content_type("application/protobuf".into())
        .with_delivery_mode(PERSISTENT)
        .with_message_id(message.id.to_string().into())
        .with_headers(headers)
}

pub(super) fn id(properties: &BasicProperties) -> Option<MessageId> {
    properties.message_id().as_ref()?.as_str().parse().ok()
}

/// The trace that the message belongs to; a new one where the header cannot be read.
fn trace(properties: &BasicProperties) -> Trace {
    let header = properties.headers().as_ref().and_then(|headers| headers.inner().get(TRACE));
    let text = header.and_then(AMQPValue::as_long_string).map(ToString::to_string);
    text.and_then(|text| text.parse().ok()).unwrap_or_else(Trace::new)
}

fn is_personal(topic: &str) -> bool {
    proto::PERSONAL.contains(&topic)
}

/// A sealed body opens only in its own message and on its own topic.
fn place(message: &Message) -> Vec<u8> {
    [message.id.0.as_bytes(), message.topic.as_bytes()].concat()
}
