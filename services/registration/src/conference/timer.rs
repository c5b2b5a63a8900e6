//! Ends conferences when their end has passed.

use std::time::Duration;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use shared::db::{self, Conn, Db};
use shared::ids::ConferenceId;
use shared::telemetry::Chain;
use shared::{Base, Instant, Trace, on};

use super::{ChangeError, State, change};
use crate::schema::conferences;

const EVERY: Duration = Duration::from_secs(1);

/// Runs until the shutdown.
pub async fn run(base: Base, db: Db) {
    while !base.shutdown.begun() {
        if let Err(error) = end_those_past(&db, base.clock.now()).await {
            tracing::error!(error = %Chain(&error), "conferences that have passed cannot be ended");
        }
        base.shutdown.sleep(EVERY).await;
    }
}

/// Ends every published conference whose end has passed, each in a transaction of its own.
pub async fn end_those_past(db: &Db, now: Instant) -> Result<(), ChangeError> {
    let mut conn = db.conn().await?;
    for id in past(&mut conn, now).await? {
        let trace = Trace::new();
        let ended = conn.transaction(async |conn| change::end_if_past(conn, id, now, trace).await);
        match ended.await {
            Ok(()) => tracing::info!(trace_id = %trace, conference = %id, "a conference is over"),
            // Another process ended it, or an organiser moved it.
            Err(ChangeError::Refused(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

async fn past(conn: &mut Conn, now: Instant) -> db::Result<Vec<ConferenceId>> {
    Ok(on!(conn, |c| conferences::table
        .filter(conferences::state.eq(State::Published).and(conferences::ends_at.le(now)))
        .select(conferences::id)
        .load(c)
        .await)?)
}
