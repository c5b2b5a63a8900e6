//! Opening a service's database.

use std::path::Path;
use std::time::Duration;

use diesel::{ConnectionError, ConnectionResult};
use diesel_async::pooled_connection::{AsyncDieselConnectionManager, ManagerConfig};
use diesel_async::{AsyncConnection, SimpleAsyncConnection};

use super::postgres::Server;
use super::{Db, Error, Kind, Result, Signals, SqliteConn};

/// `synchronous=FULL`: what a person was told is on the disk. `secure_delete`: what was deleted is gone from the file.
const PRAGMAS: &str =
    "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;";

/// SQLite writes one at a time; the others read meanwhile.
pub const SQLITE_CONNECTIONS: u32 = 4;

/// A writer waits ten seconds for its turn (`busy_timeout`), and a request for a connection.
const SQLITE_PATIENCE: Duration = Duration::from_secs(30);

impl Db {
    /// Opens a SQLite file and makes it where it is missing; its folder must be there.
    pub async fn open_sqlite(file: &Path) -> Result<Self> {
        let url = file.to_string_lossy();
        let unusable = |error| Error::Pool(format!("{url}: {error}"));
        // The pool would try again for half a minute and then not say why.
        drop(connect_sqlite(&url).await.map_err(unusable)?);
        let mut config = ManagerConfig::<SqliteConn>::default();
        config.custom_setup = Box::new(|url| Box::pin(connect_sqlite(url)));
        let manager = AsyncDieselConnectionManager::new_with_config(url, config);
        let pool = pool(manager, SQLITE_CONNECTIONS, SQLITE_PATIENCE).await?;
        Ok(Self { pool: Kind::Sqlite(pool), signals: Signals::default() })
    }

    /// Opens a PostgreSQL database by its URL (`postgres://role:password@host:port/database`). A server that is not there
    /// yet is waited for, for a minute.
    ///
    /// # Errors
    /// They say what is wrong and never show the URL, for it holds a password.
    pub async fn open_postgres(url: &str) -> Result<Self> {
        let pool = Kind::Postgres(Server::open(url).await?);
        Ok(Self { pool, signals: Signals::default() })
    }
}

async fn connect_sqlite(url: &str) -> ConnectionResult<SqliteConn> {
    let mut conn = SqliteConn::establish(url).await?;
    conn.batch_execute(PRAGMAS).await.map_err(ConnectionError::CouldntSetupConfiguration)?;
    Ok(conn)
}

/// A pool that connects when there is need.
pub(super) async fn pool<M>(manager: M, size: u32, patience: Duration) -> Result<bb8::Pool<M>>
where
    M: bb8::ManageConnection,
    M::Error: std::fmt::Display,
{
    // A check on every checkout would double the cost of a query; a broken connection is thrown away when given back.
    let builder = bb8::Pool::builder().max_size(size).connection_timeout(patience);
    let pool = builder.test_on_check_out(false).build(manager).await;
    pool.map_err(|error| Error::Pool(error.to_string()))
}
