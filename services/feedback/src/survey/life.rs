//! What happens to a survey, and telling the other services.

use proto::registration::v1::conference_changed::State as ConferenceState;
use shared::db::{Conn, Result};
use shared::events::{Message, outbox};
use shared::ids::SurveyId;
use shared::{Clock, Instant, Trace};

use super::{State, Survey, model, table};
use crate::answer::letter_box;
use crate::ballot;
use crate::conference::Conference;

/// Makes of a conference's survey what the conference's state asks for: a published one is surveyed, the survey opens when
/// it is over and closes when it is called off.
pub async fn follow(
    conn: &mut Conn,
    conference: &Conference,
    state: ConferenceState,
    now: Instant,
    trace: Trace,
) -> Result<()> {
    let known = table::lock_of_conference(conn, conference.id).await?;
    let closed = known.as_ref().is_some_and(|survey| survey.state == State::Closed);
    match state {
        ConferenceState::Published | ConferenceState::Over if !closed => {
            let over = state == ConferenceState::Over;
            adapt(conn, conference, known, over.then_some(now), trace).await
        }
        ConferenceState::Cancelled => match known {
            Some(survey) => close(conn, survey.id, now, trace).await.map(drop),
            None => Ok(()),
        },
        _ => Ok(()),
    }
}

async fn adapt(
    conn: &mut Conn,
    conference: &Conference,
    known: Option<Survey>,
    over_since: Option<Instant>,
    trace: Trace,
) -> Result<()> {
    let mut survey = known.clone().unwrap_or_else(|| Survey::planned(conference));
    survey.ballots = model::ballots(conference.capacity);
    if let (State::Planned, Some(now)) = (survey.state, over_since) {
        survey.state = State::Open;
        survey.closes_at = Some(now.plus(model::OPEN_FOR));
    }
    if known.as_ref() == Some(&survey) { Ok(()) } else { keep(conn, survey, trace).await }
}

/// Closes a survey for good: the letters in the box become answers, ballots and keys are destroyed. False if it was
/// closed already.
pub async fn close(conn: &mut Conn, id: SurveyId, now: Instant, trace: Trace) -> Result<bool> {
    close_if(conn, id, now, trace, |survey| survey.state != State::Closed).await
}

/// As [`close`], if its date has come: it may have been prolonged since somebody looked.
pub async fn close_if_due(
    conn: &mut Conn,
    id: SurveyId,
    now: Instant,
    trace: Trace,
) -> Result<bool> {
    close_if(conn, id, now, trace, |survey| survey.is_due(now)).await
}

async fn close_if(
    conn: &mut Conn,
    id: SurveyId,
    now: Instant,
    trace: Trace,
    condition: impl FnOnce(&Survey) -> bool,
) -> Result<bool> {
    let locked = table::lock(conn, &[id]).await?.pop();
    let Some(mut survey) = locked.filter(condition) else { return Ok(false) };
    letter_box::empty(conn, &mut survey).await?;
    ballot::destroy(conn, id).await?;
    survey.state = State::Closed;
    survey.closes_at = Some(survey.closes_at.map_or(now, |at| at.min(now)));
    keep(conn, survey, trace).await?;
    Ok(true)
}

/// Lets people answer longer. False if the survey is not open any more, or open as long already.
pub async fn prolong(
    conn: &mut Conn,
    id: SurveyId,
    until: Instant,
    now: Instant,
    trace: Trace,
) -> Result<bool> {
    let Some(mut survey) = table::lock(conn, &[id]).await?.pop() else { return Ok(false) };
    if !survey.takes_answers(now) || survey.closes_at >= Some(until) {
        return Ok(false);
    }
    survey.closes_at = Some(until);
    keep(conn, survey, trace).await?;
    Ok(true)
}

/// Closes surveys that an older copy of the database holds as open, in a transaction of its own: what was closed stays
/// closed after a restore. Call it before anybody can answer.
pub async fn close_again(conn: &mut Conn, ids: &[SurveyId]) -> Result<()> {
    let now = Clock::system().now();
    conn.transaction(async |conn| {
        for id in ids {
            close(conn, *id, now, Trace::new()).await?;
        }
        Ok(())
    })
    .await
}

/// Tells again how every survey is.
pub async fn tell_all(conn: &mut Conn, trace: Trace) -> Result<()> {
    let surveys = table::all(conn).await?;
    let message = |survey: &Survey| Message::new(&survey.event(), trace);
    outbox::add_all(conn, surveys.iter().map(message).collect()).await
}

async fn keep(conn: &mut Conn, mut survey: Survey, trace: Trace) -> Result<()> {
    survey.revision += 1;
    table::save(conn, &survey).await?;
    outbox::add(conn, &survey.event(), trace).await
}
