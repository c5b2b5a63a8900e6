//! Handing messages over, a batch at a time, each confirmed by the broker when all its queues have it on disk.

use std::collections::BTreeSet;
use std::time::Duration;

use futures_util::future::join_all;
use futures_util::{Stream, StreamExt};
use lapin::options::{BasicPublishOptions, ConfirmSelectOptions};
use lapin::{Channel, Confirmation, Connection, Event};
use tokio::sync::{mpsc, oneshot};

use super::link::{Link, LinkError, Session};
use super::topology::{self, EXCHANGE};
use super::wire::{self, Wire};
use crate::events::Message;
use crate::ids::MessageId;
use crate::shutdown::Shutdown;

/// How long a batch may take. The relay holds its rows meanwhile.
const CONFIRM: Duration = Duration::from_secs(10);

/// A batch to hand over, and where to say which of it is safe. Dropping the job says "none".
pub(super) struct Job {
    pub messages: Vec<Message>,
    pub answer: oneshot::Sender<Vec<MessageId>>,
}

pub(super) struct Publishing {
    pub jobs: mpsc::Receiver<Job>,
    pub wire: Wire,
    pub shutdown: Shutdown,
}

impl Session for Publishing {
    async fn run(&mut self, connection: &Connection, link: &Link) -> Result<(), LinkError> {
        let mut events = Box::pin(connection.events_listener());
        let channel = topology::channel_with_exchange(connection).await?;
        channel.confirm_select(ConfirmSelectOptions::default()).await?;
        link.up();
        let shutdown = self.shutdown.clone();
        let reason = tokio::select! {
            worked = self.work(&channel) => return worked,
            trouble = trouble(&mut events) => trouble?,
        };
        tracing::warn!(reason, "the broker takes nothing for now");
        link.away(format!("it takes nothing for now: {reason}"));
        // What was under way may still be confirmed, but to nobody. A new connection does not mix it up with what comes.
        tokio::select! {
            gone = until_taken_again(&mut events) => gone?,
            () = shutdown.wait() => return Ok(()),
        }
        Err(LinkError::WasBlocked)
    }
}

impl Publishing {
    /// Does job after job, until the shutdown or until nobody is left to give one.
    async fn work(&mut self, channel: &Channel) -> Result<(), LinkError> {
        loop {
            let job = tokio::select! {
                biased;
                job = self.jobs.recv() => job,
                () = self.shutdown.wait() => None,
            };
            let Some(job) = job else { return Ok(()) };
            if !job.answer.is_closed() {
                let publishing = publish(channel, &self.wire, &job.messages);
                let safe = tokio::time::timeout(CONFIRM, publishing).await;
                // Whoever asked may be gone by now.
                let _ = job.answer.send(safe.map_err(|_| LinkError::TooSlow)??);
            }
        }
    }
}

/// Publishes all, then waits for all: which of them are safe? Not those that the broker returned because no queue wants
/// them.
async fn publish(
    channel: &Channel,
    wire: &Wire,
    messages: &[Message],
) -> Result<Vec<MessageId>, LinkError> {
    let (ids, sent): (Vec<_>, Vec<_>) = messages
        .iter()
        .filter_map(|message| Some((message.id, send(channel, message, wire.body(message)?))))
        .unzip();
    let confirms = join_all(sent).await.into_iter().collect::<lapin::Result<Vec<_>>>()?;
    let mut safe: BTreeSet<_> = ids.iter().copied().collect();
    // A returned message comes with some confirm, not always its own: it is known by its id.
    for (id, confirm) in ids.into_iter().zip(join_all(confirms).await) {
        let confirm = confirm?;
        if !matches!(confirm, Confirmation::Ack(_)) {
            safe.remove(&id);
        }
        if let Some(id) = confirm.take_message().and_then(|message| wire::id(&message.properties)) {
            safe.remove(&id);
        }
    }
    Ok(safe.into_iter().collect())
}

async fn send(
    channel: &Channel,
    message: &Message,
    body: Vec<u8>,
) -> lapin::Result<lapin::PublisherConfirm> {
    let options = BasicPublishOptions { mandatory: true, ..Default::default() };
    let topic = message.topic.as_str().into();
    let properties = wire::properties(message);
    channel.basic_publish(EXCHANGE.into(), topic, options, &body, properties).await
}

/// Resolves with the reason when the broker blocks this connection, with an error when the connection is broken.
async fn trouble(events: &mut (impl Stream<Item = Event> + Unpin)) -> lapin::Result<String> {
    loop {
        match events.next().await {
            Some(Event::ConnectionBlocked(reason)) => return Ok(reason),
            Some(Event::Error(error)) => return Err(error),
            Some(_) => {}
            None => std::future::pending().await,
        }
    }
}

async fn until_taken_again(events: &mut (impl Stream<Item = Event> + Unpin)) -> lapin::Result<()> {
    loop {
        match events.next().await {
            Some(Event::ConnectionUnblocked) => return Ok(()),
            Some(Event::Error(error)) => return Err(error),
            Some(_) => {}
            None => std::future::pending().await,
        }
    }
}
