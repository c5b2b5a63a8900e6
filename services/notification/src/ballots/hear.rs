//! What feedback tells of its surveys.

use proto::feedback::v1::{BallotsReady, SurveyChanged};
use shared::events::HandleError;
use shared::ids::SurveyId;
use shared::{Conn, Trace};

use super::survey::{self, Survey, SurveyState};
use super::{invite, pool};
use crate::locks;
use crate::mail::ledger;
use crate::state::Notification;

/// Issues ballots for a new survey, invites when it opens, and destroys every key when it closes.
pub async fn survey_changed(
    app: &Notification,
    conn: &mut Conn,
    event: SurveyChanged,
    trace: Trace,
) -> Result<(), HandleError> {
    let newest = Survey::parse(&event, app.base.clock.now())?;
    // Nobody may come in between who would be left out.
    locks::alone(conn, newest.conference_id.0).await?;
    locks::alone(conn, newest.id.0).await?;
    if !survey::keep(conn, &newest).await? {
        return Ok(());
    }
    if newest.state == SurveyState::Closed {
        ledger::cancel_survey(app, conn, newest.id).await?;
        return Ok(pool::destroy(conn, newest.id).await?);
    }
    if pool::of_survey(conn, newest.id).await?.is_empty() {
        pool::issue(app, conn, &newest, trace).await?;
    }
    Ok(invite::invite_all(app, conn, &newest, trace).await?)
}

/// The ballots of a pool hold now: if the survey is open, they go out.
pub async fn ballots_ready(
    app: &Notification,
    conn: &mut Conn,
    event: &BallotsReady,
    trace: Trace,
) -> Result<(), HandleError> {
    let survey = SurveyId::try_from(event.survey_id.as_slice())?;
    let Some(before) = survey::find(conn, survey).await? else { return Ok(()) };
    locks::alone(conn, before.conference_id.0).await?;
    locks::alone(conn, survey.0).await?;
    pool::note_ready(conn, survey, event.pool.into()).await?;
    let Some(survey) = survey::find(conn, survey).await? else { return Ok(()) };
    Ok(invite::invite_all(app, conn, &survey, trace).await?)
}
