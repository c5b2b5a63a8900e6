//! Taking mails out of the queue, and back where whoever took them is gone.

use std::time::Duration;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use shared::db::{Link, Result};
use shared::ids::MailId;
use shared::{Conn, Instant, on};

use super::ledger::Mail;
use super::sender::{self, Turn};
use super::step::{Step, steps};
use super::{MailError, Purpose, RunId, State, run};
use crate::schema::mails;
use crate::state::Notification;

/// How long a claimed mail is left to its process. Correctness does not hang on it: every step checks the revision.
pub const CLAIM: Duration = Duration::from_mins(2);

/// Longer than every time limit of a handover together.
pub const SENDING: Duration = Duration::from_mins(8);

const A_CENTURY: Duration = Duration::from_hours(100 * 365 * 24);

/// Takes mails that are due, the most urgent first, as many as the account may send now. Other processes do the same
/// beside it, and none gets what another has.
pub async fn claim(
    app: &Notification,
    conn: &mut Conn,
    run: RunId,
    pace: Duration,
    most: i64,
) -> Result<Turn> {
    let now = app.base.clock.now();
    let sender = sender::lock(conn).await?;
    let most = match sender.may_send(now, pace, most) {
        Ok(most) => most,
        Err(not_before) => return Ok(Turn::NotBefore(not_before)),
    };
    let wanted = due(conn, now, most, sender.held).await?.into_iter().map(|mail| {
        let claimed = Step { run: Some(run), ..Step::to(State::Claimed, &mail) };
        (mail, claimed)
    });
    let claimed = steps(app, conn, wanted.collect()).await?.into_iter().flatten().collect();
    sender::take_turn(conn, &sender, claimed, now, pace).await
}

/// Mails that are due, the most urgent first. Held mails stay, but for sign-in links: whoever lets the others go must
/// be able to come in.
async fn due(conn: &mut Conn, now: Instant, most: i64, held: bool) -> Result<Vec<Mail>> {
    let mut due = Vec::new();
    let lanes = Purpose::LANES.into_iter().filter(|lane| *lane <= last_lane(held));
    // One at a time, so that the index gives them in order, however many wait.
    for (lane, state) in lanes.flat_map(|lane| State::WAITING.map(|state| (lane, state))) {
        let left = most - i64::try_from(due.len()).unwrap_or(most);
        if left > 0 {
            due.extend(due_in(conn, now, lane, state, left).await?);
        }
    }
    Ok(due)
}

async fn due_in(
    conn: &mut Conn,
    now: Instant,
    lane: i32,
    state: State,
    most: i64,
) -> Result<Vec<Mail>> {
    let query = mails::table
        .filter(mails::state.eq(state))
        .filter(mails::lane.eq(lane))
        .filter(mails::next_attempt_at.le(latest(state, now)))
        .order((mails::next_attempt_at, mails::id))
        .limit(most);
    Ok(match &mut conn.link {
        Link::Postgres(c) => {
            let query = query.select(Mail::as_select());
            query.for_update().skip_locked().load(&mut **c).await?
        }
        Link::Sqlite(c) => query.select(Mail::as_select()).load(&mut **c.get_mut()).await?,
    })
}

/// A planned mail goes at once: a moment that is still to come is of a clock that was set back since.
fn latest(state: State, now: Instant) -> Instant {
    if state == State::Planned { now.plus(A_CENTURY) } else { now }
}

const fn last_lane(held: bool) -> i32 {
    if held { 0 } else { i32::MAX }
}

/// Whether any mail is due.
pub async fn any_due(conn: &mut Conn, now: Instant, held: bool) -> Result<bool> {
    let query = mails::table
        .filter(mails::state.eq_any(State::WAITING))
        .filter(mails::next_attempt_at.le(now).or(mails::state.eq(State::Planned)))
        .filter(mails::lane.le(last_lane(held)))
        .select(mails::id)
        .limit(1);
    let due: Vec<MailId> = on!(conn, |c| query.load(c).await)?;
    Ok(!due.is_empty())
}

/// Gives claimed mails back, as if they had not been touched.
pub async fn give_back(app: &Notification, conn: &mut Conn, claimed: Vec<Mail>) -> Result<()> {
    all_to(app, conn, claimed, |mail| Step::to(State::Planned, mail)).await
}

/// Ends the leases that are over.
pub async fn recover(app: &Notification, conn: &mut Conn) -> Result<()> {
    let orphans = run::orphans(conn, app.base.clock.now()).await?;
    all_to(app, conn, orphans, |mail| match mail.state {
        State::Sending => {
            Step { error: Some(MailError::Interrupted), ..Step::to(State::Unknown, mail) }
        }
        _ => Step::to(State::Planned, mail),
    })
    .await
}

/// Ends the wait of mails that would come too late.
pub async fn expire(app: &Notification, conn: &mut Conn) -> Result<()> {
    let late = late(conn, app.base.clock.now()).await?;
    all_to(app, conn, late, |mail| Step::to(State::Expired, mail)).await
}

/// Mails that wait and would come too late.
pub async fn late(conn: &mut Conn, now: Instant) -> Result<Vec<Mail>> {
    let late =
        mails::table.filter(mails::state.eq_any(State::WAITING)).filter(mails::expires_at.lt(now));
    Ok(on!(conn, |c| late.select(Mail::as_select()).load(c).await)?)
}

/// Steps of mails that nobody may have changed meanwhile; what somebody has changed stays theirs.
async fn all_to(
    app: &Notification,
    conn: &mut Conn,
    mails: Vec<Mail>,
    step: impl Fn(&Mail) -> Step,
) -> Result<()> {
    let wanted = mails.into_iter().map(|mail| {
        let step = step(&mail);
        (mail, step)
    });
    steps(app, conn, wanted.collect()).await?;
    Ok(())
}
