//! The pools of ballots: stored at most once, emptied by answering, destroyed at closing.

use std::collections::BTreeSet;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use proto::feedback::v1::BallotsReady;
use proto::notification::v1::BallotsIssued;
use shared::ballot_code::BallotHash;
use shared::db::{Conn, Result};
use shared::events::{HandleError, Message, outbox};
use shared::ids::SurveyId;
use shared::{Trace, insert_all, on};

use crate::schema::{ballots, pools};
use crate::survey::{self, State};

/// Stores a pool and says that it is ready; one that is there already is only said to be ready again. A closed survey
/// takes none.
pub async fn take_in(
    conn: &mut Conn,
    event: &BallotsIssued,
    trace: Trace,
) -> Result<(), HandleError> {
    let id = SurveyId::try_from(event.survey_id.as_slice())?;
    let survey = survey::lock(conn, &[id]).await?.pop();
    let survey = survey.ok_or_else(|| HandleError::Dead("there is no such survey".to_owned()))?;
    if survey.state == State::Closed {
        return Ok(());
    }
    let hashes = hashes(event)?;
    if note_pool(conn, id, event).await? {
        let row = |hash: BallotHash| (ballots::survey_id.eq(id), ballots::hash.eq(hash.to_vec()));
        let rows: Vec<_> = hashes.into_iter().map(row).collect();
        insert_all!(conn, ballots::table, rows)?;
    }
    Ok(outbox::add(conn, &ready(id, event.pool.cast_signed()), trace).await?)
}

fn ready(survey: SurveyId, pool: i32) -> BallotsReady {
    BallotsReady { survey_id: survey.to_bytes(), pool: pool.cast_unsigned() }
}

/// Tells again which pools are ready.
pub async fn tell_all(conn: &mut Conn, trace: Trace) -> Result<()> {
    let stored: Vec<(SurveyId, i32)> =
        on!(conn, |c| pools::table.select((pools::survey_id, pools::pool)).load(c).await)?;
    let message = |(survey, pool): (SurveyId, i32)| Message::new(&ready(survey, pool), trace);
    outbox::add_all(conn, stored.into_iter().map(message).collect()).await
}

/// Sorted, so that the order in which they are stored tells nothing.
fn hashes(event: &BallotsIssued) -> Result<Vec<BallotHash>, HandleError> {
    let parse = |hash: &Vec<u8>| BallotHash::try_from(hash.as_slice());
    let hashes: Result<Vec<_>, _> = event.hashes.iter().map(parse).collect();
    let mut hashes = hashes.map_err(|_| HandleError::Dead("a hash has 32 bytes".to_owned()))?;
    hashes.sort_unstable();
    hashes.dedup();
    Ok(hashes)
}

async fn note_pool(conn: &mut Conn, survey: SurveyId, event: &BallotsIssued) -> Result<bool> {
    let row = (
        pools::survey_id.eq(survey),
        pools::pool.eq(event.pool.cast_signed()),
        pools::check_key.eq(&event.check_key),
    );
    let noted = on!(conn, |c| diesel::insert_into(pools::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c)
        .await)?;
    Ok(noted == 1)
}

/// The check keys of a survey's pools.
pub(super) async fn check_keys(conn: &mut Conn, survey: SurveyId) -> Result<Vec<Vec<u8>>> {
    let of_survey = pools::table.filter(pools::survey_id.eq(survey));
    Ok(on!(conn, |c| of_survey.select(pools::check_key).load(c).await)?)
}

/// Whether a ballot is there and was not used.
pub(super) async fn is_unused(
    conn: &mut Conn,
    survey: SurveyId,
    hash: &BallotHash,
) -> Result<bool> {
    let ballot = ballots::table.find((survey, hash.as_slice()));
    let found: Option<SurveyId> =
        on!(conn, |c| ballot.select(ballots::survey_id).first(c).await.optional())?;
    Ok(found.is_some())
}

/// Uses ballots, and says which of them were there.
pub async fn spend(
    conn: &mut Conn,
    survey: SurveyId,
    hashes: &[&[u8]],
) -> Result<BTreeSet<BallotHash>> {
    let there = ballots::table.filter(ballots::survey_id.eq(survey));
    let spent = diesel::delete(there.filter(ballots::hash.eq_any(hashes)));
    let spent: Vec<Vec<u8>> = on!(conn, |c| spent.returning(ballots::hash).get_results(c).await)?;
    Ok(spent.iter().filter_map(|hash| BallotHash::try_from(hash.as_slice()).ok()).collect())
}

/// Destroys what is left of a survey's ballots, and the keys.
pub async fn destroy(conn: &mut Conn, survey: SurveyId) -> Result<()> {
    let unused = ballots::table.filter(ballots::survey_id.eq(survey));
    on!(conn, |c| diesel::delete(unused).execute(c).await)?;
    let keys = pools::table.filter(pools::survey_id.eq(survey));
    on!(conn, |c| diesel::delete(keys).execute(c).await)?;
    Ok(())
}
