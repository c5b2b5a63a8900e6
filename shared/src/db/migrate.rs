//! Bringing a database to the shape that the code expects.

use diesel::backend::Backend;
use diesel::migration::{self, Migration, MigrationSource};
use diesel_async::AsyncPgConnection;
use diesel_async::async_connection_wrapper::AsyncConnectionWrapper;
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
        for migrations in [&crate::events::MIGRATIONS, own] {
            match &self.pool {
                Kind::Sqlite(pool) => {
                    let mut conn = pool.get().await?;
                    conn.spawn_blocking(move |conn| Ok(run(conn, &migrations.sqlite))).await??;
                }
                Kind::Postgres(pool) => {
                    let conn = pool.dedicated_connection().await;
                    let conn = conn.map_err(|error| Error::Pool(error.to_string()))?;
                    migrate_postgres(conn, &migrations.postgres).await?;
                }
            }
        }
        Ok(())
    }
}

/// diesel takes a source by value, and embedded ones cannot be copied.
struct Borrowed(&'static EmbeddedMigrations);

impl<DB: Backend> MigrationSource<DB> for Borrowed {
    fn migrations(&self) -> migration::Result<Vec<Box<dyn Migration<DB>>>> {
        self.0.migrations()
    }
}

/// diesel's harness blocks, so it gets a thread where it may.
async fn migrate_postgres(
    conn: AsyncPgConnection,
    source: &'static EmbeddedMigrations,
) -> Result<()> {
    tokio::task::spawn_blocking(move || {
        run(&mut AsyncConnectionWrapper::<AsyncPgConnection>::from(conn), source)
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
