//! Group commit: what waits together is decided in order and shares one commit; nothing accepted is lost.

use std::sync::Arc;

use diesel::prelude::*;
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use futures_util::FutureExt;
use futures_util::future::{BoxFuture, join, join_all};
use shared::db::Link;
use shared::events::MIGRATIONS;
use shared::testing::TestDb;
use shared::writer::{Decide, WriteError, Writer};
use shared::{Conn, db, on};
use tokio::sync::{Notify, Semaphore};
use tokio::task::JoinHandle;

diesel::table! {
    /// `number` is the order of arrival; each name comes once.
    guests (number) {
        number -> BigInt,
        name -> Text,
    }
}

const FIRST: &str = "the first";

/// A door list: writes names down, once the door is open.
struct Door {
    test: TestDb,
    writer: Writer<Guests>,
    ended: JoinHandle<()>,
    open: Arc<Semaphore>,
    waits: Arc<Notify>,
}

struct Guests {
    open: Arc<Semaphore>,
    waits: Arc<Notify>,
}

impl Decide for Guests {
    type Command = &'static str;
    /// The guest's number.
    type Outcome = i64;

    fn decide<'a>(
        &'a self,
        conn: &'a mut Conn,
        names: &'a [&'static str],
    ) -> BoxFuture<'a, db::Result<Vec<i64>>> {
        Box::pin(async move {
            self.waits.notify_one();
            drop(self.open.acquire().await);
            let mut numbers = Vec::new();
            for name in names {
                numbers.push(add(conn, name).await?);
            }
            Ok(numbers)
        })
    }
}

async fn add(conn: &mut Conn, name: &str) -> db::Result<i64> {
    let guest = guests::name.eq(name);
    Ok(on!(conn, |c| diesel::insert_into(guests::table)
        .values(guest)
        .returning(guests::number)
        .get_result(c)
        .await)?)
}

impl Door {
    /// A closed door before which so many may queue.
    async fn closed(queue: usize) -> Self {
        let test = TestDb::new(&MIGRATIONS).await;
        let conn = test.db.conn().await.expect("a connection");
        let number = match conn.link {
            Link::Sqlite(_) => "INTEGER",
            Link::Postgres(_) => "BIGSERIAL",
        };
        let table =
            format!("CREATE TABLE guests (number {number} PRIMARY KEY, name TEXT NOT NULL UNIQUE)");
        on!(conn, |c| c.batch_execute(&table).await).expect("a table");
        let (open, waits) = (Arc::new(Semaphore::new(0)), Arc::new(Notify::new()));
        let guests = Guests { open: open.clone(), waits: waits.clone() };
        let (writer, ended) = Writer::start(test.db.clone(), guests, queue);
        Self { test, writer, ended, open, waits }
    }

    /// Somebody is at the door, so that everybody else queues behind.
    async fn keeps_busy(&self) {
        assert!(self.writer.write(FIRST).now_or_never().is_none(), "it waits, and is given up");
        self.waits.notified().await;
    }

    /// All queue in this order, and then the door opens.
    async fn lets_in(&self, names: &[&'static str]) -> Vec<Result<i64, WriteError>> {
        let queue = join_all(names.iter().map(|name| self.writer.write(name)));
        join(queue, async { self.open.add_permits(1) }).await.0
    }
}

async fn names(test: &TestDb) -> Vec<String> {
    let conn = test.db.conn().await.expect("a connection");
    let names = guests::table.select(guests::name).order(guests::number);
    on!(conn, |c| names.load(c).await).expect("the names")
}

#[tokio::test]
async fn what_waits_together_shares_one_commit_in_order_of_arrival() {
    let door = Door::closed(10).await;
    let commits = door.test.db.commits();
    let before = *commits.borrow();
    door.keeps_busy().await;
    let numbers = door.lets_in(&["Ayşe", "Борис", "جمانة"]).await;
    assert!(matches!(numbers.as_slice(), [Ok(2), Ok(3), Ok(4)]));
    assert_eq!(*commits.borrow() - before, 2, "the first, then all others");
}

#[tokio::test]
async fn only_the_culprit_gets_the_error() {
    let door = Door::closed(10).await;
    door.keeps_busy().await;
    let outcomes = door.lets_in(&["Ayşe", FIRST, "جمانة"]).await;
    assert!(matches!(outcomes.as_slice(), [Ok(_), Err(WriteError::Database(_)), Ok(_)]));
    assert_eq!(names(&door.test).await, [FIRST, "Ayşe", "جمانة"]);
}

#[tokio::test]
async fn a_full_queue_says_so_at_once() {
    let door = Door::closed(2).await;
    door.keeps_busy().await;
    let outcomes = door.lets_in(&["Ayşe", "Борис", "جمانة"]).await;
    assert!(matches!(outcomes.as_slice(), [Ok(2), Ok(3), Err(WriteError::Busy)]));
    assert_eq!(names(&door.test).await, [FIRST, "Ayşe", "Борис"]);
}

#[tokio::test]
async fn what_was_accepted_is_written_although_everybody_has_gone() {
    let door = Door::closed(10).await;
    door.keeps_busy().await;
    for name in ["Ayşe", "Борис"] {
        assert!(door.writer.write(name).now_or_never().is_none(), "it waits, and is given up");
    }
    drop(door.writer);
    door.open.add_permits(1);
    door.ended.await.expect("a writer that ends");
    assert_eq!(names(&door.test).await, [FIRST, "Ayşe", "Борис"]);
}
