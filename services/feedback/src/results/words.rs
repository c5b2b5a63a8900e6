//! Free words, after closing: each question's in a list of its own with no other column.

use ring::digest::{SHA256, digest};
use shared::i18n::Tr;

use super::Report;
use crate::answer::Answers;
use crate::survey::questionnaire::Kind;
use crate::survey::{QUESTIONS, Question, State};

pub struct Words {
    pub title: String,
    pub texts: Vec<String>,
}

/// The lists that may be read: none while the survey is open, a sensitive one only if enough people answered at all.
pub fn words(report: &Report, answers: &[Answers], tr: Tr) -> Vec<Words> {
    if report.survey.state != State::Closed {
        return Vec::new();
    }
    let enough = |question: &&Question| {
        let least = if question.sensitive { report.survey.sensitive_group_size } else { 1 };
        answers.len() >= least.unsigned_abs() as usize
    };
    let questions = QUESTIONS.iter().filter(|question| question.kind == Kind::Words).filter(enough);
    questions.map(|question| list(question, answers, tr)).collect()
}

fn list(question: &Question, answers: &[Answers], tr: Tr) -> Words {
    let texts = answers.iter().map(|answers| answers.get(question.id));
    let mut texts: Vec<String> = texts.filter(|text| !text.is_empty()).map(str::to_owned).collect();
    // Shuffled, but the same at every reading; by question, so that places in two lists have nothing to do with each
    // other.
    texts.sort_by_cached_key(|text| {
        digest(&SHA256, format!("{} {text}", question.id).as_bytes()).as_ref().to_vec()
    });
    Words { title: question.title(tr), texts }
}
