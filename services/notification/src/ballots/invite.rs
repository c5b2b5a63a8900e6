//! Giving ballots to those who may answer, and planning the mails that carry them.

use std::collections::{BTreeSet, HashSet};
use std::time::Duration;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use rand::seq::{IteratorRandom, SliceRandom};
use shared::db::Result;
use shared::ids::{ParticipantId, SurveyId};
use shared::{Conn, Instant, Trace, on};

use super::pool::{self, Pool};
use super::survey::{self, Survey};
use crate::locks;
use crate::mail::ledger::{self, NewMail};
use crate::mail::{Purpose, State};
use crate::people::{self, Person};
use crate::schema::ballots_given;
use crate::state::Notification;

/// The reminder goes out so long before the survey closes.
const REMINDER: Duration = Duration::from_hours(3 * 24);

/// Nobody is reminded of what they were invited to the day before.
const FIRST_REST: Duration = Duration::from_hours(2 * 24);

/// Invites everybody who was at the conference and holds no ballot yet, as far as the pools that are ready reach. If
/// they do not reach, another whole pool is issued; the rest are invited once it is ready.
pub async fn invite_all(
    app: &Notification,
    conn: &mut Conn,
    survey: &Survey,
    trace: Trace,
) -> Result<()> {
    let people = people::of_conference(conn, survey.conference_id).await?;
    let mut entitled: Vec<_> =
        people.into_iter().filter(|person| person.state.has_place()).collect();
    // So that the order of the mails tells nothing either.
    entitled.shuffle(&mut rand::rng());
    invite(app, conn, survey, &entitled, trace).await
}

/// Invites people who were entered late, each with the request by which they were.
pub async fn invite_people(
    app: &Notification,
    conn: &mut Conn,
    people: &[(Person, Trace)],
) -> Result<()> {
    let entitled = || people.iter().filter(|(person, _)| person.state.has_place());
    let conferences: BTreeSet<_> = entitled().map(|(person, _)| person.conference_id).collect();
    for conference in conferences {
        for survey in survey::open_of(conn, conference).await? {
            // Two who come at once must not draw the same number.
            locks::alone(conn, survey.id.0).await?;
            for (person, trace) in entitled().filter(|(p, _)| p.conference_id == conference) {
                invite(app, conn, &survey, std::slice::from_ref(person), *trace).await?;
            }
        }
    }
    Ok(())
}

async fn invite(
    app: &Notification,
    conn: &mut Conn,
    survey: &Survey,
    people: &[Person],
    trace: Trace,
) -> Result<()> {
    if !survey.is_open(app.base.clock.now()) {
        return Ok(());
    }
    let holders: HashSet<ParticipantId> = holders(conn, survey.id).await?.into_iter().collect();
    let new: Vec<_> = people.iter().filter(|person| !holders.contains(&person.id)).collect();
    let pools = pool::of_survey(conn, survey.id).await?;
    let numbers = unused(conn, survey.id, &pools, new.len()).await?;
    for (person, (pool, number)) in new.iter().zip(&numbers) {
        give(conn, survey.id, person.id, *pool, *number).await?;
        ledger::plan(app, conn, invitation(survey, person.id), trace).await?;
    }
    let another_is_coming = pools.iter().any(|pool| !pool.ready);
    if numbers.len() < new.len() && !another_is_coming {
        pool::issue(app, conn, survey, trace).await?;
    }
    Ok(())
}

/// Random numbers of the pools that are ready, which nobody holds: as many as asked for, or all there are.
async fn unused(
    conn: &mut Conn,
    survey: SurveyId,
    pools: &[Pool],
    count: usize,
) -> Result<Vec<(i64, i64)>> {
    let query = ballots_given::table
        .filter(ballots_given::survey_id.eq(survey))
        .select((ballots_given::pool, ballots_given::number));
    let used: Vec<(i64, i64)> = on!(conn, |c| query.load(c).await)?;
    let used: HashSet<_> = used.into_iter().collect();
    let ready = pools.iter().filter(|pool| pool.ready);
    let all = ready.flat_map(|pool| (0..pool.size).map(|number| (pool.pool, number)));
    let mut rng = rand::rng();
    let mut chosen = all.filter(|ballot| !used.contains(ballot)).sample(&mut rng, count);
    // A sample is random as a set, not in its order.
    chosen.shuffle(&mut rng);
    Ok(chosen)
}

async fn give(
    conn: &mut Conn,
    survey: SurveyId,
    person: ParticipantId,
    pool: i64,
    number: i64,
) -> Result<()> {
    let row = (
        ballots_given::survey_id.eq(survey),
        ballots_given::participant_id.eq(person),
        ballots_given::pool.eq(pool),
        ballots_given::number.eq(number),
    );
    on!(conn, |c| diesel::insert_into(ballots_given::table).values(row).execute(c).await)?;
    Ok(())
}

fn invitation(survey: &Survey, person: ParticipantId) -> NewMail {
    NewMail {
        purpose: Purpose::SurveyInvitation,
        subject: survey.id.into(),
        recipient: person.into(),
        occasion: 0,
        expires_at: survey.closes_at.unwrap_or(Instant::from_micros(0)),
    }
}

async fn holders(conn: &mut Conn, survey: SurveyId) -> Result<Vec<ParticipantId>> {
    let query = ballots_given::table
        .filter(ballots_given::survey_id.eq(survey))
        .select(ballots_given::participant_id);
    Ok(on!(conn, |c| query.load(c).await)?)
}

/// Pool and number of the ballot that a person holds.
pub async fn held_by(
    conn: &mut Conn,
    survey: SurveyId,
    person: ParticipantId,
) -> Result<Option<(i64, i64)>> {
    let query = ballots_given::table
        .find((survey, person))
        .select((ballots_given::pool, ballots_given::number));
    Ok(on!(conn, |c| query.first(c).await.optional())?)
}

/// The surveys of which it is time to remind: shortly before they close, once.
pub async fn due_for_reminder(app: &Notification, conn: &mut Conn) -> Result<Vec<Survey>> {
    let now = app.base.clock.now();
    let mut surveys = survey::not_reminded(conn, now.plus(REMINDER)).await?;
    surveys.retain(|survey| survey.is_open(now) && has_rested(survey, now));
    Ok(surveys)
}

fn has_rested(survey: &Survey, now: Instant) -> bool {
    survey.opened_at.is_some_and(|opened| now.since(opened) >= FIRST_REST)
}

/// Reminds everybody who holds a ballot, but for those whose ballot went to an earlier address. Who has answered is not
/// known here.
pub async fn remind_where_due(app: &Notification, conn: &mut Conn) -> Result<()> {
    for survey in due_for_reminder(app, conn).await? {
        locks::alone(conn, survey.id.0).await?;
        if survey::find(conn, survey.id).await?.is_none_or(|survey| survey.reminded) {
            continue;
        }
        let trace = Trace::new();
        for person in holders(conn, survey.id).await? {
            if is_stopped(conn, &survey, person).await? {
                continue;
            }
            let reminder =
                NewMail { purpose: Purpose::SurveyReminder, ..invitation(&survey, person) };
            ledger::plan(app, conn, reminder, trace).await?;
        }
        survey::note_reminded(conn, survey.id).await?;
    }
    Ok(())
}

/// Whether a person's invitation was stopped, so that their ballot goes nowhere any more.
async fn is_stopped(conn: &mut Conn, survey: &Survey, person: ParticipantId) -> Result<bool> {
    let mails = ledger::about_survey(conn, survey.id, person).await?;
    Ok(mails.iter().any(|mail| mail.state == State::Cancelled))
}
