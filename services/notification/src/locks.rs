//! Who waits for whom where several processes share a PostgreSQL database. SQLite lets one transaction write at a time,
//! so there nobody need wait for more.
//!
//! Rows that are not there yet cannot be locked, so what belongs together has a lock by its id, always taken in this
//! order: a conference, a person, a survey.

use std::collections::BTreeSet;

use diesel::sql_types::{Array, BigInt};
use diesel_async::RunQueryDsl;
use shared::Conn;
use shared::db::{Link, Result};
use uuid::Uuid;

/// Waits until nobody else is at it, and keeps others away until the end of the transaction.
pub async fn alone(conn: &mut Conn, id: Uuid) -> Result<()> {
    all_alone(conn, [id].into_iter()).await
}

/// As [`alone`], for several of a kind.
pub async fn all_alone(conn: &mut Conn, ids: impl Iterator<Item = Uuid>) -> Result<()> {
    advise(conn, "SELECT pg_advisory_xact_lock(key) FROM unnest($1) AS keys (key)", ids).await
}

/// Waits until nobody is at any of them [`alone`], and keeps such away until the end of the transaction.
pub async fn together(conn: &mut Conn, ids: impl Iterator<Item = Uuid>) -> Result<()> {
    advise(conn, "SELECT pg_advisory_xact_lock_shared(key) FROM unnest($1) AS keys (key)", ids)
        .await
}

/// One after the other in the order of their keys. Two ids with the same key cost nothing but a wait.
async fn advise(conn: &mut Conn, lock: &str, ids: impl Iterator<Item = Uuid>) -> Result<()> {
    let keys: BTreeSet<_> = ids.map(key).collect();
    if let Link::Postgres(c) = &mut conn.link {
        let keys = Vec::from_iter(keys);
        diesel::sql_query(lock).bind::<Array<BigInt>, _>(keys).execute(&mut **c).await?;
    }
    Ok(())
}

fn key(id: Uuid) -> i64 {
    let (high, low) = id.as_u64_pair();
    (high ^ low).cast_signed()
}
