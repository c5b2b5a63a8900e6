//! Taking answers in: using the ballot and putting the letter into the box are one transaction, shared by all letters
//! that wait.

use std::collections::{BTreeMap, BTreeSet};

use futures_util::future::BoxFuture;
use shared::Clock;
use shared::ballot_code::BallotHash;
use shared::db::{Conn, Result};
use shared::ids::SurveyId;
use shared::writer::Decide;

use super::{Answers, letter_box};
use crate::ballot;
use crate::survey::{self, Survey};

/// A ballot with the answers that it gives a right to.
pub struct Letter {
    pub survey: SurveyId,
    pub ballot: BallotHash,
    pub answers: Answers,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Accepted,
    /// The ballot was used before, or in this moment by a second click.
    Used,
    /// The survey takes no answers any more.
    Closed,
}

/// Decides letters; see [`shared::writer`].
pub struct Post {
    pub clock: Clock,
}

impl Decide for Post {
    type Command = Letter;
    type Outcome = Outcome;

    fn decide<'a>(
        &'a self,
        conn: &'a mut Conn,
        letters: &'a [Letter],
    ) -> BoxFuture<'a, Result<Vec<Outcome>>> {
        Box::pin(async move {
            let ids: Vec<SurveyId> = letters.iter().map(|letter| letter.survey).collect();
            let mut surveys = survey::lock(conn, &ids).await?;
            letter_box::lock(conn).await?;
            let now = self.clock.now();
            surveys.retain(|survey| survey.takes_answers(now));
            let mut open = BTreeMap::new();
            for survey in &surveys {
                open.insert(survey.id, use_ballots(conn, survey, letters).await?);
            }
            let outcomes: Vec<_> = letters.iter().map(|letter| decide(&mut open, letter)).collect();
            for survey in &mut surveys {
                letter_box::take_in(conn, survey, accepted(survey, letters, &outcomes)).await?;
            }
            Ok(outcomes)
        })
    }
}

/// The ballots of those letters to a survey that were not used before. Now they are.
async fn use_ballots(
    conn: &mut Conn,
    survey: &Survey,
    letters: &[Letter],
) -> Result<BTreeSet<BallotHash>> {
    let to_survey = letters.iter().filter(|letter| letter.survey == survey.id);
    let ballots: Vec<&[u8]> = to_survey.map(|letter| letter.ballot.as_slice()).collect();
    ballot::spend(conn, survey.id, &ballots).await
}

/// The first letter with a ballot has it; a second one of the same batch comes too late.
fn decide(open: &mut BTreeMap<SurveyId, BTreeSet<BallotHash>>, letter: &Letter) -> Outcome {
    let Some(ballots) = open.get_mut(&letter.survey) else { return Outcome::Closed };
    if ballots.remove(&letter.ballot) { Outcome::Accepted } else { Outcome::Used }
}

fn accepted(survey: &Survey, letters: &[Letter], outcomes: &[Outcome]) -> Vec<Answers> {
    let decided = letters.iter().zip(outcomes);
    let accepted = decided
        .filter(|(letter, outcome)| letter.survey == survey.id && **outcome == Outcome::Accepted);
    accepted.map(|(letter, _)| letter.answers.clone()).collect()
}
