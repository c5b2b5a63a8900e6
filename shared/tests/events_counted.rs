//! How many events wait and how many were put aside is among the metrics.

use std::time::Duration;

use futures_util::future::BoxFuture;
use shared::events::{Consumer, HandleError, Handler, MIGRATIONS, Message, outbox};
use shared::metrics::Metrics;
use shared::shutdown::Shutdown;
use shared::testing::TestDb;
use shared::testing::contract::{Noted, Whispered};
use shared::{Clock, Conn, Trace};

struct Deaf;

impl Handler for Deaf {
    fn handle<'a>(
        &'a self,
        _: &'a mut Conn,
        _: &'a str,
        _: &'a [Message],
    ) -> BoxFuture<'a, Result<(), HandleError>> {
        Box::pin(async { Err(HandleError::Dead("deaf".to_owned())) })
    }
}

#[tokio::test]
async fn waiting_and_dead_events_are_counted() {
    let db = TestDb::new(&MIGRATIONS).await;
    let consumer = Consumer::new("deaf", &[], db.db.clone(), Clock::system(), Deaf);
    let metrics = Metrics::default();
    assert_eq!(counts(&metrics), [""; 0]);

    let conn = db.db.conn().await.expect("a connection");
    for subject in 1..=2 {
        outbox::add(&conn, &Whispered { subject }, Trace::new()).await.expect("an event");
    }
    drop(conn);
    let message = Message::new(&Noted::first(1), Trace::new());
    consumer.receive(&[message]).await.expect("a message put aside");

    let counting = tokio::spawn(consumer.look_after(metrics.clone(), Shutdown::new()));
    let counted = async {
        while counts(&metrics).is_empty() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), counted).await.expect("counts");
    assert_eq!(
        counts(&metrics),
        [
            "treffpunkt_outbox_messages{service=\"deaf\"} 2",
            "treffpunkt_dead_messages{service=\"deaf\"} 1"
        ]
    );
    counting.abort();
}

fn counts(metrics: &Metrics) -> Vec<String> {
    let text = metrics.encode();
    text.lines().filter(|line| line.contains("_messages{")).map(str::to_owned).collect()
}
