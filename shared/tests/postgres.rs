//! What is expected of PostgreSQL, and what happens when it goes away. Passed over where the tests run on SQLite.

use std::sync::Arc;

use diesel_async::SimpleAsyncConnection;
use futures_util::future::{join, join_all};
use parts::Postgres;
use parts::postgres::Options;
use shared::db::{Conn, Error, Result};
use shared::events::MIGRATIONS;
use shared::{Db, on};

/// A server of its own that can be stopped, with an empty database.
struct Server {
    server: Arc<Postgres>,
    url: String,
}

impl Server {
    fn start() -> Option<Self> {
        if std::env::var("TEST_DATABASE").as_deref() != Ok("postgres") {
            eprintln!("PASSED OVER: this is about PostgreSQL, and TEST_DATABASE is SQLite");
            return None;
        }
        let server = Arc::new(Postgres::with(Options { quick: true, ..Options::default() }));
        let url = server.create_database("guests");
        Some(Self { server, url })
    }

    async fn open(&self) -> Db {
        Db::open_postgres(&self.url).await.expect("a database")
    }

    /// Does something to the server beside the runtime, which has connections to look after.
    async fn has(&self, done: impl FnOnce(&Postgres) + Send + 'static) {
        let server = self.server.clone();
        tokio::task::spawn_blocking(move || done(&server)).await.expect("a server");
    }
}

async fn run(conn: &mut Conn, sql: &str) -> Result<()> {
    Ok(on!(conn, |c| c.batch_execute(sql).await)?)
}

/// Connections enough that each of the pool is used.
async fn everyone(db: &Db) -> Vec<Conn> {
    let conns = join_all((0..8).map(|_| db.conn())).await;
    conns.into_iter().map(|conn| conn.expect("a connection")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_is_noticed_by_those_under_way_only() {
    let Some(server) = Server::start() else { return };
    let db = server.open().await;
    drop(everyone(&db).await);
    let mut under_way = db.conn().await.expect("a connection");
    server.has(Postgres::restart).await;
    let broken = run(&mut under_way, "SELECT 1").await.expect_err("a broken connection");
    assert!(broken.may_pass(), "{broken:?}");
    drop(under_way);
    for mut conn in everyone(&db).await {
        run(&mut conn, "SELECT 1").await.expect("a fresh connection");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stopped_server_is_named_and_found_again() {
    let Some(server) = Server::start() else { return };
    let db = server.open().await;
    db.ping().await.expect("a server");
    server.has(Postgres::stop).await;
    let missing = db.ping().await.expect_err("no server");
    assert!(missing.to_string().contains("Connection refused"), "{missing}");
    server.has(Postgres::run).await;
    db.ping().await.expect("a server");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_waits_for_the_server() {
    let Some(server) = Server::start() else { return };
    server.has(Postgres::stop).await;
    let (db, ()) = join(server.open(), server.has(Postgres::run)).await;
    db.ping().await.expect("a server");
}

#[tokio::test(flavor = "multi_thread")]
async fn replicas_that_start_at_once_migrate_in_turn() {
    let Some(server) = Server::start() else { return };
    let replicas = join_all((0..6).map(|_| server.open())).await;
    for migrated in join_all(replicas.iter().map(|db| db.migrate(&MIGRATIONS))).await {
        migrated.expect("migrations that apply once");
    }
}

/// Whoever can read a log should not learn a password.
#[tokio::test(flavor = "multi_thread")]
async fn no_error_shows_the_url() {
    let Some(server) = Server::start() else { return };
    let host = format!("127.0.0.1:{}", server.server.port());
    let urls = [
        format!("postgres://guests:sesame@{host}/guests"),
        format!("postgres://guests:of-guests@{host}/nowhere"),
        format!("postgres://guests:open?sesame=sesame@{host}/guests"),
        format!("postgres://guests:sesame/sesame@{host}/guests"),
        "postgres://guests:sesame@127.0.0.1:sesame/guests".to_owned(),
        "sesame".to_owned(),
    ];
    for url in urls {
        let Err(error) = Db::open_postgres(&url).await else { panic!("{url} is wrong") };
        let said = format!("{error} {error:?}");
        assert!(!said.contains("sesame") && !said.contains("of-guests"), "{url}: {said}");
    }
}

/// Rather no connection than one in the clear.
#[tokio::test]
async fn encryption_that_is_asked_for_is_not_left_out() {
    let url = "postgres://guests:of-guests@127.0.0.1:1/guests?sslmode=require";
    let Err(error) = Db::open_postgres(url).await else { panic!("a connection in the clear") };
    assert!(matches!(error, Error::Unsupported(reason) if reason.contains("sslmode=require")));
}
