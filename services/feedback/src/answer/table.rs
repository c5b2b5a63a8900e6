//! The rows of letters and of answers: the same shape, and always under fresh random keys.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use shared::db::{Conn, Link, Result};
use shared::ids::SurveyId;
use shared::text::Doc;
use shared::{insert_all, on};

use super::Answers;
use crate::schema::{answers, letters};

/// The answers of a survey that may be shown, in no order.
pub async fn of_survey(conn: &mut Conn, survey: SurveyId) -> Result<Vec<Answers>> {
    let of_survey = answers::table.filter(answers::survey_id.eq(survey));
    let rows: Vec<Doc<Answers>> = on!(conn, |c| of_survey.select(answers::content).load(c).await)?;
    Ok(rows.into_iter().map(|Doc(answers)| answers).collect())
}

/// Takes all answers of a survey out.
pub(super) async fn take_answers(conn: &mut Conn, survey: SurveyId) -> Result<Vec<Answers>> {
    let taken = of_survey(conn, survey).await?;
    let of_survey = answers::table.filter(answers::survey_id.eq(survey));
    on!(conn, |c| diesel::delete(of_survey).execute(c).await)?;
    Ok(taken)
}

pub(super) async fn add_answers(
    conn: &Conn,
    survey: SurveyId,
    contents: Vec<Answers>,
) -> Result<()> {
    let row = |content| {
        (
            answers::survey_id.eq(survey),
            answers::key.eq(random_key()),
            answers::content.eq(Doc(content)),
        )
    };
    let rows: Vec<_> = contents.into_iter().map(row).collect();
    insert_all!(conn, answers::table, rows)?;
    Ok(())
}

pub(super) async fn add_letters(conn: &Conn, letters_of: Vec<(SurveyId, Answers)>) -> Result<()> {
    let row = |(survey, content)| {
        (
            letters::survey_id.eq(survey),
            letters::key.eq(random_key()),
            letters::content.eq(Doc(content)),
        )
    };
    let rows: Vec<_> = letters_of.into_iter().map(row).collect();
    insert_all!(conn, letters::table, rows)?;
    Ok(())
}

/// How many letters a survey's box holds.
pub(super) async fn letters_waiting(conn: &mut Conn, survey: SurveyId) -> Result<usize> {
    let of_survey = letters::table.filter(letters::survey_id.eq(survey));
    let count: i64 = on!(conn, |c| of_survey.count().get_result(c).await)?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// Takes all letters of a survey out of its box.
pub(super) async fn take_letters(conn: &mut Conn, survey: SurveyId) -> Result<Vec<Answers>> {
    let of_survey = letters::table.filter(letters::survey_id.eq(survey));
    let contents = of_survey.select(letters::content);
    let taken: Vec<Doc<Answers>> = on!(conn, |c| contents.load(c).await)?;
    match &conn.link {
        Link::Postgres(_) => renew_without(conn, survey).await?,
        // `secure_delete` overwrites what is deleted.
        Link::Sqlite(_) => {
            on!(conn, |c| diesel::delete(of_survey).execute(c).await)?;
        }
    }
    Ok(taken.into_iter().map(|Doc(answers)| answers).collect())
}

/// Gives the table new storage with the letters of all other surveys. PostgreSQL would keep deleted rows for a while,
/// each with the number of the transaction that also used its ballot.
async fn renew_without(conn: &mut Conn, survey: SurveyId) -> Result<()> {
    let others = letters::table.filter(letters::survey_id.ne(survey));
    let columns = (letters::survey_id, letters::content);
    let others: Vec<(SurveyId, Doc<Answers>)> =
        on!(conn, |c| others.select(columns).load(c).await)?;
    on!(conn, |c| diesel::sql_query("TRUNCATE letters").execute(c).await)?;
    add_letters(conn, others.into_iter().map(|(survey, Doc(content))| (survey, content)).collect())
        .await
}

/// Makes every other writer of letters wait until this transaction ends, so that none waits in a circle when the table is
/// renewed. Not by a lock of the table, for which a backup would have to wait, too. SQLite has one writer anyway.
pub(super) async fn lock_letters(conn: &Conn) -> Result<()> {
    const LETTERS: &str = "SELECT pg_advisory_xact_lock(1278301254098)";
    if let Link::Postgres(c) = &conn.link {
        diesel::sql_query(LETTERS).execute(&mut &**c).await?;
    }
    Ok(())
}

/// 128 bits of a cryptographic generator; a UUID v7 would tell the time.
fn random_key() -> Vec<u8> {
    rand::random::<[u8; 16]>().to_vec()
}
