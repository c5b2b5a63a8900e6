//! Nothing personal is in the broker's files, neither while it waits nor when it was consumed.

use std::fs;
use std::path::Path;

use lapin::BasicProperties;
use lapin::options::{BasicPublishOptions, ConfirmSelectOptions, QueueDeclareOptions};
use lapin::types::{AMQPValue, FieldTable};
use proto::Event;
use proto::registration::v1::ParticipantChanged;
use shared::Trace;
use shared::events::{Message, Transport};

use crate::broker::{Broker, server};
use crate::service::Service;

const PARTICIPANTS: &[&str] = &[ParticipantChanged::TOPIC];

#[tokio::test]
async fn a_name_is_never_in_the_brokers_folder() {
    let (broker, notification) = (Broker::new(), Service::new("notification", PARTICIPANTS).await);
    let name = "Zyxwina Sealedname";
    let running = broker.begin(vec![notification.consumer()]);
    running.bus.connected().await;
    let event = ParticipantChanged { name: name.to_owned(), ..Default::default() };
    let message = Message::new(&event, Trace::new());
    assert_eq!(running.publish(std::slice::from_ref(&message)).await, [message.id]);
    let heard = notification.hears().await;
    assert_eq!(heard, message, "it is opened when it comes");
    assert!(is_kept(&message.id.to_string()), "the message itself is in the folder");
    assert!(!is_kept(name));

    // Negative control: what is not sealed is found, long after.
    let unsealed = "Zyxwina Openname";
    publish_unsealed(&broker, unsealed).await;
    assert!(is_kept(unsealed));
}

#[tokio::test]
async fn without_the_key_no_message_with_personal_data_leaves_or_is_read() {
    let (broker, feedback) = (Broker::new(), Service::new("feedback", PARTICIPANTS).await);
    let with = broker.begin(vec![]);
    let without = broker.begin_without_key(vec![feedback.consumer()]);
    with.bus.connected().await;
    without.bus.connected().await;
    let message = Message::new(&ParticipantChanged::default(), Trace::new());
    assert_eq!(without.publish(std::slice::from_ref(&message)).await, []);
    assert_eq!(with.publish(std::slice::from_ref(&message)).await, [message.id]);
    feedback.puts_one_aside().await;
    assert_eq!(feedback.heard_besides().await, [""; 0]);
}

async fn publish_unsealed(broker: &Broker, text: &str) {
    let connection = broker.connection().await;
    let channel = connection.create_channel().await.expect("a channel");
    channel.confirm_select(ConfirmSelectOptions::default()).await.expect("confirms");
    let mut quorum = FieldTable::default();
    quorum.insert("x-queue-type".into(), AMQPValue::LongString("quorum".into()));
    let durable = QueueDeclareOptions::durable();
    channel.queue_declare("control".into(), durable, quorum).await.expect("a queue");
    let (options, properties) = (BasicPublishOptions::default(), BasicProperties::default());
    let published =
        channel.basic_publish("".into(), "control".into(), options, text.as_bytes(), properties);
    let confirmed = published.await.expect("a message that leaves").await.expect("a confirm");
    assert!(confirmed.is_ack());
}

/// Whether any file of the broker holds a text.
fn is_kept(text: &str) -> bool {
    holds(server().folder(), text.as_bytes())
}

fn holds(folder: &Path, text: &[u8]) -> bool {
    let entries = fs::read_dir(folder).expect("the broker's folder");
    entries.map(|entry| entry.expect("an entry").path()).any(|path| match path.is_dir() {
        true => holds(&path, text),
        // A file may go while the folder is searched.
        false => fs::read(path).is_ok_and(|bytes| bytes.windows(text.len()).any(|at| at == text)),
    })
}
