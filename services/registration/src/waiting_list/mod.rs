//! The waiting list: who waits moves up in the order of arrival as soon as a place is free.

mod places;
#[cfg(test)]
mod tests;

use shared::Trace;
use shared::db::{Conn, Result};
use shared::events::outbox;
use shared::ids::ConferenceId;

use crate::conference::{self, Conference};
use crate::participant::{self, Participant, State};

#[cfg(test)]
pub use places::admit_without_guard;
pub use places::{Admission, Places};

/// Gives the free places of a conference to the first who wait, and tells each. Call it in the transaction of whatever
/// set a place free: a cancellation, a greater capacity.
pub async fn move_up(conn: &mut Conn, conference: ConferenceId, trace: Trace) -> Result<()> {
    let locked = conference::lock(conn, &[conference]).await?;
    match locked.into_iter().next() {
        Some(mut conference) => fill(conn, &mut conference, trace).await,
        None => Ok(()),
    }
}

/// As [`move_up`], for whoever holds the lock; keeps the conference's counts.
pub(crate) async fn fill(conn: &mut Conn, conference: &mut Conference, trace: Trace) -> Result<()> {
    if conference.state == conference::State::Published && conference.free() > 0 {
        let first = participant::waiting(conn, conference.id, conference.free()).await?;
        let moving = i32::try_from(first.len()).unwrap_or_default();
        conference.taken += moving;
        conference.waiting -= moving;
        confirm(conn, first, trace).await?;
    }
    conference::save_counts(conn, conference).await
}

async fn confirm(conn: &mut Conn, people: Vec<Participant>, trace: Trace) -> Result<()> {
    let mut messages = Vec::with_capacity(people.len());
    for mut person in people {
        person.state = State::Confirmed;
        person.waiting_position = 0;
        person.changed();
        participant::save(conn, &person).await?;
        messages.push(participant::message(&person, trace));
    }
    outbox::add_all(conn, messages).await
}
