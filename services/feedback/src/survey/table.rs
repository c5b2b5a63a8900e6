//! Finding and keeping surveys.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use shared::db::{Conn, Result};
use shared::ids::{ConferenceId, SurveyId};
use shared::{locked, on};

use super::{State, Survey};
use crate::schema::surveys;

/// The survey of a conference; every one that was published has one.
pub async fn of_conference(conn: &mut Conn, conference: ConferenceId) -> Result<Option<Survey>> {
    Ok(on!(conn, |c| surveys::table
        .filter(surveys::conference_id.eq(conference))
        .select(Survey::as_select())
        .first(c)
        .await
        .optional())?)
}

/// As [`of_conference`], held until the transaction ends; see [`lock`].
pub(super) async fn lock_of_conference(
    conn: &mut Conn,
    conference: ConferenceId,
) -> Result<Option<Survey>> {
    let Some(seen) = of_conference(conn, conference).await? else { return Ok(None) };
    Ok(lock(conn, &[seen.id]).await?.pop())
}

pub(super) async fn all(conn: &mut Conn) -> Result<Vec<Survey>> {
    Ok(on!(conn, |c| surveys::table.select(Survey::as_select()).load(c).await)?)
}

/// Every survey that is not closed.
pub async fn running(conn: &mut Conn) -> Result<Vec<Survey>> {
    Ok(on!(conn, |c| surveys::table
        .filter(surveys::state.ne(State::Closed))
        .select(Survey::as_select())
        .load(c)
        .await)?)
}

/// The ids of all surveys that are closed, to be [closed again](super::close_again) in a restored database.
pub async fn closed(conn: &mut Conn) -> Result<Vec<SurveyId>> {
    let closed = surveys::table.filter(surveys::state.eq(State::Closed));
    Ok(on!(conn, |c| closed.select(surveys::id).load(c).await)?)
}

/// The surveys of the ids, held in the order of their ids until the transaction ends.
pub async fn lock(conn: &Conn, ids: &[SurveyId]) -> Result<Vec<Survey>> {
    let rows = surveys::table.filter(surveys::id.eq_any(ids)).order(surveys::id);
    Ok(locked!(conn, rows, Survey)?)
}

/// Adds a survey, or keeps what has changed of it.
pub(super) async fn save(conn: &mut Conn, survey: &Survey) -> Result<()> {
    on!(conn, |c| diesel::insert_into(surveys::table)
        .values(survey)
        .on_conflict(surveys::id)
        .do_update()
        .set(survey)
        .execute(c)
        .await)?;
    Ok(())
}

/// Keeps how many answers pages may read. It is no news to other services, so the revision stays.
pub(crate) async fn save_answers(conn: &Conn, survey: &Survey) -> Result<()> {
    let row = surveys::table.find(survey.id);
    on!(conn, |c| diesel::update(row).set(surveys::answers.eq(survey.answers)).execute(c).await)?;
    Ok(())
}
