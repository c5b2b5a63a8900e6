//! What is declared at the broker: one exchange for all topics, one queue for each consumer.

use lapin::options::{ExchangeDeclareOptions, QueueBindOptions, QueueDeclareOptions};
use lapin::protocol::{AMQPErrorKind, AMQPSoftError};
use lapin::types::{AMQPValue, FieldTable};
use lapin::{Channel, Connection, ErrorKind, ExchangeKind};

use crate::events::Consumer;

/// The topic exchange that every message goes through; its routing key is the topic.
pub const EXCHANGE: &str = "treffpunkt.events";

/// A channel, and the exchange is there. A service need not have the right to declare it, only to see it.
pub(super) async fn channel_with_exchange(connection: &Connection) -> lapin::Result<Channel> {
    let passive = ExchangeDeclareOptions { passive: true, ..Default::default() };
    let look = connection.create_channel().await?;
    if there(look.exchange_declare(EXCHANGE.into(), ExchangeKind::Topic, passive, none()).await)? {
        return Ok(look);
    }
    let durable = ExchangeDeclareOptions { durable: true, ..Default::default() };
    let channel = connection.create_channel().await?;
    channel.exchange_declare(EXCHANGE.into(), ExchangeKind::Topic, durable, none()).await?;
    Ok(channel)
}

/// Whether a queue is there already, with what waits in it.
pub(super) async fn has_queue(connection: &Connection, name: &str) -> lapin::Result<bool> {
    let look = connection.create_channel().await?;
    let passive = QueueDeclareOptions { passive: true, ..Default::default() };
    there(look.queue_declare(name.into(), passive, none()).await)
}

/// A channel, and the consumer's queue is there, bound to its topics.
pub(super) async fn channel_with_queue(
    connection: &Connection,
    consumer: &Consumer,
) -> lapin::Result<Channel> {
    let channel = channel_with_exchange(connection).await?;
    let mut arguments = FieldTable::default();
    arguments.insert("x-queue-type".into(), AMQPValue::LongString("quorum".into()));
    let durable = QueueDeclareOptions::durable();
    channel.queue_declare(consumer.name.into(), durable, arguments).await?;
    for topic in consumer.topics {
        let (queue, topic) = (consumer.name.into(), (*topic).into());
        let options = QueueBindOptions::default();
        channel.queue_bind(queue, EXCHANGE.into(), topic, options, none()).await?;
    }
    Ok(channel)
}

fn none() -> FieldTable {
    FieldTable::default()
}

/// Whether what was asked for is there. If it is not, the broker has closed the channel.
fn there<T>(answer: lapin::Result<T>) -> lapin::Result<bool> {
    let missing = AMQPErrorKind::Soft(AMQPSoftError::NOTFOUND);
    match answer {
        Ok(_) => Ok(true),
        Err(error) => match error.kind() {
            ErrorKind::ProtocolError(said) if *said.kind() == missing => Ok(false),
            _ => Err(error),
        },
    }
}
