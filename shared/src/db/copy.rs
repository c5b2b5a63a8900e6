//! A copy of a whole database, as of one moment.

use std::path::Path;

use diesel::sql_types::{Integer, Text};
use diesel_async::RunQueryDsl;

use super::{Db, Error, Link, Result};

impl Db {
    /// Writes a copy of a SQLite database into a new file: what is committed, without deleted pages and without a log.
    /// Writers elsewhere may go on; hold a transaction to keep them away. PostgreSQL has `pg_dump` for this.
    pub async fn copy_into(&self, file: &Path) -> Result<()> {
        let mut conn = self.conn().await?;
        match &mut conn.link {
            Link::Sqlite(c) => {
                let copy = diesel::sql_query("VACUUM INTO ?");
                copy.bind::<Text, _>(file.to_string_lossy()).execute(&mut **c.get_mut()).await?;
                Ok(())
            }
            Link::Postgres(_) => Err(Error::Unsupported("PostgreSQL is copied by pg_dump")),
        }
    }

    /// Brings what a SQLite log holds into the database file and empties the log, so that neither deleted data nor the
    /// order of writes stays in it. PostgreSQL keeps no such file.
    ///
    /// # Errors
    /// [`Error::LogInUse`] where somebody else folds it, or reads it for as long as statements wait: try again later.
    pub async fn fold_log(&self) -> Result<()> {
        /// <https://sqlite.org/pragma.html#pragma_wal_checkpoint>
        #[derive(diesel::QueryableByName)]
        struct Checkpoint {
            #[diesel(sql_type = Integer)]
            busy: i32,
        }
        let mut conn = self.conn().await?;
        let Link::Sqlite(c) = &mut conn.link else { return Ok(()) };
        let fold = diesel::sql_query("PRAGMA wal_checkpoint(TRUNCATE)");
        let checkpoint: Checkpoint = fold.get_result(&mut **c.get_mut()).await?;
        if checkpoint.busy == 0 { Ok(()) } else { Err(Error::LogInUse) }
    }

    /// Whether every page of a SQLite database is as it should be.
    pub async fn is_sound(&self) -> Result<bool> {
        #[derive(diesel::QueryableByName)]
        struct Verdict {
            #[diesel(sql_type = Text)]
            integrity_check: String,
        }
        let mut conn = self.conn().await?;
        match &mut conn.link {
            Link::Sqlite(c) => {
                let check = diesel::sql_query("PRAGMA integrity_check");
                let verdicts: Vec<Verdict> = check.load(&mut **c.get_mut()).await?;
                Ok(verdicts.iter().all(|verdict| verdict.integrity_check == "ok"))
            }
            Link::Postgres(_) => Err(Error::Unsupported("PostgreSQL checks its pages itself")),
        }
    }
}
