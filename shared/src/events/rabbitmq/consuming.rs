//! Taking messages in, as many at a time as are there, and acknowledging them after the commit.

use futures_util::StreamExt;
use lapin::Connection;
use lapin::message::Delivery;
use lapin::options::{BasicAckOptions, BasicConsumeOptions, BasicQosOptions};
use lapin::types::FieldTable;

use super::link::{Link, LinkError, Rest, Session};
use super::topology;
use super::wire::Wire;
use crate::db;
use crate::events::{Consumer, GATHER};
use crate::shutdown::Shutdown;
use crate::telemetry::Chain;

/// Messages in one transaction, at most.
const BATCH: usize = 200;

/// Fewer are not worth a transaction of their own where more may follow at once.
const FEW: usize = 50;

/// While a batch commits, the next one gathers.
const PREFETCH: u16 = 2 * BATCH as u16;

pub(super) struct Consuming {
    pub consumer: Consumer,
    pub wire: Wire,
    pub shutdown: Shutdown,
}

impl Session for Consuming {
    async fn run(&mut self, connection: &Connection, link: &Link) -> Result<(), LinkError> {
        if !topology::has_queue(connection, self.consumer.name).await? {
            self.consumer.queue_is_lost().await?;
        }
        let channel = topology::channel_with_queue(connection, &self.consumer).await?;
        self.consumer.queue_is_there().await?;
        channel.basic_qos(PREFETCH, BasicQosOptions::default()).await?;
        let (queue, options) = (self.consumer.name, BasicConsumeOptions::default());
        let deliveries =
            channel.basic_consume(queue.into(), "".into(), options, FieldTable::default()).await?;
        link.up();
        let mut batches = deliveries.ready_chunks(BATCH);
        loop {
            let batch = tokio::select! {
                biased;
                () = self.shutdown.wait() => return Ok(()),
                batch = batches.next() => batch.ok_or(LinkError::QueueGone)?,
            };
            let batch = batch.into_iter().collect::<lapin::Result<Vec<_>>>()?;
            if !self.take_in(&batch).await {
                return Ok(());
            }
            if let Some(last) = batch.last() {
                last.ack(BasicAckOptions { multiple: true }).await?;
            }
            if batch.len() < FEW {
                self.shutdown.sleep(GATHER).await;
            }
        }
    }
}

impl Consuming {
    /// Takes a batch in. Where the database fails, the batch is kept and tried again: giving it back to the broker would
    /// count as a delivery each time. False when the shutdown came first.
    async fn take_in(&self, batch: &[Delivery]) -> bool {
        let mut rest = Rest::default();
        while let Err(error) = self.receive(batch).await {
            tracing::warn!(
                consumer = self.consumer.name, error = %Chain(&error),
                "messages could not be taken in and are tried again"
            );
            self.shutdown.sleep(rest.next()).await;
            if self.shutdown.begun() {
                return false;
            }
        }
        true
    }

    async fn receive(&self, batch: &[Delivery]) -> db::Result<()> {
        let mut messages = Vec::with_capacity(batch.len());
        for delivery in batch {
            match self.wire.read(delivery) {
                Ok(message) => messages.push(message),
                Err(unreadable) => {
                    self.consumer.put_aside(&unreadable.message, &unreadable.reason).await?;
                }
            }
        }
        self.consumer.receive(&messages).await
    }
}
