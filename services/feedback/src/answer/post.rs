//! Taking answers in: using the ballot and putting the letter into the box are one transaction, shared by all letters
//! that wait.

use std::collections::BTreeMap;

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
            let locked = survey::lock(conn, &ids).await?;
            letter_box::lock(conn).await?;
            let mut surveys: BTreeMap<_, _> =
                locked.into_iter().map(|survey| (survey.id, survey)).collect();
            let mut outcomes = Vec::with_capacity(letters.len());
            for letter in letters {
                let survey = surveys.get(&letter.survey);
                outcomes.push(self.take_in(conn, survey, letter).await?);
            }
            for survey in surveys.values_mut() {
                letter_box::pass_on(conn, survey).await?;
            }
            Ok(outcomes)
        })
    }
}

impl Post {
    async fn take_in(
        &self,
        conn: &mut Conn,
        survey: Option<&Survey>,
        letter: &Letter,
    ) -> Result<Outcome> {
        if !survey.is_some_and(|survey| survey.takes_answers(self.clock.now())) {
            return Ok(Outcome::Closed);
        }
        if !ballot::spend(conn, letter.survey, &letter.ballot).await? {
            return Ok(Outcome::Used);
        }
        letter_box::put(conn, letter.survey, letter.answers.clone()).await?;
        Ok(Outcome::Accepted)
    }
}
