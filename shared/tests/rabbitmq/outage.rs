//! A broker that is absent, comes, takes nothing for a while, and is killed.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use shared::testing::contract::{Listener, Noted, Producer};

use crate::broker::Running;
use crate::service::PATIENCE;

/// "At once", on a slow machine.
const SOON: Duration = Duration::from_secs(3);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn messages_wait_for_the_broker_and_nobody_waits_with_them() {
    let server = parts::RabbitMq::start();
    server.stop();
    let (producer, listener) = (Producer::new().await, Listener::new("a").await);
    let url = server.amqp_url("guest", "guest", "/");
    let running = Running::begin(&url, vec![listener.consumer()]);
    let outage = Outage { running, producer, listener, last: AtomicI64::new(0) };

    outage.is_on("absent at the start").await;
    server.run();
    outage.is_over().await;

    server.ctl(&["set_vm_memory_high_watermark", "0.00001"]);
    outage.is_on("takes nothing").await;
    server.ctl(&["set_vm_memory_high_watermark", "0.4"]);
    outage.is_over().await;

    server.kill9();
    outage.is_on("killed").await;
    server.run();
    outage.is_over().await;
}

struct Outage {
    running: Running,
    producer: Producer,
    listener: Listener,
    last: AtomicI64,
}

impl Outage {
    /// A message waits, and whoever hands it over does not, once the outage was noticed.
    async fn is_on(&self, why: &str) {
        let subject = self.last.fetch_add(1, Ordering::Relaxed) + 1;
        self.producer.says([Noted::first(subject)]).await;
        self.producer.hands_over(&self.running).await;
        assert_eq!(self.producer.waiting().await, 1, "{why}");
        let begun = Instant::now();
        self.producer.hands_over(&self.running).await;
        assert!(begun.elapsed() < SOON, "{why}: it took {:?}", begun.elapsed());
    }

    /// All that was said is heard.
    async fn is_over(&self) {
        tokio::time::timeout(PATIENCE, self.running.bus.connected()).await.expect("a connection");
        self.producer.hands_over(&self.running).await;
        let last = self.last.load(Ordering::Relaxed);
        self.listener.hears(last).await;
        assert!(self.listener.heard().await.into_iter().eq(1..=last));
    }
}
