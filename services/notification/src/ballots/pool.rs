//! A pool of ballots: its two keys, sealed, from which all its codes follow.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use proto::notification::v1::BallotsIssued;
use ring::rand::{SecureRandom, SystemRandom};
use shared::ballot_code::{BallotCode, BallotHash};
use shared::db::Result;
use shared::events::outbox;
use shared::ids::SurveyId;
use shared::{Conn, Trace, on};

use super::survey::Survey;
use crate::schema::{ballots_given, pools};
use crate::state::Notification;

const KEY: usize = 32;

/// A code's number has three bytes.
const LARGEST: i64 = (1 << 24) - 1;

/// Which pool of a survey, and how many ballots it has.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = pools)]
pub struct Pool {
    pub pool: i64,
    pub size: i64,
    /// feedback has stored it, so its ballots hold.
    pub ready: bool,
}

pub async fn of_survey(conn: &mut Conn, survey: SurveyId) -> Result<Vec<Pool>> {
    let query = pools::table.filter(pools::survey_id.eq(survey)).order(pools::pool);
    Ok(on!(conn, |c| query.select(Pool::as_select()).load(c).await)?)
}

/// Makes another whole pool and publishes the hashes of all its ballots, sorted, so that their order tells nothing.
pub async fn issue(
    app: &Notification,
    conn: &mut Conn,
    survey: &Survey,
    trace: Trace,
) -> Result<()> {
    let pool = of_survey(conn, survey.id).await?.last().map_or(0, |last| last.pool) + 1;
    let size = survey.ballots.clamp(1, LARGEST);
    let mut keys = [0; 2 * KEY];
    SystemRandom::new().fill(&mut keys).expect("the system gives random bytes");
    let row = (
        pools::survey_id.eq(survey.id),
        pools::pool.eq(pool),
        pools::size.eq(size),
        pools::sealed_key.eq(app.ballots.seal(&place(survey.id, pool), &keys)),
        pools::ready.eq(false),
    );
    on!(conn, |c| diesel::insert_into(pools::table).values(row).execute(c).await)?;
    outbox::add(conn, &issued(survey.id, pool, size, &keys), trace).await
}

/// Publishes once more every pool that feedback has not yet said to have stored: it may have missed it.
pub async fn issue_again(app: &Notification, conn: &mut Conn, trace: Trace) -> Result<()> {
    let missed = pools::table.filter(pools::ready.eq(false)).select((
        pools::survey_id,
        pools::pool,
        pools::size,
        pools::sealed_key,
    ));
    let missed: Vec<(SurveyId, i64, i64, Vec<u8>)> = on!(conn, |c| missed.load(c).await)?;
    for (survey, pool, size, sealed) in missed {
        if let Some(keys) = open(app, survey, pool, &sealed) {
            outbox::add(conn, &issued(survey, pool, size, &keys), trace).await?;
        }
    }
    Ok(())
}

fn issued(survey: SurveyId, pool: i64, size: i64, keys: &[u8]) -> BallotsIssued {
    let (secret, check) = keys.split_at(KEY);
    BallotsIssued {
        survey_id: survey.to_bytes(),
        pool: u32::try_from(pool).unwrap_or(u32::MAX),
        hashes: hashes(secret, check, size).into_iter().map(Vec::from).collect(),
        check_key: check.to_vec(),
    }
}

/// A pool's two keys; none where they were sealed with another.
fn open(app: &Notification, survey: SurveyId, pool: i64, sealed: &[u8]) -> Option<Vec<u8>> {
    let keys = app.ballots.open(&place(survey, pool), sealed);
    if keys.is_err() {
        tracing::error!(survey.id = %survey, "a pool's key does not open: was SECRET_KEY changed?");
    }
    keys.ok()
}

fn hashes(secret: &[u8], check: &[u8], size: i64) -> Vec<BallotHash> {
    let numbers = 0..u32::try_from(size).unwrap_or_default();
    let mut hashes: Vec<_> =
        numbers.map(|number| BallotCode::issue(secret, check, number).hash()).collect();
    hashes.sort_unstable();
    hashes
}

/// Notes that feedback has stored a pool.
pub async fn note_ready(conn: &mut Conn, survey: SurveyId, pool: i64) -> Result<()> {
    let row = pools::table.find((survey, pool));
    on!(conn, |c| diesel::update(row).set(pools::ready.eq(true)).execute(c).await)?;
    Ok(())
}

/// The code with a number. None when the pool was destroyed.
pub async fn code(
    app: &Notification,
    conn: &mut Conn,
    survey: SurveyId,
    pool: i64,
    number: i64,
) -> Result<Option<BallotCode>> {
    let query = pools::table.find((survey, pool)).select(pools::sealed_key);
    let sealed: Option<Vec<u8>> = on!(conn, |c| query.first(c).await.optional())?;
    let Some(sealed) = sealed else { return Ok(None) };
    let Some(keys) = open(app, survey, pool, &sealed) else { return Ok(None) };
    let (secret, check) = keys.split_at(KEY);
    Ok(u32::try_from(number).ok().map(|number| BallotCode::issue(secret, check, number)))
}

/// Destroys a survey's keys and the numbers that were given. From then on no code can be told from any other.
pub async fn destroy(conn: &mut Conn, survey: SurveyId) -> Result<()> {
    let given = ballots_given::table.filter(ballots_given::survey_id.eq(survey));
    on!(conn, |c| diesel::delete(given).execute(c).await)?;
    let keys = pools::table.filter(pools::survey_id.eq(survey));
    on!(conn, |c| diesel::delete(keys).execute(c).await)?;
    Ok(())
}

/// Where a sealed key belongs: it opens in no other row.
fn place(survey: SurveyId, pool: i64) -> Vec<u8> {
    [survey.0.as_bytes().as_slice(), &pool.to_be_bytes()].concat()
}
