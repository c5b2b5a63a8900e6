//! What the service told the others.

use std::sync::Mutex;

use futures_util::future::BoxFuture;
use proto::Event;
use proto::registration::v1::ParticipantChanged;
use shared::db::Db;
use shared::events::{Message, Transport, relay};
use shared::ids::MessageId;

use super::{Office, Site};

/// Hears everything; takes it out of the outbox, or leaves it there.
struct Ear {
    takes: bool,
    heard: Mutex<Vec<Message>>,
}

impl Transport for Ear {
    fn publish<'a>(&'a self, messages: &'a [Message]) -> BoxFuture<'a, Vec<MessageId>> {
        self.heard.lock().expect("nobody panics").extend_from_slice(messages);
        let taken = messages.iter().filter(|_| self.takes).map(|message| message.id);
        let taken = taken.collect();
        Box::pin(async move { taken })
    }
}

async fn hear<E: Event>(db: &Db, takes: bool) -> Vec<E> {
    let ear = Ear { takes, heard: Mutex::default() };
    let mut round = relay::Round::default();
    while round.step(db, &ear).await.expect("an outbox") == relay::Progress::MoreWaits {}
    let messages = ear.heard.into_inner().expect("nobody panics");
    let of_kind = messages.iter().filter(|message| message.topic == E::TOPIC);
    of_kind.map(|message| message.decode().expect("an event")).collect()
}

/// Every event of a kind that was told so far.
pub async fn events<E: Event>(office: &Office) -> Vec<E> {
    hear(&office.database.db, false).await
}

impl Site {
    /// Takes what waits in the outbox.
    pub async fn told(&self) -> Vec<ParticipantChanged> {
        hear(&self.app.db, true).await
    }
}
