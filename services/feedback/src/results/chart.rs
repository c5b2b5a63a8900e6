//! Totals of a question as bars, under the guard.

use shared::i18n::Tr;

use super::Report;
use crate::answer::Answers;
use crate::guard::{self, Cell, Span};
use crate::survey::questionnaire::Kind;
use crate::survey::{QUESTIONS, Question, State};

pub struct Chart {
    pub title: String,
    /// Empty where nothing may be shown.
    pub bars: Vec<Bar>,
}

pub struct Bar {
    pub label: String,
    /// Percent of all answers that are shown.
    pub width: usize,
    /// Beside the bar.
    pub number: String,
    /// The same for the table.
    pub words: String,
    pub withheld: bool,
}

/// A chart for each question that can be counted. Sensitive ones wait for the end: while the survey is open, steps are too
/// small for them.
pub fn charts(report: &Report, answers: &[Answers], tr: Tr) -> Vec<Chart> {
    let closed = report.survey.state == State::Closed;
    let countable = |question: &&Question| question.kind != Kind::Words;
    let in_time = |question: &&Question| closed || !question.sensitive;
    let questions = QUESTIONS.iter().filter(countable).filter(in_time);
    questions.map(|question| chart(question, report, answers, tr)).collect()
}

fn chart(question: &Question, report: &Report, answers: &[Answers], tr: Tr) -> Chart {
    let options = question.options(&report.conference.sectors.0);
    let counts: Vec<u32> =
        options.iter().map(|option| count(question.id, option, answers)).collect();
    let survey = &report.survey;
    let k = if question.sensitive { survey.sensitive_group_size } else { survey.group_size };
    let rule = if question.is_ordered() { guard::merge } else { guard::hide };
    let spans = rule(&counts, k.unsigned_abs());
    let bar = |span: &Span| {
        Bar::new(label(question, &options[span.options.clone()], tr), span.cell, answers.len(), tr)
    };
    let nothing = spans.iter().all(|span| span.cell == Cell::Hidden);
    let bars = if nothing { Vec::new() } else { spans.iter().map(bar).collect() };
    Chart { title: question.title(tr), bars }
}

fn count(question: &str, option: &str, answers: &[Answers]) -> u32 {
    let chosen = answers.iter().filter(|answers| answers.get(question) == option);
    u32::try_from(chosen.count()).unwrap_or(u32::MAX)
}

/// The name of an option, or of the first and the last of several.
fn label(question: &Question, options: &[String], tr: Tr) -> String {
    let label = |option: &String| label_of_one(question, option, tr);
    match options {
        [] => String::new(),
        [only] => label(only),
        [first, .., last] => tr.t2("results-span", ("from", label(first)), ("to", label(last))),
    }
}

/// The name of an option; the ends of a scale with what they mean.
fn label_of_one(question: &Question, option: &str, tr: Tr) -> String {
    let Kind::Scale(low, high) = question.kind else { return question.label(option, tr) };
    let (at_low, at_high) = question.ends(tr);
    match option.parse::<u32>() {
        Ok(number) if number == low => format!("{option} ({at_low})"),
        Ok(number) if number == high => format!("{option} ({at_high})"),
        _ => option.to_owned(),
    }
}

impl Bar {
    fn new(label: String, cell: Cell, all: usize, tr: Tr) -> Self {
        let width = |count: u32| count as usize * 100 / all.max(1);
        match cell {
            Cell::Shown(count) => Self {
                label,
                width: width(count),
                number: count.to_string(),
                words: count.to_string(),
                withheld: false,
            },
            Cell::AtLeast(least) => Self {
                label,
                width: width(least),
                number: format!("≥ {least}"),
                words: tr.t1("results-at-least", "count", least),
                withheld: false,
            },
            Cell::Hidden => Self {
                label,
                width: 0,
                number: "–".to_owned(),
                words: tr.t("results-hidden"),
                withheld: true,
            },
        }
    }
}
