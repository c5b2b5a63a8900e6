//! Replicas relay from one outbox, and no message is handed over twice. Only PostgreSQL has replicas.

use std::collections::BTreeSet;
use std::sync::Mutex;

use futures_util::future::BoxFuture;
use shared::Trace;
use shared::events::relay::{BATCH, Round};
use shared::events::{MIGRATIONS, Message, Transport, outbox};
use shared::ids::MessageId;
use shared::testing::TestDb;
use shared::testing::contract::Whispered;
use tokio::sync::Notify;

const MESSAGES: usize = BATCH + BATCH / 2;

/// Takes all it is given, but only when it is let.
#[derive(Default)]
struct Slow {
    given: Mutex<BTreeSet<MessageId>>,
    reached: Notify,
    go_on: Notify,
}

impl Slow {
    fn given(&self) -> BTreeSet<MessageId> {
        self.given.lock().expect("no panic within").clone()
    }
}

impl Transport for Slow {
    fn publish<'a>(&'a self, messages: &'a [Message]) -> BoxFuture<'a, Vec<MessageId>> {
        Box::pin(async {
            let ids: Vec<_> = messages.iter().map(|message| message.id).collect();
            self.given.lock().expect("no panic within").extend(&ids);
            self.reached.notify_one();
            self.go_on.notified().await;
            ids
        })
    }
}

async fn full_outbox() -> TestDb {
    let db = TestDb::new(&MIGRATIONS).await;
    let whispered = (1..).map(|subject| Message::new(&Whispered { subject }, Trace::new()));
    let messages = whispered.take(MESSAGES).collect();
    let mut conn = db.db.conn().await.expect("a connection");
    conn.transaction(async |conn| outbox::add_all(conn, messages).await).await.expect("events");
    drop(conn);
    db
}

async fn waiting(db: &TestDb) -> i64 {
    outbox::depth(&mut db.db.conn().await.expect("a connection")).await.expect("a count")
}

#[tokio::test]
async fn what_one_relay_hands_over_the_other_leaves_alone() {
    let db = full_outbox().await;
    if db.folder().is_some() {
        return;
    }
    let (first, second) = (Slow::default(), Slow::default());
    second.go_on.notify_one();
    let (mut one, mut other, replica) = (Round::default(), Round::default(), db.replica().await);
    let beside = async {
        first.reached.notified().await;
        other.step(&replica, &second).await.expect("a step");
        first.go_on.notify_one();
    };
    let (stepped, ()) = tokio::join!(one.step(&db.db, &first), beside);
    stepped.expect("a step");
    assert!(first.given().is_disjoint(&second.given()));
    assert_eq!(first.given().len() + second.given().len(), MESSAGES);
    assert_eq!(waiting(&db).await, 0);
}

/// Negative control: the locks go with the relay that held them.
#[tokio::test]
async fn what_a_relay_held_when_it_died_the_other_hands_over() {
    let db = full_outbox().await;
    if db.folder().is_some() {
        return;
    }
    let (dying, second) = (Slow::default(), Slow::default());
    let (mut one, mut other, replica) = (Round::default(), Round::default(), db.replica().await);
    tokio::select! {
        _ = one.step(&db.db, &dying) => unreachable!("it is never let go on"),
        () = dying.reached.notified() => {}
    }
    while waiting(&db).await > 0 {
        second.go_on.notify_one();
        other.step(&replica, &second).await.expect("a step");
    }
    assert_eq!(second.given().len(), MESSAGES);
    assert!(second.given().is_superset(&dying.given()));
}
