//! How long personal data are kept, and forgetting them. The privacy notice tells these spans.

use std::time::Duration;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use shared::db::{Conn, Db, Result};
use shared::ids::ParticipantId;
use shared::{Instant, Trace, on};

use crate::participant;
use crate::schema::{conferences, participants};

pub const DAY: Duration = Duration::from_hours(24);

/// Access needs go this long after the conference: by then everything they were for is over.
pub const NEEDS: Duration = Duration::from_hours(7 * 24);

/// Participants go this long after the conference. By six months after it the grant has to be accounted for (ANBest-P,
/// no. 6.1).
pub const PARTICIPANTS: Duration = Duration::from_hours(183 * 24);

/// Forgets what has been kept long enough. Run it now and then.
pub async fn forget_old(db: &Db, now: Instant) -> Result<()> {
    let mut conn = db.conn().await?;
    forget_needs(&mut conn, now.minus(NEEDS)).await?;
    for id in of_conferences_before(&mut conn, now.minus(PARTICIPANTS)).await? {
        let trace = Trace::new();
        conn.transaction(async |conn| participant::erase(conn, id, trace).await).await?;
    }
    Ok(())
}

async fn forget_needs(conn: &mut Conn, before: Instant) -> Result<()> {
    let ended = conferences::table.filter(conferences::ends_at.lt(before)).select(conferences::id);
    let known = participants::table
        .filter(participants::needs.is_not_null())
        .filter(participants::conference_id.eq_any(ended));
    let none = participants::needs.eq(None::<Vec<u8>>);
    on!(conn, |c| diesel::update(known).set(none).execute(c).await)?;
    Ok(())
}

async fn of_conferences_before(conn: &mut Conn, before: Instant) -> Result<Vec<ParticipantId>> {
    let ended = conferences::table.filter(conferences::ends_at.lt(before)).select(conferences::id);
    Ok(on!(conn, |c| participants::table
        .filter(participants::conference_id.eq_any(ended))
        .select(participants::id)
        .order(participants::id)
        .load(c)
        .await)?)
}

#[cfg(test)]
mod tests;
