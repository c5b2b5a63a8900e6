//! Changing a conference: under its lock, by its rules, and told to the others in the same transaction.

use shared::db::{self, Conn};
use shared::ids::ConferenceId;
use shared::{Instant, Trace};

use super::{Conference, Edit, Refused, event, table};
use crate::waiting_list;

/// Why a change did not happen.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    #[error("there is no such conference")]
    NotFound,
    #[error(transparent)]
    Refused(#[from] Refused),
    #[error(transparent)]
    Database(#[from] db::Error),
}

/// Draft → published.
pub async fn publish(conn: &mut Conn, id: ConferenceId, trace: Trace) -> Result<(), ChangeError> {
    change(conn, id, trace, Conference::publish).await
}

/// Published → over: feedback opens the survey.
pub async fn end(conn: &mut Conn, id: ConferenceId, trace: Trace) -> Result<(), ChangeError> {
    change(conn, id, trace, Conference::end).await
}

/// As [`end`], if its end has passed: it may have been moved since somebody looked.
pub async fn end_if_past(
    conn: &mut Conn,
    id: ConferenceId,
    now: Instant,
    trace: Trace,
) -> Result<(), ChangeError> {
    let rule = |conference: &mut Conference| {
        if conference.ends_at <= now { conference.end() } else { Err(Refused::WrongState) }
    };
    change(conn, id, trace, rule).await
}

/// Draft or published → cancelled: notification tells everybody who wanted to come.
pub async fn cancel(conn: &mut Conn, id: ConferenceId, trace: Trace) -> Result<(), ChangeError> {
    change(conn, id, trace, Conference::cancel).await
}

/// More or fewer places; who waits moves up into new ones.
pub async fn set_capacity(
    conn: &mut Conn,
    id: ConferenceId,
    capacity: i32,
    trace: Trace,
) -> Result<(), ChangeError> {
    change(conn, id, trace, |conference| conference.set_capacity(capacity)).await?;
    Ok(waiting_list::move_up(conn, id, trace).await?)
}

/// Other texts, another time, another place.
pub async fn edit(
    conn: &mut Conn,
    id: ConferenceId,
    edit: Edit,
    now: Instant,
    trace: Trace,
) -> Result<(), ChangeError> {
    change(conn, id, trace, |conference| conference.edit(edit, now)).await
}

/// Applies a rule. A rule that changes nothing is not told to anybody. Call it in a transaction.
async fn change(
    conn: &mut Conn,
    id: ConferenceId,
    trace: Trace,
    rule: impl FnOnce(&mut Conference) -> Result<(), Refused>,
) -> Result<(), ChangeError> {
    let mut conference = table::lock(conn, &[id]).await?.pop().ok_or(ChangeError::NotFound)?;
    let before = conference.clone();
    rule(&mut conference)?;
    if conference != before {
        keep(conn, &mut conference, trace).await?;
    }
    Ok(())
}

/// Keeps a changed conference as its next revision and publishes it; for whoever holds the lock.
pub(super) async fn keep(
    conn: &mut Conn,
    conference: &mut Conference,
    trace: Trace,
) -> db::Result<()> {
    conference.revision += 1;
    table::save(conn, conference).await?;
    event::publish(conn, conference, trace).await
}
