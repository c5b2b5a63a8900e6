//! What lapin and RabbitMQ can do with the same durability: a quorum queue, persistent messages, confirms, and
//! acknowledgements of many at once.

use std::time::Instant;

use futures_util::StreamExt;
use futures_util::future::{join_all, try_join};
use lapin::options::{
    BasicAckOptions, BasicConsumeOptions, BasicPublishOptions, BasicQosOptions,
    ConfirmSelectOptions, QueueDeclareOptions,
};
use lapin::types::{AMQPValue, FieldTable};
use lapin::{BasicProperties, Channel, Connection, ConnectionProperties};
use shared::events::relay::BATCH;

use super::PAYLOAD;

const QUEUE: &str = "bare";
const PREFETCH: u16 = 400;

/// Messages in a second, from the first publish to the last acknowledgement.
pub async fn rate(broker: &str, count: usize) -> f64 {
    let [publishing, consuming] = [channel(broker).await, channel(broker).await];
    let (publishing, consuming) = (publishing.expect("a channel"), consuming.expect("a channel"));
    let begun = Instant::now();
    let done = try_join(publish(&publishing.1, count), consume(&consuming.1, count)).await;
    done.expect("a broker that works");
    count as f64 / begun.elapsed().as_secs_f64()
}

async fn channel(broker: &str) -> lapin::Result<(Connection, Channel)> {
    let connection = Connection::connect(broker, ConnectionProperties::default()).await?;
    let channel = connection.create_channel().await?;
    let mut arguments = FieldTable::default();
    arguments.insert("x-queue-type".into(), AMQPValue::LongString("quorum".into()));
    channel.queue_declare(QUEUE.into(), QueueDeclareOptions::durable(), arguments).await?;
    Ok((connection, channel))
}

async fn publish(channel: &Channel, count: usize) -> lapin::Result<()> {
    channel.confirm_select(ConfirmSelectOptions::default()).await?;
    let persistent = BasicProperties::default().with_delivery_mode(2);
    let options = BasicPublishOptions { mandatory: true, ..Default::default() };
    for batch in (0..count).collect::<Vec<_>>().chunks(BATCH) {
        let send = |_| {
            channel.basic_publish(
                "".into(),
                QUEUE.into(),
                options,
                &[7; PAYLOAD],
                persistent.clone(),
            )
        };
        let sent = join_all(batch.iter().map(send)).await;
        let confirms = sent.into_iter().collect::<lapin::Result<Vec<_>>>()?;
        join_all(confirms).await.into_iter().collect::<lapin::Result<Vec<_>>>()?;
    }
    Ok(())
}

async fn consume(channel: &Channel, count: usize) -> lapin::Result<()> {
    channel.basic_qos(PREFETCH, BasicQosOptions::default()).await?;
    let (queue, options) = (QUEUE.into(), BasicConsumeOptions::default());
    let consumer = channel.basic_consume(queue, "".into(), options, FieldTable::default()).await?;
    let mut batches = consumer.ready_chunks(PREFETCH.into());
    let mut left = count;
    while left > 0 {
        let batch = batches.next().await.into_iter().flatten();
        let batch = batch.collect::<lapin::Result<Vec<_>>>()?;
        left -= batch.len();
        batch.last().expect("a batch").ack(BasicAckOptions { multiple: true }).await?;
    }
    Ok(())
}
