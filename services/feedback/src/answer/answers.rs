//! One person's answers: by question, and nothing else. No time, no language, no agent, no address, no order.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use shared::web::{Check, FieldProblem, Fields};

use crate::survey::QUESTIONS;
use crate::survey::questionnaire::{Kind, LONGEST};

/// What was chosen or written, by the question's id. Questions left out are not there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(BTreeMap<String, String>);

impl Answers {
    /// Reads a filled-in form. Every question may be left out, but not all.
    pub fn read(fields: &Fields, sectors: &[String]) -> Result<Self, Vec<FieldProblem>> {
        let mut check = Check::new(fields);
        let mut answers = BTreeMap::new();
        for question in QUESTIONS {
            let answer = match question.kind {
                Kind::Words => check.words(question.id, LONGEST),
                _ => fields.get(question.id).trim().to_owned(),
            };
            let offered = || question.options(sectors).contains(&answer);
            if !answer.is_empty() && question.kind != Kind::Words && !offered() {
                check.problem(question.id, "field-wrong");
            }
            answers.insert(question.id.to_owned(), answer);
        }
        answers.retain(|_, answer| !answer.is_empty());
        if answers.is_empty() {
            check.problem(QUESTIONS[0].id, "questions-empty");
        }
        check.finish(Self(answers))
    }

    /// What was answered to a question; empty where nothing was.
    pub fn get(&self, question: &str) -> &str {
        self.0.get(question).map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Answers, Vec<&'static str>> {
        let pairs = pairs.iter().map(|(name, value)| (name.to_string(), value.to_string()));
        let read = Answers::read(&Fields::from_pairs(pairs), &["science".to_owned()]);
        read.map_err(|problems| problems.iter().map(|problem| problem.field).collect())
    }

    #[test]
    fn one_answer_is_enough() {
        let answers = read(&[("overall", ""), ("words", " Danke \n"), ("unknown", "x")]);
        let answers = answers.expect("answers");
        assert_eq!((answers.get("words"), answers.get("overall")), ("Danke", ""));
        assert_eq!(answers.0.len(), 1);
    }

    #[test]
    fn nothing_at_all_is_a_mistake() {
        assert_eq!(read(&[("words", "  ")]), Err(vec!["overall"]));
    }

    #[test]
    fn what_is_not_offered_is_a_mistake() {
        assert!(read(&[("again", "10"), ("sector", "science")]).is_ok());
        let wrong = [("overall", "6"), ("useful", "science"), ("sector", "other")];
        assert_eq!(read(&wrong), Err(vec!["overall", "useful", "sector"]));
        let long = "ä".repeat(LONGEST + 1);
        assert_eq!(read(&[("words", &long)]), Err(vec!["words"]));
        assert!(read(&[("words", &long[2..])]).is_ok());
    }
}
