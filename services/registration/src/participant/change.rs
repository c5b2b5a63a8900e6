//! How a participant's state changes. Call these in a transaction; each holds the conference's lock until its end.

use shared::db::{Conn, Result};
use shared::ids::ParticipantId;
use shared::{Instant, Trace};

use super::event::publish_erased;
use super::{Participant, State, by_id, publish, save, table};
use crate::conference::{self, Conference};
use crate::{address, delivery, waiting_list};

/// The person and their conference, locked.
pub(super) async fn locked(
    conn: &mut Conn,
    id: ParticipantId,
) -> Result<Option<(Conference, Participant)>> {
    let Some(seen) = by_id(conn, id).await? else { return Ok(None) };
    let conference = conference::lock(conn, &[seen.conference_id]).await?.into_iter().next();
    // Read again: it may have changed while the lock was waited for.
    let person = by_id(conn, id).await?;
    Ok(conference.zip(person))
}

/// Cancels for a person who is waiting or confirmed; their place goes to the first who waits. False where there was
/// nothing to cancel.
pub async fn cancel(conn: &mut Conn, id: ParticipantId, trace: Trace) -> Result<bool> {
    let Some((mut conference, mut person)) = locked(conn, id).await? else { return Ok(false) };
    if !matches!(person.state, State::Waiting | State::Confirmed) {
        return Ok(false);
    }
    leave(&mut conference, &person);
    person.state = State::Cancelled;
    person.waiting_position = 0;
    person.changed();
    save(conn, &person).await?;
    publish(conn, &person, trace).await?;
    address::count_mail(conn, &person.email_key).await?;
    waiting_list::fill(conn, &mut conference, trace).await?;
    Ok(true)
}

/// Gives up what the person had: a place, or one in the waiting list.
fn leave(conference: &mut Conference, person: &Participant) {
    conference.taken -= i32::from(person.state.has_place());
    conference.waiting -= i32::from(person.state == State::Waiting);
}

/// Deletes a person with all that is known of their mails; their place goes to the first who waits. False where they
/// were gone already.
pub async fn erase(conn: &mut Conn, id: ParticipantId, trace: Trace) -> Result<bool> {
    let Some((mut conference, person)) = locked(conn, id).await? else { return Ok(false) };
    table::delete(conn, id).await?;
    delivery::forget(conn, id).await?;
    publish_erased(conn, &person, trace).await?;
    leave(&mut conference, &person);
    waiting_list::fill(conn, &mut conference, trace).await?;
    Ok(true)
}

/// Notes that a confirmed person came, or takes it back. False for people without a place.
pub async fn mark_attended(
    conn: &mut Conn,
    id: ParticipantId,
    came: bool,
    now: Instant,
    trace: Trace,
) -> Result<bool> {
    let Some((_, mut person)) = locked(conn, id).await? else { return Ok(false) };
    let state = if came { State::Attended } else { State::Confirmed };
    if person.state.has_place() && person.state != state {
        person.state = state;
        person.attended_at = came.then_some(now);
        person.changed();
        save(conn, &person).await?;
        publish(conn, &person, trace).await?;
    }
    Ok(person.state.has_place())
}
