//! Telling again how everything is now, for services that have lost their copies.

use shared::Trace;
use shared::db::{Conn, Result};

use crate::{conference, organiser, participant};

/// Publishes every conference, participant and organiser as they are. Whoever knows as much already passes it over.
pub async fn replay(conn: &mut Conn) -> Result<()> {
    conn.transaction(async |conn| tell_all(conn, Trace::new()).await).await
}

/// As [`replay`], in a transaction that has begun.
pub async fn tell_all(conn: &mut Conn, trace: Trace) -> Result<()> {
    for conference in conference::all(conn).await? {
        conference::event::publish(conn, &conference, trace).await?;
        participant::republish_all(conn, conference.id, trace).await?;
    }
    organiser::republish_all(conn, trace).await
}
