//! The cases. Each is told once with its guard and once without, where the same check must come out differently.

use std::ops::RangeInclusive;
use std::sync::Arc;

use super::producer::{Credulous, Half, MarksFirst};
use super::{BusUnderTest, Garbled, Listener, Noted, Producer, Whispered};
use crate::events::{Message, Transport, relay};
use crate::shutdown::Shutdown;
use crate::trace::Trace;

/// The subject of an event that is sent last, so that whatever was sent before has come when it is heard.
const LAST: i64 = 1_000_000;

/// What the relay hands over at once, as a number of subjects.
const BATCH: i64 = relay::BATCH as i64;

/// The relay handed a message over and died before it could mark it: it comes again, and counts once.
pub async fn crash_between_publish_and_mark(bus: &impl BusUnderTest) {
    let listener = Listener::new("a").await;
    assert_eq!(effects_after_crash_of_relay(bus, &listener).await, 1);

    let control = Listener::new("control").await.forgetful().await;
    assert!(effects_after_crash_of_relay(bus, &control).await > 1, "without an inbox");
    assert_eq!(heard_of_relay_that_marks_first(bus).await, [LAST], "marked before handed over");
}

async fn effects_after_crash_of_relay(bus: &impl BusUnderTest, listener: &Listener) -> usize {
    let producer = Producer::new().await;
    producer.says([Noted::first(1)]).await;
    let transport = bus.start(vec![listener.consumer()]).await;
    producer.dies_before_marking(&*transport).await;
    // Not both in one batch, which would count as one without an inbox too.
    listener.hears(1).await;
    drop(transport);

    assert_eq!(producer.waiting().await, 1);
    let transport = bus.start(vec![listener.consumer()]).await;
    producer.hands_over(&*transport).await;
    hears_the_last(&producer, &*transport, listener).await;
    listener.effects_of(1).await
}

async fn heard_of_relay_that_marks_first(bus: &impl BusUnderTest) -> Vec<i64> {
    let (producer, listener) = (Producer::new().await, Listener::new("marked first").await);
    producer.says([Noted::first(1)]).await;
    producer.hands_over(&MarksFirst).await;
    let transport = bus.start(vec![listener.consumer()]).await;
    hears_the_last(&producer, &*transport, &listener).await;
    listener.heard().await
}

/// The effect is committed and the consumer dies before it can say so: the message comes again, and counts once.
pub async fn crash_between_effect_and_ack(bus: &impl BusUnderTest) {
    let listener = Listener::new("a").await;
    assert_eq!(effects_after_crash_of_consumer(bus, &listener).await, 1);

    let control = Listener::new("control").await.forgetful().await;
    assert!(effects_after_crash_of_consumer(bus, &control).await > 1, "without an inbox");
}

async fn effects_after_crash_of_consumer(bus: &impl BusUnderTest, listener: &Listener) -> usize {
    let message = Message::new(&Noted::first(1), Trace::new());
    // All that a process does between delivery and acknowledgement, without the latter.
    listener.consumer().receive(std::slice::from_ref(&message)).await.expect("a database");

    let transport = bus.start(vec![listener.consumer()]).await;
    transport.publish(&[message]).await;
    hears_the_last(&Producer::new().await, &*transport, listener).await;
    listener.effects_of(1).await
}

/// A message comes several times, at once and later: it counts once.
pub async fn duplicate(bus: &impl BusUnderTest) {
    let listener = Listener::new("a").await;
    assert_eq!(effects_of_three_copies(bus, &listener).await, 1);

    let control = Listener::new("control").await.forgetful().await;
    assert!(effects_of_three_copies(bus, &control).await > 1, "without an inbox");
}

async fn effects_of_three_copies(bus: &impl BusUnderTest, listener: &Listener) -> usize {
    let message = Message::new(&Noted::first(1), Trace::new());
    let transport = bus.start(vec![listener.consumer()]).await;
    transport.publish(&[message.clone(), message.clone()]).await;
    listener.hears(1).await;
    transport.publish(&[message]).await;
    hears_the_last(&Producer::new().await, &*transport, listener).await;
    listener.effects_of(1).await
}

