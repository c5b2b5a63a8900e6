//! What is left in the database's files: no used ballot, and nothing that joins answers with the order of their coming.

mod support;

use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Text};
use diesel_async::{AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use proto::registration::v1::organiser_changed::Role;
use shared::db::Link;
use shared::{Db, on};
use support::{Files, Pool, World, eventually, physical_order};

const ANSWERING: u32 = 40;

/// Of 40 texts in random order one stands in its place on average; seven or more happen once in ten thousand runs.
const SUSPICIOUS: usize = 7;

fn words(number: u32) -> String {
    format!("Das waren meine Worte {number:02}, und mehr will ich nicht sagen.")
}

fn all_words() -> Vec<String> {
    (0..ANSWERING).map(words).collect()
}

#[tokio::test]
async fn after_closing_nothing_joins_answers_with_ballots() {
    let (world, pool) = World::answering().await;
    let Some(folder) = world.test_db.folder() else { return };
    // The service may be folding it, too.
    eventually("an empty log", async || world.test_db.db.fold_log().await.ok()).await;
    let stored = Files::read(folder);
    assert_eq!(hashes_in(&stored, &pool), 95, "the search finds what is there");

    for number in 0..ANSWERING {
        world.answer(&pool, number, &words(number)).await.expect(303);
    }
    close(&world).await;
    let files = eventually("the log to go", async || {
        let files = Files::read(folder);
        (hashes_in(&files, &pool) == 0).then_some(files)
    })
    .await;
    for text in all_words() {
        assert_eq!(files.count(text.as_bytes()), 1, "{text}: one place, no copies");
    }
    let places = files.places_of(&all_words());
    assert!(physical_order(&places) < SUSPICIOUS, "{places:?}");
}

/// While the survey is open, what the box let go is no longer joined with its ballot.
#[tokio::test]
async fn after_a_step_used_ballots_are_gone() {
    let (world, pool) = World::answering().await;
    let Some(folder) = world.test_db.folder() else { return };
    for number in 0..10 {
        world.answer(&pool, number, &words(number)).await.expect(303);
    }
    let used: Vec<Vec<u8>> = pool.hashes().drain(..10).collect();
    eventually("the log to go", async || {
        let files = Files::read(folder);
        used.iter().all(|hash| files.count(hash) == 0).then_some(())
    })
    .await;
}

/// The same look at a table that is written straight in the order of arrival finds the order: the look can tell.
#[tokio::test]
async fn the_look_finds_an_order_where_there_is_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = Db::open_sqlite(&folder.path().join("straight.db")).await.expect("a database");
    let conn = db.conn().await.expect("a connection");
    let mut script = "CREATE TABLE straight (content TEXT NOT NULL);".to_owned();
    for text in all_words() {
        script.push_str(&format!("INSERT INTO straight VALUES ('{text}');"));
    }
    on!(conn, |c| c.batch_execute(&script).await).expect("a script");
    drop(conn);
    db.fold_log().await.expect("a database");
    let places = Files::read(folder.path()).places_of(&all_words());
    assert_eq!(physical_order(&places), ANSWERING as usize);
}

/// PostgreSQL keeps with each row which transaction wrote it, and deleted rows for a while.
#[tokio::test]
async fn after_closing_no_transaction_joins_answers_with_ballots() {
    let (world, pool) = World::answering().await;
    let mut conn = world.test_db.db.conn().await.expect("a connection");
    let Link::Postgres(conn) = &mut conn.link else { return };
    for number in 0..ANSWERING {
        world.answer(&pool, number, &words(number)).await.expect(303);
    }
    let steps = number(conn, "SELECT count(DISTINCT xmin::text) AS number FROM answers").await;
    assert!((2..=7).contains(&steps), "{steps} groups of at least five");
    close(&world).await;
    let writers = number(conn, "SELECT count(DISTINCT xmin::text) AS number FROM answers").await;
    assert_eq!(writers, 1);
    assert_eq!(number(conn, "SELECT pg_relation_size('letters') AS number").await, 0);
    let stored = diesel::sql_query("SELECT content FROM answers ORDER BY ctid");
    let stored: Vec<Content> = stored.load(&mut **conn).await.expect("the answers");
    let all = all_words();
    let in_place = stored.iter().zip(&all).filter(|(row, words)| row.content.contains(*words));
    assert_eq!(stored.len(), all.len());
    assert!(in_place.count() < SUSPICIOUS);
}

#[derive(QueryableByName)]
struct Content {
    #[diesel(sql_type = Text)]
    content: String,
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

async fn number(conn: &mut AsyncPgConnection, sql: &str) -> i64 {
    let row: Number = diesel::sql_query(sql).get_result(conn).await.expect("a number");
    row.number
}

fn hashes_in(files: &Files, pool: &Pool) -> usize {
    pool.hashes().iter().filter(|hash| files.count(hash) > 0).count()
}

async fn close(world: &World) {
    let mut owner = world.organiser(Role::Owner).await;
    let form = owner.get("/results/dortmund").await.expect(200).form();
    owner.post("/results/dortmund/close", form).await.expect(303);
}
