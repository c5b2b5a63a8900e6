//! What a new address means for somebody's ballot: a code that may have been read elsewhere goes to no other address.
//!
//! Organisers can change addresses. Were a ballot sent after the change, they could have it sent to themselves, see
//! whether it is used, or answer in that person's name.

use shared::db::Result;
use shared::{Conn, Instant};

use super::survey;
use crate::locks;
use crate::mail::State;
use crate::mail::ledger::{self, Mail};
use crate::mail::step::{Step, step};
use crate::people::Person;
use crate::state::Notification;

/// Stops every mail with a code that may have gone out. What never went out goes to the address that holds now.
pub async fn address_changed(app: &Notification, conn: &mut Conn, person: &Person) -> Result<()> {
    let now = app.base.clock.now();
    for survey in survey::open_of(conn, person.conference_id).await? {
        locks::alone(conn, survey.id.0).await?;
        let mails = ledger::about_survey(conn, survey.id, person.id).await?;
        let is_out = mails.iter().any(|mail| mail.state.may_be_out());
        for mut mail in mails {
            if let Some(next) = next(&mail, is_out, now) {
                step(app, conn, &mut mail, next).await?;
            }
        }
    }
    Ok(())
}

/// What becomes of a mail with a code; nothing for one that waits or has come to its end.
fn next(mail: &Mail, is_out: bool, now: Instant) -> Option<Step> {
    match mail.state {
        State::Cancelled | State::Expired => None,
        _ if is_out => Some(Step::to(State::Cancelled, mail)),
        // The letter of a claimed mail may be written already, to the old address.
        State::Claimed | State::Failed => {
            Some(Step { attempts: 0, next_attempt_at: Some(now), ..Step::to(State::Planned, mail) })
        }
        _ => None,
    }
}
