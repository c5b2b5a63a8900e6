//! The ballots: a pool for each survey, issued once, and a random number of it for each who may answer.
//!
//! Only hashes leave this service. A number is kept so that the reminder carries the same code; when the survey closes,
//! key and numbers are destroyed, and nobody can tell any more who held which ballot.

mod hear;
mod invite;
mod new_address;
mod pool;
mod survey;

pub use hear::{ballots_ready, survey_changed};
pub use invite::{due_for_reminder, invite_people, remind_where_due};
pub use new_address::address_changed;
pub use pool::issue_again;
pub use survey::{Survey, SurveyState, all as surveys, find as survey};

use shared::Conn;
use shared::ballot_code::BallotCode;
use shared::db::Result;
use shared::ids::{ParticipantId, SurveyId};

use crate::state::Notification;

/// The code that a person holds; none when they hold no ballot, or it was destroyed.
pub async fn code_of(
    app: &Notification,
    conn: &mut Conn,
    survey: SurveyId,
    person: ParticipantId,
) -> Result<Option<BallotCode>> {
    let Some((pool, number)) = invite::held_by(conn, survey, person).await? else {
        return Ok(None);
    };
    pool::code(app, conn, survey, pool, number).await
}
