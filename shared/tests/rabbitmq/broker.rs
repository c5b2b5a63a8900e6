//! A broker of its own for each test: a vhost of the one server that this process starts.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use futures_util::future::BoxFuture;
use lapin::options::QueueDeleteOptions;
use lapin::{Connection, ConnectionProperties};
use parts::rabbitmq::Options;
use serde_json::{Value, json};
use shared::events::rabbitmq::{AmqpUrl, RabbitMq};
use shared::events::{Consumer, Message, Transport};
use shared::ids::MessageId;
use shared::shutdown::Shutdown;
use shared::testing::contract::{BusUnderTest, Features};
use shared::testing::keys;
use tokio::task::JoinHandle;

/// More than there are tests.
const VHOSTS: usize = 40;

/// Making a vhost takes rabbitmqctl a second, so all are there from the start.
fn server() -> &'static parts::RabbitMq {
    static SERVER: OnceLock<parts::RabbitMq> = OnceLock::new();
    SERVER.get_or_init(|| {
        let file = tempfile::NamedTempFile::new().expect("a file");
        serde_json::to_writer(&file, &definitions()).expect("definitions");
        let definitions = Some(file.path().to_owned());
        parts::RabbitMq::with(&Options { definitions, ..Options::default() })
    })
}

fn definitions() -> Value {
    let vhosts = || (0..VHOSTS).map(|number| format!("v{number}"));
    let all = |vhost| json!({ "user": "test", "vhost": vhost, "configure": ".*", "write": ".*", "read": ".*" });
    json!({
        "users": [{ "name": "test", "password": "test", "tags": "" }],
        "vhosts": vhosts().map(|name| json!({ "name": name })).collect::<Vec<_>>(),
        "permissions": vhosts().map(all).collect::<Vec<_>>(),
    })
}

pub struct Broker {
    vhost: String,
    queues: Mutex<Vec<&'static str>>,
}

impl Broker {
    pub fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        assert!(number < VHOSTS, "more tests than vhosts");
        Self { vhost: format!("v{number}"), queues: Mutex::default() }
    }

    pub fn url(&self) -> String {
        server().amqp_url("test", "test", &self.vhost)
    }

    /// A connection without our transport, to look or to interfere.
    pub async fn connection(&self) -> Connection {
        let properties = ConnectionProperties::default();
        Connection::connect(&self.url(), properties).await.expect("a connection")
    }

    /// Begins to carry messages; not yet connected.
    pub fn begin(&self, consumers: Vec<Consumer>) -> Running {
        let url: AmqpUrl = self.url().parse().expect("a URL");
        let personal = Some(keys().mails().personal);
        let (bus, tasks) = RabbitMq::start(url, personal, consumers, Shutdown::new());
        Running { bus, tasks }
    }
}

impl BusUnderTest for Broker {
    const FEATURES: Features = Features { broker: true };

    async fn start(&self, consumers: Vec<Consumer>) -> Arc<dyn Transport> {
        let names = consumers.iter().map(|consumer| consumer.name);
        self.queues.lock().expect("the names").extend(names);
        let running = self.begin(consumers);
        running.bus.connected().await;
        Arc::new(running)
    }

    async fn empty_broker(&self) {
        let channel = self.connection().await.create_channel().await.expect("a channel");
        let queues = std::mem::take(&mut *self.queues.lock().expect("the names"));
        for queue in queues {
            let options = QueueDeleteOptions::default();
            channel.queue_delete(queue.into(), options).await.expect("a queue that goes");
        }
    }
}

/// The transport with its tasks, which end on the spot with it.
pub struct Running {
    pub bus: RabbitMq,
    pub tasks: Vec<JoinHandle<()>>,
}

impl Transport for Running {
    fn publish<'a>(&'a self, messages: &'a [Message]) -> BoxFuture<'a, Vec<MessageId>> {
        self.bus.publish(messages)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}
