//! The bus between processes: RabbitMQ, with publisher confirms on the one side and acknowledgements after the commit on
//! the other.
//!
//! Publishing and each consumer keep a connection of their own: a broker short of memory or disk stops reading from
//! those that publish (`connection.blocked`), and over a shared one the queues could then not empty either. A task owns
//! each connection with its channel; on any error it drops both, rests, connects anew and declares everything again.

mod consuming;
mod link;
mod publishing;
mod topology;
mod url;
mod wire;

use futures_util::future::BoxFuture;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::JoinHandle;

use super::{Consumer, Message, Transport};
use crate::ids::MessageId;
use crate::seal::SealKey;
use crate::shutdown::Shutdown;
use crate::web::health::Part;

use consuming::Consuming;
use link::{Link, State};
use publishing::{Job, Publishing};
use wire::Wire;

pub use topology::EXCHANGE;
pub use url::{AmqpUrl, NoAmqpUrl};

/// The way to the broker.
pub struct RabbitMq {
    jobs: mpsc::Sender<Job>,
    publishing: watch::Receiver<State>,
    links: Vec<watch::Receiver<State>>,
}

impl RabbitMq {
    /// Begins to connect, waits for an absent broker, and carries messages until the shutdown begins. What is under way
    /// then is finished: await the tasks.
    ///
    /// `personal` seals the messages with [personal data](proto::PERSONAL), so that the broker never holds them in the
    /// clear. A service without the key can neither publish nor read them.
    pub fn start(
        url: AmqpUrl,
        personal: Option<SealKey>,
        consumers: Vec<Consumer>,
        shutdown: Shutdown,
    ) -> (Self, Vec<JoinHandle<()>>) {
        let wire = Wire::new(personal);
        // One that is under way, one that waits: more would only hold the relays' rows.
        let (jobs, queue) = mpsc::channel(1);
        let (link, publishing) = Link::new("publishing", &url, &shutdown);
        let mut links = vec![publishing.clone()];
        let work = Publishing { jobs: queue, wire: wire.clone(), shutdown: shutdown.clone() };
        let mut tasks = vec![tokio::spawn(link.keep(work))];
        for consumer in consumers {
            let (link, state) = Link::new(consumer.name, &url, &shutdown);
            links.push(state);
            let work = Consuming { consumer, wire: wire.clone(), shutdown: shutdown.clone() };
            tasks.push(tokio::spawn(link.keep(work)));
        }
        (Self { jobs, publishing, links }, tasks)
    }

    /// Resolves when the broker takes messages and every consumer's queue is there and listened to.
    pub async fn connected(&self) {
        for link in &self.links {
            let mut link = link.clone();
            // An error means that the task has ended, and then it never will be.
            if link.wait_for(|state| *state == State::Up).await.is_err() {
                return std::future::pending().await;
            }
        }
    }

    /// The broker, for the page of health: a warning only, because forms work on without it.
    pub fn part(&self) -> Part {
        let links = self.links.clone();
        Part::spare("broker", move || {
            let away = links.iter().find_map(|link| link.borrow().away());
            async { away.map_or(Ok(()), Err) }
        })
    }
}

impl Transport for RabbitMq {
    /// Answers "none" at once while the broker is away or takes nothing.
    fn publish<'a>(&'a self, messages: &'a [Message]) -> BoxFuture<'a, Vec<MessageId>> {
        Box::pin(async move {
            let mut state = self.publishing.clone();
            if *state.borrow() != State::Up {
                return Vec::new();
            }
            let (answer, safe) = oneshot::channel();
            let job = Job { messages: messages.to_vec(), answer };
            let handed_over = async {
                self.jobs.send(job).await.ok()?;
                safe.await.ok()
            };
            tokio::select! {
                safe = handed_over => safe.unwrap_or_default(),
                _ = state.wait_for(|state| *state != State::Up) => Vec::new(),
            }
        })
    }
}
