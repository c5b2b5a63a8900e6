//! The letter box. Letters leave it for the answers in random groups of at least k, so that no change that anyone can see
//! stands for fewer than k people, and nobody can tell which of them came when.

use rand::seq::SliceRandom;
use shared::db::{Conn, Result};
use shared::ids::SurveyId;

use super::{Answers, table};
use crate::survey::{Survey, save_answers};

/// Takes letters in. Where enough wait then, they are mixed with those in the box and groups leave at once.
pub async fn take_in(conn: &mut Conn, survey: &mut Survey, new: Vec<Answers>) -> Result<()> {
    let waiting = table::letters_waiting(conn, survey.id).await? + new.len();
    match leaving(waiting, survey.k()) {
        0 => put(conn, survey.id, new).await,
        leaving => draw(conn, survey, new, leaving, waiting - leaving).await,
    }
}

async fn put(conn: &Conn, survey: SurveyId, letters: Vec<Answers>) -> Result<()> {
    let letters = letters.into_iter().map(|content| (survey, content));
    table::add_letters(conn, letters.collect()).await
}

/// Empties the box at closing: all leave it, or are destroyed where even all answers are fewer than k.
pub async fn empty(conn: &mut Conn, survey: &mut Survey) -> Result<()> {
    table::lock_letters(conn).await?;
    let waiting = table::letters_waiting(conn, survey.id).await?;
    let shown = survey.answers.unsigned_abs() as usize;
    let leaving = leaving_at_the_end(shown, waiting, survey.k());
    draw(conn, survey, Vec::new(), leaving, 0).await?;
    mix_answers(conn, survey.id).await
}

/// Writes a survey's answers anew in random order, so that their places on the disk no longer tell in which group they
/// came.
async fn mix_answers(conn: &mut Conn, survey: SurveyId) -> Result<()> {
    let mut answers = table::take_answers(conn, survey).await?;
    answers.shuffle(&mut rand::rng());
    table::add_answers(conn, survey, answers).await
}

/// Holds the boxes for the transaction. Take it after the surveys' rows.
pub async fn lock(conn: &Conn) -> Result<()> {
    table::lock_letters(conn).await
}

/// Takes every letter out and mixes them with new ones: so many become answers, so many go back. Those that go back are
/// written anew, so that the box forgets in which order they came.
async fn draw(
    conn: &mut Conn,
    survey: &mut Survey,
    new: Vec<Answers>,
    leaving: usize,
    staying: usize,
) -> Result<()> {
    let mut letters = table::take_letters(conn, survey.id).await?;
    letters.extend(new);
    letters.shuffle(&mut rand::rng());
    let mut rest = letters.split_off(leaving);
    rest.truncate(staying);
    survey.answers += i32::try_from(leaving).unwrap_or(i32::MAX);
    tokio::try_join!(
        put(conn, survey.id, rest),
        table::add_answers(conn, survey.id, letters),
        save_answers(conn, survey),
    )?;
    Ok(())
}

/// How many leave the box while the survey is open: whole groups of k, so that k to 2k − 1 stay once k have come.
fn leaving(waiting: usize, k: usize) -> usize {
    (waiting / k).saturating_sub(1) * k
}

/// How many of those in the box are ever shown.
fn leaving_at_the_end(shown: usize, waiting: usize, k: usize) -> usize {
    if shown + waiting >= k { waiting } else { 0 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{leaving, leaving_at_the_end};

    #[test]
    fn the_box_of_five() {
        let at_each: Vec<usize> = (0..=16).map(|waiting| leaving(waiting, 5)).collect();
        assert_eq!(at_each, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10]);
        assert_eq!(leaving_at_the_end(0, 4, 5), 0);
        assert_eq!(leaving_at_the_end(0, 5, 5), 5);
        assert_eq!(leaving_at_the_end(35, 5, 5), 5);
    }

    proptest! {
        /// Letters come in batches of any size; the number shown never moves by less than k and ends at all of them.
        #[test]
        fn every_step_is_at_least_k(batches in prop::collection::vec(1_usize..40, 0..60), k in 2_usize..12) {
            let (mut shown, mut waiting) = (0, 0);
            for letters in &batches {
                waiting += letters;
                let step = leaving(waiting, k);
                prop_assert!(step == 0 || step >= k);
                (shown, waiting) = (shown + step, waiting - step);
                prop_assert!(waiting < 2 * k && (shown == 0 || waiting >= k));
            }
            let step = leaving_at_the_end(shown, waiting, k);
            prop_assert!(step == 0 || step >= k);
            let all: usize = batches.iter().sum();
            prop_assert_eq!(shown + step, if all >= k { all } else { 0 });
        }
    }
}
