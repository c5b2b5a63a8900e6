//! Who hands mails over at the moment: a lease ends with the run that holds it.
//!
//! On PostgreSQL several processes may; each says again and again that it is alive, so that what a killed one held is
//! looked after within seconds. The clocks of the machines must agree better than that. A SQLite file has one process:
//! whoever comes takes everything over at once.

use std::time::Duration;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use shared::db::{Link, Result};
use shared::{Conn, Instant, on};

use super::ledger::Mail;
use super::{RunId, State};
use crate::schema::{mails, runs};

/// How often a run says that it is alive.
pub const BEAT: Duration = Duration::from_secs(5);

/// For so long it is believed.
const ALIVE: Duration = Duration::from_secs(20);

/// Longer than a process runs.
const UNTIL_THE_NEXT: Duration = Duration::from_hours(100 * 365 * 24);

/// Notes that a run has begun, and forgets those that are no more.
pub async fn begin(conn: &mut Conn, run: RunId, now: Instant) -> Result<()> {
    let alive_until = match &mut conn.link {
        Link::Postgres(c) => {
            let dead = runs::table.filter(runs::alive_until.lt(now));
            diesel::delete(dead).execute(&mut **c).await?;
            now.plus(ALIVE)
        }
        Link::Sqlite(c) => {
            diesel::delete(runs::table).execute(&mut **c.get_mut()).await?;
            now.plus(UNTIL_THE_NEXT)
        }
    };
    note(conn, run, alive_until).await
}

/// Says that a run is alive, where somebody could doubt it.
pub async fn beat(conn: &mut Conn, run: RunId, now: Instant) -> Result<()> {
    match &conn.link {
        Link::Postgres(_) => note(conn, run, now.plus(ALIVE)).await,
        Link::Sqlite(_) => Ok(()),
    }
}

async fn note(conn: &mut Conn, run: RunId, alive_until: Instant) -> Result<()> {
    let alive_until = runs::alive_until.eq(alive_until);
    on!(conn, |c| diesel::insert_into(runs::table)
        .values((runs::id.eq(run), alive_until))
        .on_conflict(runs::id)
        .do_update()
        .set(alive_until)
        .execute(c)
        .await)?;
    Ok(())
}

/// Notes that a run has ended.
pub async fn end(conn: &mut Conn, run: RunId) -> Result<()> {
    on!(conn, |c| diesel::delete(runs::table.find(run)).execute(c).await)?;
    Ok(())
}

/// Mails whose lease is over: by time, or because the run that held it is no more.
pub async fn orphans(conn: &mut Conn, now: Instant) -> Result<Vec<Mail>> {
    let alive = runs::table.filter(runs::alive_until.ge(now)).select(runs::id.nullable());
    let is_orphan = mails::lease_until
        .lt(now)
        .or(mails::lease_until.is_null())
        .or(mails::run.is_null())
        .or(mails::run.ne_all(alive));
    let query = mails::table
        .filter(mails::state.eq_any([State::Claimed, State::Sending]))
        .filter(is_orphan);
    Ok(on!(conn, |c| query.select(Mail::as_select()).load(c).await)?)
}
