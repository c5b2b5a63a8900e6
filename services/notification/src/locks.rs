//! Who waits for whom where several processes share a PostgreSQL database. SQLite lets one transaction write at a time,
//! so there nobody need wait for more.
//!
//! Rows that are not there yet cannot be locked, so what belongs together has a lock by its id, always taken in this
//! order: a conference, a person, a survey.

use diesel::sql_types::BigInt;
use diesel_async::RunQueryDsl;
use shared::Conn;
use shared::db::{Link, Result};
use uuid::Uuid;

/// Waits until nobody else is at it, and keeps others away until the end of the transaction.
pub async fn alone(conn: &mut Conn, id: Uuid) -> Result<()> {
    advise(conn, "SELECT pg_advisory_xact_lock($1)", id).await
}

/// Waits until nobody is at it [`alone`], and keeps such away until the end of the transaction.
pub async fn together(conn: &mut Conn, id: Uuid) -> Result<()> {
    advise(conn, "SELECT pg_advisory_xact_lock_shared($1)", id).await
}

/// Two ids with the same key cost nothing but a wait.
async fn advise(conn: &mut Conn, lock: &str, id: Uuid) -> Result<()> {
    let (high, low) = id.as_u64_pair();
    if let Link::Postgres(c) = &mut conn.link {
        let key = (high ^ low).cast_signed();
        diesel::sql_query(lock).bind::<BigInt, _>(key).execute(&mut **c).await?;
    }
    Ok(())
}

/// Loads rows of a query as a type and locks them until the end of the transaction.
macro_rules! locked {
    ($conn:expr, $query:expr, $row:ty) => {
        match &mut $conn.link {
            shared::db::Link::Postgres(c) => {
                $query.select(<$row>::as_select()).for_update().load(&mut **c).await
            }
            shared::db::Link::Sqlite(c) => $query.select(<$row>::as_select()).load(&mut **c).await,
        }
    };
}
pub(crate) use locked;
