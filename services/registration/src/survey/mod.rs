//! What feedback tells of each survey (`survey.changed`): whether it is open, and until when. Never an answer.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use proto::feedback::v1::SurveyChanged;
use proto::feedback::v1::survey_changed::State as WireState;
use shared::db::{Conn, Result};
use shared::events::HandleError;
use shared::ids::{ConferenceId, SurveyId};
use shared::{Instant, on};

use crate::schema::surveys;

shared::words! {
    State { Planned = "planned", Open = "open", Closed = "closed" }
}

/// The survey of a conference.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = surveys)]
#[diesel(treat_none_as_null = true)]
pub struct Survey {
    pub id: SurveyId,
    pub conference_id: ConferenceId,
    pub state: State,
    pub revision: i64,
    /// None while it is planned.
    pub closes_at: Option<Instant>,
}

impl Survey {
    /// When it closes, if it is open.
    pub fn open_until(&self) -> Option<Instant> {
        self.closes_at.filter(|_| self.state == State::Open)
    }
}

pub async fn of_conference(conn: &mut Conn, conference: ConferenceId) -> Result<Option<Survey>> {
    Ok(on!(conn, |c| surveys::table
        .filter(surveys::conference_id.eq(conference))
        .select(Survey::as_select())
        .first(c)
        .await
        .optional())?)
}

/// Takes a `survey.changed` in, unless a newer one was there.
pub async fn apply(conn: &mut Conn, event: &SurveyChanged) -> Result<(), HandleError> {
    use diesel::query_dsl::methods::FilterDsl;
    let Some(survey) = read(event)? else { return Ok(()) };
    on!(conn, |c| diesel::insert_into(surveys::table)
        .values(&survey)
        .on_conflict(surveys::id)
        .do_update()
        .set(&survey)
        .filter(surveys::revision.lt(survey.revision))
        .execute(c)
        .await)?;
    Ok(())
}

/// None for a state that this version does not know.
fn read(event: &SurveyChanged) -> Result<Option<Survey>, HandleError> {
    let state = match event.state() {
        WireState::Unspecified => return Ok(None),
        WireState::Planned => State::Planned,
        WireState::Open => State::Open,
        WireState::Closed => State::Closed,
    };
    Ok(Some(Survey {
        id: event.id.as_slice().try_into()?,
        conference_id: event.conference_id.as_slice().try_into()?,
        state,
        revision: event.revision.cast_signed(),
        closes_at: (event.closes_at != 0).then(|| Instant::from_micros(event.closes_at)),
    }))
}
