//! A broker of its own for each test: a vhost of the one server that this process starts.

use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use futures_util::future::BoxFuture;
use lapin::options::QueueDeleteOptions;
use lapin::{Connection, ConnectionProperties};
use parts::rabbitmq::Options;
use serde_json::{Value, json};
use shared::events::rabbitmq::RabbitMq;
use shared::events::{Consumer, Message, Transport};
use shared::ids::MessageId;
use shared::seal::SealKey;
use shared::shutdown::Shutdown;
use shared::testing::contract::{BusUnderTest, Features};
use shared::testing::keys;
use tokio::task::JoinHandle;

/// More than there are tests.
const VHOSTS: usize = 40;

/// The one server of this process, set up as `deploy/` says. Making a vhost takes rabbitmqctl a second, so all those for
/// tests are there from the start.
pub fn server() -> &'static parts::RabbitMq {
    static SERVER: OnceLock<parts::RabbitMq> = OnceLock::new();
    SERVER.get_or_init(|| {
        let file = tempfile::NamedTempFile::new().expect("a file");
        serde_json::to_writer(&file, &definitions()).expect("definitions");
        let definitions = Some(file.path().to_owned());
        parts::RabbitMq::with(&Options { definitions, ..Options::default() })
    })
}

/// The definitions of `deploy/`, and besides them a user who may do all, everywhere.
fn definitions() -> Value {
    let mut definitions = deployed();
    let mut add = |to: &str, more: Value| {
        definitions[to].as_array_mut().expect("a list").push(more);
    };
    add("users", json!({ "name": "test", "password": "test", "tags": "" }));
    for number in 0..VHOSTS {
        add("vhosts", json!({ "name": format!("v{number}") }));
        add("permissions", may_do_all(&format!("v{number}")));
    }
    add("permissions", may_do_all("treffpunkt"));
    definitions
}

fn may_do_all(vhost: &str) -> Value {
    json!({ "user": "test", "vhost": vhost, "configure": ".*", "write": ".*", "read": ".*" })
}

/// What an operator would load; each service's password is its name.
fn deployed() -> Value {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../deploy/rabbitmq/definitions.sh");
    let passwords = ["registration", "feedback", "notification"]
        .map(|service| (format!("{}_PASSWORD", service.to_uppercase()), service));
    let printed = Command::new(script).envs(passwords).output().expect("a script that runs");
    assert!(printed.status.success(), "{}", String::from_utf8_lossy(&printed.stderr));
    serde_json::from_slice(&printed.stdout).expect("JSON")
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

    fn url(&self) -> String {
        server().amqp_url("test", "test", &self.vhost)
    }

    /// A connection without our transport, to look or to interfere.
    pub async fn connection(&self) -> Connection {
        connect(&self.url()).await
    }

    /// Begins to carry messages; not yet connected.
    pub fn begin(&self, consumers: Vec<Consumer>) -> Running {
        Running::begin(&self.url(), consumers)
    }

    /// As [`Broker::begin`], as a service that may not know personal data.
    pub fn begin_without_key(&self, consumers: Vec<Consumer>) -> Running {
        Running::with_key(&self.url(), None, consumers)
    }

    /// Deletes a queue with what waits in it.
    pub async fn delete_queue(&self, name: &str) {
        let channel = self.connection().await.create_channel().await.expect("a channel");
        let options = QueueDeleteOptions::default();
        channel.queue_delete(name.into(), options).await.expect("a queue that goes");
    }
}

pub async fn connect(url: &str) -> Connection {
    Connection::connect(url, ConnectionProperties::default()).await.expect("a connection")
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
        let queues = std::mem::take(&mut *self.queues.lock().expect("the names"));
        for queue in queues {
            self.delete_queue(queue).await;
        }
    }
}

/// The transport with its tasks, which end on the spot with it.
pub struct Running {
    pub bus: RabbitMq,
    pub tasks: Vec<JoinHandle<()>>,
}

impl Running {
    /// Begins to carry messages; not yet connected.
    pub fn begin(url: &str, consumers: Vec<Consumer>) -> Self {
        Self::with_key(url, Some(keys().mails().personal), consumers)
    }

    fn with_key(url: &str, personal: Option<SealKey>, consumers: Vec<Consumer>) -> Self {
        let url = url.parse().expect("a URL");
        let (bus, tasks) = RabbitMq::start(url, personal, consumers, Shutdown::new());
        Self { bus, tasks }
    }
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
