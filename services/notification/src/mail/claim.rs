//! Taking mails out of the queue, and back where whoever took them is gone.

use std::time::Duration;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use shared::db::{Link, Result};
use shared::{Conn, Instant, on};

use super::ledger::{self, Mail, Step};
use super::{MailError, State};
use crate::schema::mails;
use crate::state::Notification;

/// How long a claimed mail is left to its process. Correctness does not hang on it: every step checks the revision.
const CLAIM: Duration = Duration::from_secs(60);

/// Longer than every time limit of a handover together.
pub const SENDING: Duration = Duration::from_secs(8 * 60);

/// Takes mails that are due, the most urgent first. Held mails stay, but for sign-in links: whoever lets the others go
/// must be able to come in.
pub async fn claim(
    app: &Notification,
    conn: &mut Conn,
    most: i64,
    held: bool,
) -> Result<Vec<Mail>> {
    let now = app.base.clock.now();
    let query = mails::table
        .filter(mails::state.eq_any(State::WAITING))
        .filter(mails::next_attempt_at.le(now))
        .filter(mails::lane.le(last_lane(held)))
        .order((mails::lane, mails::next_attempt_at, mails::id))
        .limit(most);
    let due: Vec<Mail> = on!(conn, |c| query.select(Mail::as_select()).load(c).await)?;
    let mut claimed = Vec::with_capacity(due.len());
    for mut mail in due {
        let lease_until = Some(now.plus(CLAIM));
        let taken = Step { lease_until, ..Step::to(State::Claimed, &mail) };
        if ledger::step(app, conn, &mut mail, taken).await? {
            claimed.push(mail);
        }
    }
    Ok(claimed)
}

const fn last_lane(held: bool) -> i32 {
    if held { 0 } else { i32::MAX }
}

/// Whether any mail is due.
pub async fn any_due(conn: &mut Conn, now: Instant, held: bool) -> Result<bool> {
    let query = mails::table
        .filter(mails::state.eq_any(State::WAITING))
        .filter(mails::next_attempt_at.le(now))
        .filter(mails::lane.le(last_lane(held)))
        .select(mails::id)
        .limit(1);
    let due: Vec<shared::ids::MailId> = on!(conn, |c| query.load(c).await)?;
    Ok(!due.is_empty())
}

/// Gives a claimed mail back, as if it had not been touched.
pub async fn give_back(app: &Notification, conn: &mut Conn, mail: &mut Mail) -> Result<bool> {
    let planned = Step::to(State::Planned, mail);
    ledger::step(app, conn, mail, planned).await
}

/// Ends the leases that ran out.
pub async fn recover(app: &Notification, conn: &mut Conn) -> Result<()> {
    let over = overdue(conn, app.base.clock.now()).await?;
    end_leases(app, conn, over).await
}

/// Mails whose lease is over.
pub async fn overdue(conn: &mut Conn, now: Instant) -> Result<Vec<Mail>> {
    let over = mails::table
        .filter(mails::state.eq_any([State::Claimed, State::Sending]))
        .filter(mails::lease_until.lt(now));
    Ok(on!(conn, |c| over.select(Mail::as_select()).load(c).await)?)
}

/// After a start on SQLite no lease can be anybody's: its file has one process. Elsewhere leases run out by time.
pub async fn recover_at_start(app: &Notification, conn: &mut Conn) -> Result<()> {
    let query = mails::table.filter(mails::state.eq_any([State::Claimed, State::Sending]));
    let left = match &mut conn.link {
        Link::Postgres(_) => return recover(app, conn).await,
        Link::Sqlite(c) => query.select(Mail::as_select()).load(&mut **c).await?,
    };
    end_leases(app, conn, left).await
}

async fn end_leases(app: &Notification, conn: &mut Conn, mails: Vec<Mail>) -> Result<()> {
    for mut mail in mails {
        let end = match mail.state {
            State::Sending => {
                Step { error: Some(MailError::Interrupted), ..Step::to(State::Unknown, &mail) }
            }
            _ => Step::to(State::Planned, &mail),
        };
        ledger::step(app, conn, &mut mail, end).await?;
    }
    Ok(())
}

/// Ends the wait of mails that would come too late.
pub async fn expire(app: &Notification, conn: &mut Conn) -> Result<()> {
    for mut mail in late(conn, app.base.clock.now()).await? {
        let expired = Step::to(State::Expired, &mail);
        ledger::step(app, conn, &mut mail, expired).await?;
    }
    Ok(())
}

/// Mails that wait and would come too late.
pub async fn late(conn: &mut Conn, now: Instant) -> Result<Vec<Mail>> {
    let late =
        mails::table.filter(mails::state.eq_any(State::WAITING)).filter(mails::expires_at.lt(now));
    Ok(on!(conn, |c| late.select(Mail::as_select()).load(c).await)?)
}
