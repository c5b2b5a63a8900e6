//! A PostgreSQL server: opening a database there, and getting along when it is away for a while.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use diesel::{ConnectionError, ConnectionResult};
use diesel_async::pooled_connection::bb8::{Pool, PooledConnection};
use diesel_async::pooled_connection::{
    AsyncDieselConnectionManager, ManagerConfig, PoolableConnection,
};
use diesel_async::{AsyncPgConnection, SimpleAsyncConnection};
use tokio::runtime::Handle;
use tokio::time::{Instant, sleep};
use tokio_postgres::config::SslMode;
use tokio_postgres::error::SqlState;
use tokio_postgres::{Config, NoTls};

use super::connect::pool;
use super::{Error, Result};
use crate::telemetry::Chain;

/// Of one process. Three services with three replicas each stay below the 100 that PostgreSQL allows at first.
const CONNECTIONS: u32 = 10;

/// How long a request waits for a connection.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long a start waits for the server, and how often it knocks.
const START_PATIENCE: Duration = Duration::from_secs(60);
const KNOCK_EVERY: Duration = Duration::from_millis(500);

/// After so long without a sign of life a connection is dead.
const SILENCE: Duration = Duration::from_secs(30);

/// A process that hangs in a transaction, or that the network lost, may not keep the others from a conference's row. And a
/// plan that was made while a table was empty, and is kept for a prepared statement, may not be to read the whole table;
/// where there is no other, PostgreSQL reckons a cost so high that it would compile the query.
const SETTINGS: &str = "SET idle_in_transaction_session_timeout = '60s';
    SET enable_seqscan = off; SET jit = off";

/// Connections to one database.
#[derive(Clone)]
pub(super) struct Server {
    pool: Pool<AsyncPgConnection>,
    trouble: Trouble,
}

/// Why there is no new connection, if the last attempt failed.
type Trouble = Arc<Mutex<Option<String>>>;

impl Server {
    /// Waits for the server if it is not there yet. No error shows the URL, for it holds a password.
    pub async fn open(url: &str) -> Result<Self> {
        let config = read(url)?;
        wait_for(&config).await?;
        let trouble = Trouble::default();
        let mut manager = ManagerConfig::<AsyncPgConnection>::default();
        manager.custom_setup = {
            let (trouble, runtime) = (trouble.clone(), Handle::current());
            Box::new(move |_| {
                let (config, trouble, runtime) = (config.clone(), trouble.clone(), runtime.clone());
                Box::pin(async move { connect(config, &trouble, &runtime).await })
            })
        };
        let manager = AsyncDieselConnectionManager::new_with_config(String::new(), manager);
        let pool = pool(manager, CONNECTIONS, PATIENCE).await?;
        Ok(Self { pool, trouble })
    }

    /// A connection of the pool that is not known to be broken, as all are when the server was restarted.
    pub async fn get(&self) -> Result<PooledConnection<'static, AsyncPgConnection>> {
        loop {
            // Its only error is that nothing came in time.
            let mut conn = self.pool.get_owned().await.map_err(|_| self.none_in_time())?;
            // A broken one that is given back is thrown away.
            if !conn.is_broken() {
                return Ok(conn);
            }
        }
    }

    /// A connection beside the pool.
    pub async fn connect(&self) -> Result<AsyncPgConnection> {
        let conn = self.pool.dedicated_connection().await;
        conn.map_err(|error| Error::Pool(error.to_string()))
    }

    fn none_in_time(&self) -> Error {
        let trouble = self.trouble.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let reason = trouble.unwrap_or_else(|| "all are in use".to_owned());
        tracing::warn!(%reason, "no connection to PostgreSQL");
        Error::Pool(reason)
    }
}

/// The URL as the driver's settings.
fn read(url: &str) -> Result<Config> {
    // The driver's reason may quote a part of the password.
    let config = url.parse::<Config>();
    let mut config = config.map_err(|_| Error::Unsupported("this is no URL of PostgreSQL"))?;
    if config.get_ssl_mode() == SslMode::Require {
        return Err(Error::Unsupported(
            "connections to PostgreSQL are not encrypted here, but sslmode=require asks for it",
        ));
    }
    config.connect_timeout(PATIENCE).keepalives_idle(SILENCE).tcp_user_timeout(SILENCE);
    Ok(config)
}

/// Connects on the runtime of the database, because the thread of the request that wants the connection may end before
/// the connection does.
async fn connect(
    config: Config,
    trouble: &Trouble,
    runtime: &Handle,
) -> ConnectionResult<AsyncPgConnection> {
    let connected = runtime.spawn(async move { establish(&config).await }).await;
    let connected =
        connected.unwrap_or_else(|error| Err(ConnectionError::BadConnection(error.to_string())));
    let failed = connected.as_ref().err().map(ToString::to_string);
    *trouble.lock().unwrap_or_else(PoisonError::into_inner) = failed;
    connected
}

async fn establish(config: &Config) -> ConnectionResult<AsyncPgConnection> {
    let bad = |error| ConnectionError::BadConnection(Chain(&error).to_string());
    let (client, connection) = config.connect(NoTls).await.map_err(bad)?;
    let mut conn = AsyncPgConnection::try_from_client_and_connection(client, connection).await?;
    conn.batch_execute(SETTINGS).await.map_err(ConnectionError::CouldntSetupConfiguration)?;
    Ok(conn)
}

async fn wait_for(config: &Config) -> Result<()> {
    let deadline = Instant::now() + START_PATIENCE;
    let mut told = false;
    while let Err(error) = config.connect(NoTls).await {
        let reason = Chain(&error).to_string();
        if !may_pass(&error) || Instant::now() > deadline {
            return Err(Error::Pool(reason));
        }
        if !told {
            tracing::warn!(database = config.get_dbname(), %reason, "PostgreSQL is waited for");
            told = true;
        }
        sleep(KNOCK_EVERY).await;
    }
    Ok(())
}

/// Whether the server is on its way, away or full, rather than of another opinion.
fn may_pass(error: &tokio_postgres::Error) -> bool {
    let source = std::error::Error::source(error);
    let passing = [
        SqlState::CANNOT_CONNECT_NOW,
        SqlState::ADMIN_SHUTDOWN,
        SqlState::CRASH_SHUTDOWN,
        SqlState::TOO_MANY_CONNECTIONS,
    ];
    error.is_closed()
        || source.is_some_and(|source| source.is::<std::io::Error>())
        || error.code().is_some_and(|code| passing.contains(code))
}
