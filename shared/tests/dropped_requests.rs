//! A request whose client goes away is dropped wherever it stands, also in mid-transaction and while a statement runs.
//! Nothing of it stays, and the pool is as good as before. On the threads of the server as on those of the timers.

use std::cell::Cell;
use std::future::{pending, poll_fn};
use std::pin::pin;
use std::task::Poll;

use diesel_async::SimpleAsyncConnection;
use futures_util::future::join_all;
use shared::db::{self, Conn, Db};
use shared::events::MIGRATIONS;
use shared::on;
use shared::testing::TestDb;

const SHORT: &str = "INSERT INTO notes VALUES (1)";

/// Takes some milliseconds.
const LONG: &str = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
    INSERT INTO notes SELECT i FROM n";

/// A request that never ends takes so many at most: for `BEGIN` and two statements, and then it hangs.
const STEPS: u32 = 4;

#[tokio::test]
async fn on_a_thread_of_the_server() {
    nothing_stays_of_dropped_requests().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_the_threads_of_the_timers() {
    nothing_stays_of_dropped_requests().await;
}

async fn nothing_stays_of_dropped_requests() {
    let test = TestDb::new(&MIGRATIONS).await;
    run(&mut conn(&test.db).await, "CREATE TABLE notes (n BIGINT)").await.expect("a table");
    for (statement, times) in [(SHORT, 50), (LONG, 10)] {
        for _ in 0..times {
            for steps in 1..=STEPS {
                dropped_after(steps, &test.db, statement).await;
            }
        }
    }
    assert_healthy(&test.db).await;
}

/// Drops a request while it waits for the end of its `BEGIN`, of its first statement …, or when it has done all but end.
async fn dropped_after(steps: u32, db: &Db, statement: &str) {
    let hangs = Cell::new(false);
    let mut request = pin!(never_ending(db, statement, &hangs));
    let mut made = 0;
    let made_all = poll_fn(|context| {
        assert!(request.as_mut().poll(context).is_pending(), "a request that never ends");
        made += 1;
        if made == steps || hangs.get() { Poll::Ready(()) } else { Poll::Pending }
    });
    made_all.await;
}

/// A request that writes and then hangs in its transaction.
async fn never_ending(db: &Db, statement: &str, hangs: &Cell<bool>) -> db::Result<()> {
    let mut conn = db.conn().await?;
    conn.transaction(async |conn| {
        run(conn, statement).await?;
        run(conn, statement).await?;
        hangs.set(true);
        pending().await
    })
    .await
}

/// Every connection of the pool writes, and finds what the others wrote and nothing else.
async fn assert_healthy(db: &Db) {
    let everyone = join_all((0..4).map(|_| db.conn())).await;
    for conn in everyone {
        let mut conn = conn.expect("a connection");
        let written = conn.transaction(async |conn| run(conn, SHORT).await).await;
        written.expect("a connection that writes");
    }
    assert_eq!(count(&mut conn(db).await).await, 4);
}

async fn conn(db: &Db) -> Conn {
    db.conn().await.expect("a connection")
}

async fn run(conn: &mut Conn, sql: &str) -> db::Result<()> {
    Ok(on!(conn, |c| c.batch_execute(sql).await)?)
}

async fn count(conn: &mut Conn) -> i64 {
    use diesel::prelude::*;
    use diesel_async::RunQueryDsl;
    diesel::table! { notes (n) { n -> BigInt } }
    on!(conn, |c| notes::table.count().get_result(c).await).expect("a count")
}
