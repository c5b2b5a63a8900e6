//! Telling other services what changed, and hearing it, so that nothing is lost and repeats do no harm.
//!
//! [`outbox::add`] keeps an event in the transaction of the change. The [`relay`] hands it to a [`Transport`] and forgets
//! it once that has confirmed. A [`Consumer`] keeps the message's id in its inbox in the transaction of the effect.
//! What cannot be handled is kept as *dead*, to be shown, and does not hold up the rest.

pub mod consumer;
pub mod embedded;
mod inbox;
pub mod outbox;
#[cfg(feature = "services")]
pub mod rabbitmq;
pub mod relay;
#[cfg(feature = "services")]
mod replay;
mod schema;

use std::time::Duration;

use diesel_migrations::{EmbeddedMigrations, embed_migrations};
use futures_util::future::BoxFuture;
use proto::Event;

use crate::db::Migrations;
use crate::ids::MessageId;
use crate::trace::Trace;

pub use consumer::{Consumer, HandleError, Handler};
pub use embedded::EmbeddedBus;

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// The tables that every service has: outbox, inbox, dead messages, the copy of who may do what.
pub static MIGRATIONS: Migrations = Migrations { sqlite: SQLITE, postgres: POSTGRES };

/// An event under way. `payload` is the protobuf of the topic's contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub id: MessageId,
    pub topic: String,
    pub payload: Vec<u8>,
    pub trace: Trace,
}

impl Message {
    pub fn new<E: Event>(event: &E, trace: Trace) -> Self {
        Self {
            id: MessageId::new(),
            topic: E::TOPIC.to_owned(),
            payload: event.encode_to_vec(),
            trace,
        }
    }

    /// Reads the payload as the contract of its topic; what does not parse will never do.
    pub fn decode<E: Event>(&self) -> Result<E, HandleError> {
        E::decode(self.payload.as_slice()).map_err(|error| HandleError::Dead(error.to_string()))
    }

    /// As [`Message::decode`], for several of one topic.
    pub fn decode_all<E: Event>(messages: &[Self]) -> Result<Vec<E>, HandleError> {
        messages.iter().map(Self::decode).collect()
    }
}

/// Events gather for so long before they are handed over or taken in: a transaction for ten costs little more than one
/// for one, and nobody waits for an event as for a page.
const GATHER: Duration = Duration::from_millis(30);

/// Carries messages to every consumer that listens to their topic.
pub trait Transport: Send + Sync {
    /// Hands messages over and says which are safe: kept by all who listen. The others are tried again. Answers within
    /// 20 seconds, for the relay holds the rows meanwhile.
    fn publish<'a>(&'a self, messages: &'a [Message]) -> BoxFuture<'a, Vec<MessageId>>;
}
