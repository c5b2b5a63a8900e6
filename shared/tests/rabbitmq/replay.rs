//! A consumer whose queue was lost asks for everything again, by itself and not more often.

use std::sync::Arc;

use proto::Event;
use proto::registration::v1::ConferenceChanged;
use proto::replay;
use shared::Trace;
use shared::events::{Message, Transport};

use crate::broker::{Broker, Running};
use crate::service::Service;

const CONFERENCES: &[&str] = &[ConferenceChanged::TOPIC];
const QUESTIONS: &[&str] = &[replay::REGISTRATION];

struct Pair {
    registration: Service,
    feedback: Service,
}

impl Pair {
    async fn new() -> Self {
        Self {
            registration: Service::new("registration", QUESTIONS).await,
            feedback: Service::new("feedback", CONFERENCES).await,
        }
    }

    async fn start(&self, broker: &Broker) -> Arc<Running> {
        let running =
            Arc::new(broker.begin(vec![self.registration.consumer(), self.feedback.consumer()]));
        running.bus.connected().await;
        self.registration.relay(running.clone());
        self.feedback.relay(running.clone());
        running
    }

    /// feedback asks, registration answers.
    async fn replays(&self) {
        assert_eq!(self.registration.hears().await.topic, replay::REGISTRATION);
        assert_eq!(self.feedback.hears().await.topic, ConferenceChanged::TOPIC);
    }

    /// Nothing was asked for, as a message shows that comes after whatever there was.
    async fn is_quiet(&self, running: &Running) {
        let last = a_message();
        assert_eq!(running.publish(std::slice::from_ref(&last)).await, [last.id]);
        self.feedback.hears().await;
        assert_eq!(self.registration.heard_besides().await, [""; 0]);
    }
}

#[tokio::test]
async fn a_consumer_asks_for_a_replay_where_its_queue_was_not_there() {
    let (broker, pair) = (Broker::new(), Pair::new().await);
    let running = pair.start(&broker).await;
    pair.replays().await;
    pair.is_quiet(&running).await;
    drop(running);

    // Negative control: the queue is there.
    let running = pair.start(&broker).await;
    pair.is_quiet(&running).await;
}

#[tokio::test]
async fn a_queue_that_goes_while_it_is_listened_to_is_made_again_and_asked_for() {
    let (broker, pair) = (Broker::new(), Pair::new().await);
    let running = pair.start(&broker).await;
    pair.replays().await;
    broker.delete_queue("feedback").await;
    pair.replays().await;
    pair.is_quiet(&running).await;
}

#[tokio::test]
async fn a_question_waits_for_the_queue_of_who_is_asked() {
    let (broker, pair) = (Broker::new(), Pair::new().await);
    let alone = Arc::new(broker.begin(vec![pair.feedback.consumer()]));
    alone.bus.connected().await;
    pair.feedback.relay(alone.clone());
    let question = Message { topic: replay::REGISTRATION.to_owned(), ..a_message() };
    assert_eq!(alone.publish(&[question]).await, [], "nobody can hear it");

    let late = broker.begin(vec![pair.registration.consumer()]);
    late.bus.connected().await;
    pair.registration.relay(Arc::new(late));
    pair.replays().await;
}

fn a_message() -> Message {
    Message::new(&ConferenceChanged::default(), Trace::new())
}
