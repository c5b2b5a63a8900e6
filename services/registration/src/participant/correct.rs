//! Correcting what a person told.

use shared::db::{Conn, Result};
use shared::ids::ParticipantId;
use shared::seal::SealKey;
use shared::{Instant, Trace};

use super::change::locked;
use super::{Participant, Submitted, publish, save, table};
use crate::address::{self, Kind};

/// A correction, by the person or by an organiser for somebody who phones.
pub struct Correction<'a> {
    pub submitted: &'a Submitted,
    /// Seals the needs.
    pub key: &'a SealKey,
    pub now: Instant,
}

/// What became of a correction.
pub enum Corrected {
    /// What is stored now.
    Done(Box<Participant>),
    /// There is no such participant.
    Gone,
    /// Somebody else at the conference has the new address, or it was asked with too often. Which of the two is not
    /// told, because no page tells whether an address is known.
    AddressRefused,
}

/// Writes the corrected details and tells them. A new address makes older links invalid, and it counts as asked with,
/// because a mail goes there. Call it in a transaction.
pub async fn correct(
    conn: &mut Conn,
    id: ParticipantId,
    correction: &Correction<'_>,
    trace: Trace,
) -> Result<Corrected> {
    let Some((_, mut person)) = locked(conn, id).await? else { return Ok(Corrected::Gone) };
    let before = person.email_key.clone();
    correction.submitted.write_to(&mut person, correction.key);
    if person.email_key != before {
        person.link_epoch += 1;
        if !may_have_address(conn, &person, correction.now).await? {
            return Ok(Corrected::AddressRefused);
        }
    }
    person.changed();
    save(conn, &person).await?;
    publish(conn, &person, trace).await?;
    Ok(Corrected::Done(Box::new(person)))
}

async fn may_have_address(conn: &mut Conn, person: &Participant, now: Instant) -> Result<bool> {
    let keys = [person.email_key.as_str()];
    let others = table::by_addresses(conn, &[person.conference_id], &keys).await?;
    let allowed = address::may_ask(conn, Kind::SignUp, &person.email_key, now).await?;
    Ok(allowed && others.is_empty())
}
