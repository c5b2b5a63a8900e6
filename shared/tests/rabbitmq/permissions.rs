//! What feedback's user is refused, with the definitions of `deploy/`; and that each service may do what it does.

use lapin::options::{
    BasicGetOptions, BasicNackOptions, BasicPublishOptions, ConfirmSelectOptions, QueueBindOptions,
    QueuePurgeOptions,
};
use lapin::protocol::{AMQPErrorKind, AMQPSoftError};
use lapin::types::FieldTable;
use lapin::{BasicProperties, Channel, ErrorKind};
use proto::Event;
use proto::feedback::v1::SurveyChanged;
use proto::registration::v1::{ConferenceChanged, ParticipantChanged};
use proto::replay;
use shared::Trace;
use shared::events::rabbitmq::EXCHANGE;
use shared::events::{Message, Transport};

use crate::broker::{Running, connect, server};
use crate::service::Service;

/// Each service with its topics.
const HEARS: [(&str, &[&str]); 3] = [
    ("registration", &["delivery.changed", "survey.changed", replay::REGISTRATION]),
    ("feedback", &["conference.changed", "organiser.changed", "ballots.issued", replay::FEEDBACK]),
    (
        "notification",
        &[
            "conference.changed",
            "participant.changed",
            "organiser.changed",
            "organiser.sign_in_asked",
            "survey.changed",
            "ballots.ready",
            replay::NOTIFICATION,
        ],
    ),
];

/// Keys that would let names, or more than is needed, in.
const PERSONAL: [&str; 5] =
    ["participant.changed", "participant.*", "#", "*.changed", "organiser.#"];

/// A channel as a user of the definitions, whose password is the user's name.
async fn channel_of(user: &str) -> Channel {
    let connection = connect(&url(user)).await;
    connection.create_channel().await.expect("a channel")
}

fn url(user: &str) -> String {
    server().amqp_url(user, user, "treffpunkt")
}

async fn bind(user: &str, topic: &str) -> lapin::Result<()> {
    let (channel, options) = (channel_of(user).await, QueueBindOptions::default());
    channel
        .queue_bind(
            "feedback".into(),
            EXCHANGE.into(),
            topic.into(),
            options,
            FieldTable::default(),
        )
        .await
}

async fn publish(user: &str, exchange: &str, topic: &str) -> lapin::Result<()> {
    let channel = channel_of(user).await;
    channel.confirm_select(ConfirmSelectOptions::default()).await?;
    let (options, properties) = (BasicPublishOptions::default(), BasicProperties::default());
    let sent = channel.basic_publish(exchange.into(), topic.into(), options, b"", properties);
    sent.await?.await.map(drop)
}

async fn read(user: &str, queue: &str) -> lapin::Result<()> {
    channel_of(user).await.basic_get(queue.into(), BasicGetOptions::default()).await.map(drop)
}

/// 403, ACCESS_REFUSED, and nothing else.
fn is_refused(answer: lapin::Result<()>) -> bool {
    let refused = AMQPErrorKind::Soft(AMQPSoftError::ACCESSREFUSED);
    match answer {
        Ok(()) => false,
        Err(error) => match error.kind() {
            ErrorKind::ProtocolError(said) if *said.kind() == refused => true,
            _ => panic!("another error: {error}"),
        },
    }
}

#[tokio::test]
async fn each_service_does_its_work_and_feedback_learns_no_more_than_it_may() {
    each_service_does_its_work().await;

    for topic in PERSONAL {
        assert!(is_refused(bind("feedback", topic).await), "{topic}");
    }
    assert!(is_refused(publish("feedback", EXCHANGE, ParticipantChanged::TOPIC).await));
    assert!(is_refused(publish("feedback", "", "notification").await), "into the queue itself");
    assert!(is_refused(read("feedback", "registration").await));
    assert!(is_refused(read("feedback", "notification").await));
    assert!(!is_refused(bind("feedback", ConferenceChanged::TOPIC).await));
    assert!(!is_refused(publish("feedback", EXCHANGE, SurveyChanged::TOPIC).await));
    assert!(!is_refused(read("feedback", "feedback").await));

    // Negative control: the same, by a user who may do all.
    for topic in PERSONAL {
        assert!(!is_refused(bind("test", topic).await), "{topic}");
    }
    assert!(!is_refused(publish("test", EXCHANGE, ParticipantChanged::TOPIC).await));
    assert!(!is_refused(read("test", "registration").await));

    what_crashes_its_reader_again_and_again_is_put_aside().await;
}

/// The net under our own dead messages: a delivery limit, from the policy. Not a test of its own, because the vhost with
/// the policy is one.
async fn what_crashes_its_reader_again_and_again_is_put_aside() {
    let channel = channel_of("test").await;
    let purge = QueuePurgeOptions::default();
    channel.queue_purge("feedback".into(), purge).await.expect("an empty queue");
    publish("test", EXCHANGE, ConferenceChanged::TOPIC).await.expect("a message");
    let get = |queue: &'static str| channel.basic_get(queue.into(), BasicGetOptions::default());
    let mut deliveries = 0;
    while let Some(message) = get("feedback").await.expect("an answer") {
        deliveries += 1;
        assert!(deliveries < 1_000, "there is no limit");
        let again = BasicNackOptions { requeue: true, ..Default::default() };
        message.nack(again).await.expect("a message given back");
    }
    assert!(deliveries > 20, "a few restarts are no crash loop: {deliveries}");
    assert!(get("treffpunkt.dead").await.expect("an answer").is_some());
}

/// All that is declared, bound, published and consumed, each as its own user.
async fn each_service_does_its_work() {
    let tells = [
        ("registration", &["participant.changed", "organiser.sign_in_asked", replay::FEEDBACK][..]),
        ("feedback", &["survey.changed", "ballots.ready", replay::NOTIFICATION]),
        ("notification", &["ballots.issued", "delivery.changed", replay::REGISTRATION]),
    ];
    let (mut services, mut running) = (Vec::new(), Vec::new());
    for (name, hears) in HEARS {
        let service = Service::new(name, hears).await;
        running.push(Running::begin(&url(name), vec![service.consumer()]));
        services.push(service);
    }
    for bus in &running {
        bus.bus.connected().await;
    }
    for (bus, (name, topics)) in running.iter().zip(tells) {
        for topic in topics {
            let any = Message::new(&ConferenceChanged::default(), Trace::new());
            let message = Message { topic: (*topic).to_owned(), ..any };
            let safe = bus.publish(std::slice::from_ref(&message)).await;
            assert_eq!(safe, [message.id], "{name} tells {topic}");
        }
    }
    for (service, (name, hears)) in services.iter().zip(HEARS) {
        assert!(hears.contains(&service.hears().await.topic.as_str()), "{name}");
    }
}
