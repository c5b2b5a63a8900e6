//! The copy of the surveys: when they are open.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use proto::feedback::v1::{SurveyChanged, survey_changed};
use shared::db::Result;
use shared::events::HandleError;
use shared::ids::{ConferenceId, SurveyId};
use shared::{Conn, Instant, on};

use crate::schema::surveys;

shared::words! {
    SurveyState { Planned = "planned", Open = "open", Closed = "closed" }
}

/// A survey as feedback last told it.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = surveys)]
pub struct Survey {
    pub id: SurveyId,
    pub conference_id: ConferenceId,
    pub revision: i64,
    pub state: SurveyState,
    /// When this service learned that it is open.
    pub opened_at: Option<Instant>,
    pub closes_at: Option<Instant>,
    /// How many ballots a pool has.
    pub ballots: i64,
    /// The one reminder is planned.
    pub reminded: bool,
}

impl Survey {
    pub fn parse(event: &SurveyChanged, now: Instant) -> std::result::Result<Self, HandleError> {
        let state = match event.state() {
            survey_changed::State::Unspecified => {
                return Err(HandleError::Dead("a survey without a state".to_owned()));
            }
            survey_changed::State::Planned => SurveyState::Planned,
            survey_changed::State::Open => SurveyState::Open,
            survey_changed::State::Closed => SurveyState::Closed,
        };
        Ok(Self {
            id: SurveyId::try_from(event.id.as_slice())?,
            conference_id: ConferenceId::try_from(event.conference_id.as_slice())?,
            revision: event.revision.cast_signed(),
            state,
            opened_at: (state == SurveyState::Open).then_some(now),
            closes_at: (event.closes_at != 0).then(|| Instant::from_micros(event.closes_at)),
            ballots: event.ballots.into(),
            reminded: false,
        })
    }

    pub fn is_open(&self, now: Instant) -> bool {
        self.state == SurveyState::Open && self.closes_at.is_some_and(|closes| now < closes)
    }
}

/// Keeps what is newer than the copy; false when the copy is as new already. A closed survey stays closed.
pub async fn keep(conn: &mut Conn, newest: &Survey) -> Result<bool> {
    let Some(before) = find(conn, newest.id).await? else {
        let row = newest.clone();
        on!(conn, |c| diesel::insert_into(surveys::table).values(row).execute(c).await)?;
        return Ok(true);
    };
    if before.revision >= newest.revision || before.state == SurveyState::Closed {
        return Ok(false);
    }
    let changes = (
        surveys::revision.eq(newest.revision),
        surveys::state.eq(newest.state),
        surveys::opened_at.eq(before.opened_at.or(newest.opened_at)),
        surveys::closes_at.eq(newest.closes_at),
        surveys::ballots.eq(newest.ballots),
    );
    let row = surveys::table.find(newest.id);
    on!(conn, |c| diesel::update(row).set(changes).execute(c).await)?;
    Ok(true)
}

pub async fn find(conn: &mut Conn, id: SurveyId) -> Result<Option<Survey>> {
    let query = surveys::table.find(id);
    Ok(on!(conn, |c| query.select(Survey::as_select()).first(c).await.optional())?)
}

/// These surveys, by their ids.
pub async fn all(conn: &mut Conn, ids: Vec<SurveyId>) -> Result<HashMap<SurveyId, Survey>> {
    let query = surveys::table.filter(surveys::id.eq_any(ids));
    let all = on!(conn, |c| query.select(Survey::as_select()).load(c).await)?;
    Ok(all.into_iter().map(|survey: Survey| (survey.id, survey)).collect())
}

/// The open surveys of a conference.
pub async fn open_of(conn: &mut Conn, conference: ConferenceId) -> Result<Vec<Survey>> {
    let query = surveys::table
        .filter(surveys::state.eq(SurveyState::Open))
        .filter(surveys::conference_id.eq(conference))
        .order(surveys::id);
    Ok(on!(conn, |c| query.select(Survey::as_select()).load(c).await)?)
}

/// The open surveys that close before `closing` and of which nobody was reminded yet.
pub async fn not_reminded(conn: &mut Conn, closing: Instant) -> Result<Vec<Survey>> {
    let query = surveys::table
        .filter(surveys::state.eq(SurveyState::Open))
        .filter(surveys::reminded.eq(false))
        .filter(surveys::closes_at.le(closing))
        .order(surveys::id);
    Ok(on!(conn, |c| query.select(Survey::as_select()).load(c).await)?)
}

pub async fn note_reminded(conn: &mut Conn, id: SurveyId) -> Result<()> {
    let row = surveys::table.find(id);
    on!(conn, |c| diesel::update(row).set(surveys::reminded.eq(true)).execute(c).await)?;
    Ok(())
}