/// An older state comes after a newer one: it changes nothing.
pub async fn reordered(bus: &impl BusUnderTest) {
    let listener = Listener::new("a").await;
    assert_eq!(revision_after_new_and_old(bus, &listener).await, Some(2));

    let control = Listener::new("control").await.without_revisions();
    assert_eq!(revision_after_new_and_old(bus, &control).await, Some(1), "without revisions");
}

async fn revision_after_new_and_old(bus: &impl BusUnderTest, listener: &Listener) -> Option<i64> {
    let producer = Producer::new().await;
    let transport = bus.start(vec![listener.consumer()]).await;
    for revision in [2, 1] {
        producer.says([Noted { subject: 1, revision }]).await;
        producer.hands_over(&*transport).await;
    }
    hears_the_last(&producer, &*transport, listener).await;
    listener.revision_of(1).await
}

/// More than a batch of messages that nobody listens to: they wait, hold up nobody, and come when somebody listens.
pub async fn unroutable(bus: &impl BusUnderTest) {
    let (waiting, heard) = whispered_to_nobody(bus, |transport| transport).await;
    assert_eq!(waiting, BATCH * 3 / 2);
    assert!(heard.into_iter().eq(1..=BATCH * 3 / 2), "all of them come later");

    bus.empty_broker().await;
    let (waiting, heard) = whispered_to_nobody(bus, |bus| Arc::new(Credulous(bus))).await;
    assert_eq!((waiting, heard), (0, vec![]), "handed over to nobody and marked");
}

async fn whispered_to_nobody(
    bus: &impl BusUnderTest,
    seen_by_relay: impl Fn(Arc<dyn Transport>) -> Arc<dyn Transport>,
) -> (i64, Vec<i64>) {
    let (producer, far) = (Producer::new().await, Listener::new("far").await);
    producer.says((1..=BATCH * 3 / 2).map(|subject| Whispered { subject })).await;
    let transport = seen_by_relay(bus.start(vec![far.consumer()]).await);
    hears_the_last(&producer, &*transport, &far).await;
    drop(transport);
    let waiting = producer.waiting().await;

    let close_by = Listener::new("close by").await.close_by();
    let transport = bus.start(vec![close_by.consumer()]).await;
    hears_the_last(&producer, &*transport, &close_by).await;
    let heard = close_by.heard().await.into_iter().filter(|subject| *subject != LAST);
    (waiting, heard.collect())
}

/// A message that nobody can read is kept as dead, and those around it are heard.
pub async fn poison(bus: &impl BusUnderTest) {
    let (producer, listener) = (Producer::new().await, Listener::new("a").await);
    producer.says((1..=5).map(Noted::first)).await;
    producer.says([Garbled { subject: "1".to_owned() }]).await;
    producer.says((6..=10).map(Noted::first)).await;
    let transport = bus.start(vec![listener.consumer()]).await;
    hears_the_last(&producer, &*transport, &listener).await;
    assert!(listener.heard().await.into_iter().eq((1..=10).chain([LAST])));
    assert_eq!((listener.dead().await, producer.waiting().await), (1, 0));

    let control = Listener::new("control").await.without_dead();
    let poison = Message::new(&Garbled { subject: "1".to_owned() }, Trace::new());
    let behind = Message::new(&Noted::first(1), Trace::new());
    control.consumer().receive(&[poison, behind]).await.expect_err("a message that comes again");
    assert_eq!((control.heard().await, control.dead().await), (vec![], 0), "without dead messages");
}

/// Each consumer hears what it listens to, once, also when the other one is away for a while.
pub async fn two_consumers(bus: &impl BusUnderTest) {
    let (producer, a) = (Producer::new().await, Listener::new("a").await);
    let b = Listener::new("b").await.close_by();
    let transport = bus.start(vec![a.consumer(), b.consumer()]).await;
    producer.says([Noted::first(1)]).await;
    producer.says([Whispered { subject: 2 }]).await;
    producer.hands_over(&*transport).await;
    b.goes_away().await;
    producer.says([Noted::first(3)]).await;
    producer.hands_over(&*transport).await;
    b.comes_back().await;
    hears_the_last(&producer, &*transport, &a).await;
    b.hears(LAST).await;
    assert_eq!(a.heard().await, [1, 3, LAST]);
    assert_eq!(b.heard().await, [1, 2, 3, LAST]);

    let control = Listener::new("c").await;
    let transport = bus.start(vec![control.consumer(), control.consumer_named("d")]).await;
    hears_the_last(&producer, &*transport, &control).await;
    assert_eq!(control.heard().await, [LAST], "two consumers with one inbox");
}

