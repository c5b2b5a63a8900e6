//! What queries may rely on: transactions, unique keys, times that come back as they went.

use diesel::prelude::*;
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use proptest::prelude::*;
use shared::db::{self, Conn, sql};
use shared::events::MIGRATIONS;
use shared::testing::TestDb;
use shared::{Instant, insert_all, on};

diesel::table! {
    notes (n) {
        n -> BigInt,
    }
}

async fn notes() -> TestDb {
    let test = TestDb::new(&MIGRATIONS).await;
    let conn = test.db.conn().await.expect("a connection");
    let made = "CREATE TABLE notes (n BIGINT PRIMARY KEY NOT NULL)";
    on!(conn, |c| c.batch_execute(made).await).expect("a table");
    test
}

async fn add(conn: &mut Conn, n: i64) -> db::Result<()> {
    on!(conn, |c| diesel::insert_into(notes::table).values(notes::n.eq(n)).execute(c).await)?;
    Ok(())
}

async fn all(conn: &mut Conn) -> Vec<i64> {
    on!(conn, |c| notes::table.select(notes::n).order(notes::n).load(c).await).expect("the notes")
}

#[tokio::test]
async fn a_transaction_is_all_or_nothing() {
    let test = notes().await;
    let mut conn = test.db.conn().await.expect("a connection");

    let failed = conn.transaction(async |conn| {
        add(conn, 1).await?;
        add(conn, 1).await
    });
    failed.await.expect_err("the same number twice");
    assert!(all(&mut conn).await.is_empty());

    let done = conn.transaction(async |conn| {
        add(conn, 1).await?;
        add(conn, 2).await
    });
    done.await.expect("two numbers");
    assert_eq!(all(&mut conn).await, [1, 2]);
}

#[tokio::test]
async fn a_log_is_emptied_or_said_to_be_in_use() {
    let test = notes().await;
    let Some(reader) = test.hold_log().await else { return };
    let log = test.folder().expect("files").join("test.db-wal");
    let size = || std::fs::metadata(&log).expect("a log").len();
    let refused = test.db.fold_log().await;
    assert!(matches!(refused, Err(db::Error::LogInUse)), "{refused:?}");
    assert!(size() > 0);
    drop(reader);
    test.db.fold_log().await.expect("a log that nobody reads");
    assert_eq!(size(), 0);
}

#[tokio::test]
async fn only_a_second_row_is_a_unique_violation() {
    let test = notes().await;
    let mut conn = test.db.conn().await.expect("a connection");
    add(&mut conn, 1).await.expect("a first row");

    let second = add(&mut conn, 1).await.expect_err("a second row");
    assert!(second.is_unique_violation());

    let dropped = on!(conn, |c| c.batch_execute("DROP TABLE notes").await);
    dropped.expect("no table any more");
    let no_table = add(&mut conn, 2).await.expect_err("no table");
    assert!(!no_table.is_unique_violation());
}

#[tokio::test]
async fn a_commit_wakes_who_waits_and_a_rollback_does_not() {
    let test = notes().await;
    let mut conn = test.db.conn().await.expect("a connection");
    let mut commits = test.db.commits();
    commits.mark_unchanged();

    let failed = async |_: &mut Conn| Err::<(), _>(db::Error::Pool("never".to_owned()));
    conn.transaction(failed).await.expect_err("a rollback");
    assert!(!commits.has_changed().expect("a database"));

    conn.transaction(async |conn| add(conn, 1).await).await.expect("a commit");
    assert!(commits.has_changed().expect("a database"));
}

#[tokio::test]
async fn a_set_may_be_larger_than_a_statement_takes() {
    let test = notes().await;
    let mut conn = test.db.conn().await.expect("a connection");
    let rows: Vec<_> = (0..40_000).map(|n| notes::n.eq(n)).collect();
    let inserted =
        conn.transaction::<_, db::Error>(async |conn| Ok(insert_all!(conn, notes::table, rows)?));
    assert_eq!(inserted.await.expect("a large set"), 40_000);
    assert_eq!(all(&mut conn).await.len(), 40_000);
}

proptest! {
    #[test]
    fn an_instant_comes_back_from_the_database(micros: i64) {
        let instant = Instant::from_micros(micros);
        let mut conn = SqliteConnection::establish(":memory:").expect("a database");
        let asked = diesel::select(instant.into_sql::<sql::Instant>());
        let back: Instant = diesel::RunQueryDsl::first(asked, &mut conn).expect("a row");
        prop_assert_eq!(back, instant);
    }
}
