//! One set of queries for PostgreSQL and SQLite.
//!
//! [`Db`] is the pool and [`Conn`] an owned connection of either kind. [`on!`](crate::on) type-checks the same diesel
//! expression once per backend; what differs between them stays a local `match`. Queries are functions beside their
//! table that take `&mut Conn`, never the pool, so that the transaction is visible where the story is told.

mod blocking;
mod connect;
mod copy;
mod migrate;
mod postgres;
mod rush;
pub mod sql;

use std::sync::atomic::{AtomicBool, Ordering};

use diesel_async::pooled_connection::bb8::{Pool, PooledConnection};
use diesel_async::sync_connection_wrapper::SyncConnectionWrapper;
use diesel_async::{AsyncConnection, AsyncPgConnection, TransactionManager};
use tokio::sync::{Mutex, watch};

use self::rush::Rush;
use crate::on;

#[cfg(feature = "testing")]
pub(crate) use connect::SQLITE_CONNECTIONS;
pub use migrate::Migrations;

/// SQLite's blocking connection, moved onto the blocking threads.
pub type SqliteConn = SyncConnectionWrapper<diesel::SqliteConnection, blocking::BlockingThreads>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the database refused a statement")]
    Query(#[from] diesel::result::Error),
    #[error("no database connection: {0}")]
    Pool(String),
    /// One that several who waited for the same have to be told.
    #[error(transparent)]
    Shared(std::sync::Arc<Self>),
    #[error("the database does not migrate: {0}")]
    Migration(String),
    #[error("the database's log is in use and stays for now")]
    LogInUse,
    #[error("{0}")]
    Unsupported(&'static str),
}

impl From<diesel_async::pooled_connection::bb8::RunError> for Error {
    fn from(error: diesel_async::pooled_connection::bb8::RunError) -> Self {
        Self::Pool(error.to_string())
    }
}

impl Error {
    /// Whether the same may go well at the next attempt: the connection broke, or two transactions waited for each other
    /// and PostgreSQL ended one (diesel has no kind of its own for deadlocks).
    pub fn may_pass(&self) -> bool {
        use diesel::result::{DatabaseErrorKind as Kind, Error as Diesel};
        let Self::Query(Diesel::DatabaseError(kind, _)) = self else { return false };
        matches!(
            kind,
            Kind::SerializationFailure
                | Kind::UnableToSendCommand
                | Kind::ClosedConnection
                | Kind::Unknown
        )
    }

    /// A second row where only one may be. SQLite does not name the constraint, so the statement must tell which.
    pub fn is_unique_violation(&self) -> bool {
        use diesel::result::{DatabaseErrorKind, Error as Diesel};
        matches!(self, Self::Query(Diesel::DatabaseError(DatabaseErrorKind::UniqueViolation, _)))
    }
}

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A service's database: a pool of connections of one kind, chosen once from the configuration.
#[derive(Clone)]
pub struct Db {
    pool: Kind,
    signals: Signals,
}

/// What goes on in a database, for those in this process who wait for it.
#[derive(Clone, Default)]
struct Signals {
    commits: watch::Sender<u64>,
    /// Commits that put events into the outbox.
    told: watch::Sender<u64>,
    rush: Rush,
}

#[derive(Clone)]
enum Kind {
    Postgres(postgres::Server),
    Sqlite(Pool<SqliteConn>),
}

impl Db {
    /// A connection of the pool; waits for one to be free.
    pub async fn conn(&self) -> Result<Conn> {
        let link = match &self.pool {
            Kind::Postgres(server) => Link::Postgres(server.get().await?),
            Kind::Sqlite(pool) => Link::Sqlite(Mutex::new(pool.get_owned().await?)),
        };
        Ok(Conn { link, signals: self.signals.clone(), tells: AtomicBool::new(false) })
    }

    /// Asks the database for nothing, to see that it answers.
    pub async fn ping(&self) -> Result<()> {
        use diesel_async::SimpleAsyncConnection;
        let conn = self.conn().await?;
        Ok(on!(conn, |c| c.batch_execute("SELECT 1").await)?)
    }

    /// Wakes whoever waits for news in this database after every commit made through it. Commits of other processes
    /// are not seen: poll slowly beside it.
    pub fn commits(&self) -> watch::Receiver<u64> {
        self.signals.commits.subscribe()
    }

    /// As [`Db::commits`], after commits that put events into the outbox.
    pub(crate) fn told(&self) -> watch::Receiver<u64> {
        self.signals.told.subscribe()
    }

    /// Says that many people wait for this database.
    pub(crate) fn note_rush(&self) {
        self.signals.rush.sign();
    }

    /// Waits while many people do, but not for ever: for work that nobody waits for.
    pub(crate) async fn rest(&self) {
        self.signals.rush.rest().await;
    }
}

/// A connection, owned, so that futures which hold it are `Send`.
///
/// Who takes it as `&mut Conn` has it alone. Functions that take `&Conn` do not depend on what others do at the same time:
/// joined (`try_join!`), their statements travel to PostgreSQL together and run there one after the other, in the order in
/// which they were sent; SQLite takes turns.
pub struct Conn {
    #[doc(hidden)]
    pub link: Link,
    signals: Signals,
    /// Whether the transaction has put events into the outbox.
    tells: AtomicBool,
}

/// Which database a [`Conn`] speaks to; for the places where the two differ.
#[allow(clippy::large_enum_variant, reason = "a box would cost more than the few moves")]
pub enum Link {
    Postgres(PooledConnection<'static, AsyncPgConnection>),
    Sqlite(Mutex<PooledConnection<'static, SqliteConn>>),
}

/// Runs one diesel expression on whichever database is behind the connection:
/// `on!(conn, |c| people::table.load(c).await)`.
#[macro_export]
macro_rules! on {
    ($conn:expr, |$c:ident| $query:expr) => {
        match &$conn.link {
            $crate::db::Link::Postgres(c) => {
                let $c = &mut &**c;
                $query
            }
            $crate::db::Link::Sqlite(c) => {
                let mut c = c.lock().await;
                let $c = &mut **c;
                $query
            }
        }
    };
}

/// Loads the rows of a query as a type and holds them until the end of the transaction: `locked!(conn, query, Person)?`. On
/// SQLite the transaction holds the only write lock already.
#[macro_export]
macro_rules! locked {
    ($conn:expr, $query:expr, $row:ty) => {
        match &$conn.link {
            $crate::db::Link::Postgres(c) => {
                let query = $query.select(<$row>::as_select()).for_update();
                diesel_async::RunQueryDsl::load(query, &mut &**c).await
            }
            $crate::db::Link::Sqlite(c) => {
                let query = $query.select(<$row>::as_select());
                diesel_async::RunQueryDsl::load(query, &mut **c.lock().await).await
            }
        }
    };
}

/// Inserts rows (a `Vec`) into a table as sets, and says how many. diesel-async cannot do that on SQLite, so there the
/// blocking connection does: `insert_all!(conn, people::table, rows)?`. Call it in a transaction.
#[macro_export]
macro_rules! insert_all {
    ($conn:expr, $table:expr, $rows:expr) => {{
        let rows = $rows;
        match &$conn.link {
            $crate::db::Link::Postgres(c) => {
                async {
                    let mut inserted = 0;
                    for rows in rows.chunks($crate::db::ROWS_IN_A_SET) {
                        let insert = diesel::insert_into($table).values(rows);
                        inserted += diesel_async::RunQueryDsl::execute(insert, &mut &**c).await?;
                    }
                    diesel::QueryResult::Ok(inserted)
                }
                .await
            }
            $crate::db::Link::Sqlite(c) => {
                let insert = move |c: &mut diesel::SqliteConnection| {
                    let sets = rows.chunks($crate::db::ROWS_IN_A_SET);
                    sets.map(|rows| {
                        diesel::RunQueryDsl::execute(diesel::insert_into($table).values(rows), c)
                    })
                    .sum::<diesel::QueryResult<usize>>()
                };
                c.lock().await.spawn_blocking(insert).await
            }
        }
    }};
}

/// A statement takes 32,766 values on SQLite (65,535 on PostgreSQL), and a row has up to 32.
#[doc(hidden)]
pub const ROWS_IN_A_SET: usize = 1_000;

impl Conn {
    /// Does the work in one transaction: all of it, or on an error nothing. On SQLite it takes the write lock at once
    /// (`BEGIN IMMEDIATE`), so that what it reads stays true until it writes.
    pub async fn transaction<T, E: From<Error>>(
        &mut self,
        work: impl AsyncFnOnce(&mut Self) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        self.begin().await?;
        *self.tells.get_mut() = false;
        match work(self).await {
            Ok(value) => {
                self.commit().await?;
                self.signals.commits.send_modify(|count| *count += 1);
                if *self.tells.get_mut() {
                    self.signals.told.send_modify(|count| *count += 1);
                }
                Ok(value)
            }
            Err(error) => {
                self.rollback().await?;
                Err(error)
            }
        }
    }

    /// Says that the transaction puts events into the outbox.
    pub(crate) fn tells(&self) {
        self.tells.store(true, Ordering::Relaxed);
    }

    async fn begin(&mut self) -> Result<()> {
        match &mut self.link {
            Link::Postgres(c) => begin(&mut **c).await?,
            Link::Sqlite(c) => {
                c.get_mut()
                    .spawn_blocking(|c| {
                        diesel::connection::AnsiTransactionManager::begin_transaction_sql(
                            c,
                            "BEGIN IMMEDIATE",
                        )
                    })
                    .await?;
            }
        }
        Ok(())
    }

    async fn commit(&mut self) -> Result<()> {
        match &mut self.link {
            Link::Postgres(c) => commit(&mut **c).await,
            Link::Sqlite(c) => commit(&mut **c.get_mut()).await,
        }
    }

    async fn rollback(&mut self) -> Result<()> {
        match &mut self.link {
            Link::Postgres(c) => rollback(&mut **c).await,
            Link::Sqlite(c) => rollback(&mut **c.get_mut()).await,
        }
    }
}

async fn begin<C: AsyncConnection>(conn: &mut C) -> Result<()> {
    Ok(C::TransactionManager::begin_transaction(conn).await?)
}

async fn commit<C: AsyncConnection>(conn: &mut C) -> Result<()> {
    Ok(C::TransactionManager::commit_transaction(conn).await?)
}

async fn rollback<C: AsyncConnection>(conn: &mut C) -> Result<()> {
    Ok(C::TransactionManager::rollback_transaction(conn).await?)
}
