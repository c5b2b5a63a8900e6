//! Bringing a database to the shape that the code expects.

use diesel::backend::Backend;
use diesel::migration::{self, Migration, MigrationSource};
use diesel_async::async_connection_wrapper::AsyncConnectionWrapper;
use diesel_async::{AsyncPgConnection, SimpleAsyncConnection};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness};

use super::{Db, Error, Kind, Result};

/// The same migrations in both dialects, under the same names (a test holds them together).
pub struct Migrations {
    pub sqlite: EmbeddedMigrations,
    pub postgres: EmbeddedMigrations,
}

impl Db {
    /// Applies what is missing of the shared migrations, then of the service's own.
    pub async fn migrate(&self, own: &'static Migrations) -> Result<()> {
        let all = [&crate::events::MIGRATIONS, own];
        match &self.pool {
            Kind::Sqlite(pool) => {
                let mut conn = pool.get().await?;
                let migrate = move |conn: &mut _| {
                    Ok(all.into_iter().try_for_each(|part| run(conn, &part.sqlite)))
                };
                conn.spawn_blocking(migrate).await?
            }
            Kind::Postgres(server) => migrate_postgres(server.connect().await?, all).await,
        }
    }
}

/// diesel takes a source by value, and embedded ones cannot be copied.
struct Borrowed(&'static EmbeddedMigrations);

impl<DB: Backend> MigrationSource<DB> for Borrowed {
    fn migrations(&self) -> migration::Result<Vec<Box<dyn Migration<DB>>>> {
        self.0.migrations()
    }
}

/// Replicas that start at once take turns. The lock goes with the connection.
const TAKE_TURNS: &str = "SELECT pg_advisory_lock(7203651430968421)";

/// diesel's harness blocks, so it gets a thread where it may.
async fn migrate_postgres(
    mut conn: AsyncPgConnection,
    all: [&'static Migrations; 2],
) -> Result<()> {
    conn.batch_execute(TAKE_TURNS).await?;
    tokio::task::spawn_blocking(move || {
        let mut conn = AsyncConnectionWrapper::<AsyncPgConnection>::from(conn);
        all.into_iter().try_for_each(|part| run(&mut conn, &part.postgres))
    })
    .await
    .map_err(|error| Error::Migration(error.to_string()))?
}

fn run<C>(conn: &mut C, source: &'static EmbeddedMigrations) -> Result<()>
where
    C: MigrationHarness<C::Backend> + diesel::Connection,
    EmbeddedMigrations: MigrationSource<C::Backend>,
{
    conn.run_pending_migrations(Borrowed(source))
        .map(drop)
        .map_err(|error| Error::Migration(error.to_string()))
}
