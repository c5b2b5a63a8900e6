//! Events through RabbitMQ, from the outbox to the inbox, against a bare loop that publishes, waits for the confirms,
//! consumes and acknowledges.

mod bare;

use std::sync::Arc;
use std::time::Instant;

use futures_util::future::BoxFuture;
use load::median;
use load::report::{Against, Report, Target};
use parts::{Postgres, RabbitMq};
use proto::Event;
use shared::events::rabbitmq::RabbitMq as Bus;
use shared::events::{Consumer, HandleError, Handler, MIGRATIONS, Message, outbox, relay};
use shared::shutdown::Shutdown;
use shared::{Clock, Conn, Db, Trace};
use tokio::sync::watch;

use crate::Size;

/// As large as the news of a participant.
const PAYLOAD: usize = 250;

pub async fn run(size: Size, report: &mut Report) {
    let (postgres, rabbitmq) = (Postgres::start(), RabbitMq::start());
    let broker = rabbitmq.amqp_url("guest", "guest", "%2f");
    let databases = ["telling", "hearing"].map(|name| postgres.create_database(name));
    let count = size.of(1000, 30_000);
    let (mut bare, mut events) = (Vec::new(), Vec::new());
    for _ in 0..size.of(1, 3) {
        bare.push(bare::rate(&broker, count).await);
        events.push(rate(&databases, &broker, count).await);
    }
    let against = Against { what: "lapin publish, confirm, consume", rate: median(bare) };
    let what = "events, outbox → confirm → inbox";
    report.ratio(what, median(events), &against, Target::AtLeast(0.5));
}

/// Events in a second, all of which wait in the outbox at first.
async fn rate([telling, hearing]: &[String; 2], broker: &str, count: usize) -> f64 {
    let telling = open(telling).await;
    let heard = watch::Sender::new(0);
    let mut hears = heard.subscribe();
    let consumer = Consumer::new(
        "hearing",
        &[Noted::TOPIC],
        open(hearing).await,
        Clock::system(),
        Count(heard),
    );
    let shutdown = Shutdown::new();
    let url = broker.parse().expect("an URL of the broker");
    let (bus, mut tasks) = Bus::start(url, None, vec![consumer], shutdown.clone());
    bus.connected().await;
    keep(&telling, count).await;
    let begun = Instant::now();
    tasks.push(tokio::spawn(relay::run(telling, Arc::new(bus), shutdown.clone())));
    hears.wait_for(|heard| *heard == count).await.expect("a consumer that lives");
    let took = begun.elapsed();
    shutdown.begin();
    for task in tasks {
        task.await.expect("no panic");
    }
    count as f64 / took.as_secs_f64()
}

async fn open(url: &str) -> Db {
    let db = Db::open_postgres(url).await.expect("a database");
    db.migrate(&MIGRATIONS).await.expect("tables");
    db
}

async fn keep(db: &Db, count: usize) {
    let event = Noted { text: vec![7; PAYLOAD] };
    let messages = (0..count).map(|_| Message::new(&event, Trace::new())).collect();
    let mut conn = db.conn().await.expect("a connection");
    conn.transaction(async |conn| outbox::add_all(conn, messages).await).await.expect("a commit");
}

/// Something that nobody need know of.
#[derive(Clone, PartialEq, prost::Message)]
struct Noted {
    #[prost(bytes = "vec", tag = "1")]
    text: Vec<u8>,
}

impl Event for Noted {
    const TOPIC: &'static str = "load.noted";
}

/// Does nothing but count.
struct Count(watch::Sender<usize>);

impl Handler for Count {
    fn handle<'a>(
        &'a self,
        _: &'a mut Conn,
        _: &'a str,
        messages: &'a [Message],
    ) -> BoxFuture<'a, Result<(), HandleError>> {
        self.0.send_modify(|count| *count += messages.len());
        Box::pin(async { Ok(()) })
    }
}