/// The consumer's database fails while 10,000 messages come: all of them are heard when it is back, each once.
pub async fn consumer_away_for_10_000_messages(bus: &impl BusUnderTest) {
    const ALL: RangeInclusive<i64> = 1..=10_000;
    let (producer, listener) = (Producer::new().await, Listener::new("a").await);
    let transport = bus.start(vec![listener.consumer()]).await;
    listener.goes_away().await;
    producer.says(ALL.map(Noted::first)).await;
    producer.hands_over(&*transport).await;
    assert!(listener.heard().await.is_empty());

    listener.comes_back().await;
    hears_the_last(&producer, &*transport, &listener).await;
    assert!(listener.heard().await.into_iter().eq(ALL.chain([LAST])));

    let (producer, control) = (Producer::new().await, Listener::new("control").await);
    let transport = bus.start(vec![control.consumer()]).await;
    producer.says(ALL.map(Noted::first)).await;
    producer.hands_over(&MarksFirst).await;
    hears_the_last(&producer, &*transport, &control).await;
    assert_eq!(control.heard().await, [LAST], "marked while nobody had them");
}

/// The broker loses what it holds: the producer says once more how everything stands, and nothing is missing.
pub async fn broker_emptied<B: BusUnderTest>(bus: &B) {
    if !B::FEATURES.broker {
        return;
    }
    let (producer, listener) = (Producer::new().await, Listener::new("a").await);
    let transport = bus.start(vec![listener.consumer()]).await;
    listener.goes_away().await;
    producer.says((1..=10).map(Noted::first)).await;
    producer.hands_over(&*transport).await;
    drop(transport);
    assert_eq!(producer.waiting().await, 0);
    bus.empty_broker().await;
    listener.comes_back().await;

    let transport = bus.start(vec![listener.consumer()]).await;
    hears_the_last(&producer, &*transport, &listener).await;
    assert_eq!(listener.heard().await, [LAST], "without a replay");

    producer.says((1..=10).map(Noted::first)).await;
    producer.says([Noted::first(LAST + 1)]).await;
    producer.hands_over(&*transport).await;
    listener.hears(LAST + 1).await;
    assert!(listener.heard().await.into_iter().eq((1..=10).chain([LAST, LAST + 1])));
}

/// The process ends while a batch is under way: after the next start every message was heard, each once.
pub async fn shutdown_in_mid_batch(bus: &impl BusUnderTest) {
    const ALL: RangeInclusive<i64> = 1..=BATCH * 5 / 2;
    let heard = heard_after_shutdown(bus, ALL, |transport| transport).await;
    assert!(heard.into_iter().eq(ALL.chain([LAST])));

    bus.empty_broker().await;
    let heard = heard_after_shutdown(bus, ALL, |bus| Arc::new(Half(bus))).await;
    assert!(!heard.contains(&(BATCH * 2)), "half of a batch handed over and all of it marked");
}

async fn heard_after_shutdown(
    bus: &impl BusUnderTest,
    all: RangeInclusive<i64>,
    seen_by_relay: impl Fn(Arc<dyn Transport>) -> Arc<dyn Transport>,
) -> Vec<i64> {
    let (producer, listener) = (Producer::new().await, Listener::new("a").await);
    producer.says(all.map(Noted::first)).await;
    listener.stops_before(BATCH * 3 / 2);
    let shutdown = Shutdown::new();
    let transport = seen_by_relay(bus.start(vec![listener.consumer()]).await);
    let relay = tokio::spawn(relay::run(producer.db(), transport, shutdown.clone()));
    listener.has_stopped().await;
    shutdown.begin();
    listener.goes_on();
    relay.await.expect("a relay that ends");

    let transport = bus.start(vec![listener.consumer()]).await;
    hears_the_last(&producer, &*transport, &listener).await;
    listener.heard().await
}

/// Sends one more message and waits until it is heard; all that can come has come by then.
async fn hears_the_last(producer: &Producer, transport: &dyn Transport, listener: &Listener) {
    producer.says([Noted::first(LAST)]).await;
    producer.hands_over(transport).await;
    listener.hears(LAST).await;
}
