//! What the service told the others.

use std::sync::Mutex;

use futures_util::future::BoxFuture;
use proto::Event;
use proto::registration::v1::ParticipantChanged;
use shared::events::{Message, Transport, relay};
use shared::ids::MessageId;

use super::Site;

#[derive(Default)]
struct Ear(Mutex<Vec<Message>>);

impl Transport for Ear {
    fn publish<'a>(&'a self, messages: &'a [Message]) -> BoxFuture<'a, Vec<MessageId>> {
        self.0.lock().expect("nobody panics").extend_from_slice(messages);
        Box::pin(async move { messages.iter().map(|message| message.id).collect() })
    }
}

impl Site {
    /// Takes what waits in the outbox.
    pub async fn told(&self) -> Vec<ParticipantChanged> {
        let ear = Ear::default();
        let mut round = relay::Round::default();
        while round.step(&self.app.db, &ear).await.expect("an outbox") == relay::Progress::MoreWaits
        {
        }
        let messages = ear.0.into_inner().expect("nobody panics");
        let of_people = messages.iter().filter(|m| m.topic == ParticipantChanged::TOPIC);
        of_people.map(|message| message.decode().expect("a participant")).collect()
    }
}
