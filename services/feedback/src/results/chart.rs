//! Totals of a question as bars, under the guard.

use shared::i18n::Tr;

use super::Report;
use crate::answer::Answers;
use crate::guard::{self, Cell};
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

/// What is counted together: its name, and the answers that belong to it.
struct Group {
    label: String,
    options: Vec<String>,
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
    let groups = groups(question, &report.conference.sectors.0, tr);
    let counts: Vec<u32> = groups.iter().map(|group| group.count(question.id, answers)).collect();
    let survey = &report.survey;
    let k = if question.sensitive { survey.sensitive_group_size } else { survey.group_size };
    let cells = guard::cells(&counts, k.unsigned_abs());
    let bars = groups.into_iter().zip(&cells);
    let nothing = cells.iter().all(|cell| *cell == Cell::Hidden);
    let bars = bars.map(|(group, cell)| Bar::new(group.label, *cell, answers.len(), tr));
    Chart { title: question.title(tr), bars: if nothing { Vec::new() } else { bars.collect() } }
}

fn groups(question: &Question, sectors: &[String], tr: Tr) -> Vec<Group> {
    let Kind::Scale(spans) = question.kind else {
        let group =
            |option: String| Group { label: question.label(&option, tr), options: vec![option] };
        return question.options(sectors).into_iter().map(group).collect();
    };
    let (low, high) = question.ends(tr);
    let group = |(place, (from, to)): (usize, &(u32, u32))| {
        let span = if from == to { from.to_string() } else { format!("{from}–{to}") };
        let label = match place {
            0 => format!("{span} ({low})"),
            last if last + 1 == spans.len() => format!("{span} ({high})"),
            _ => span,
        };
        Group { label, options: (*from..=*to).map(|number| number.to_string()).collect() }
    };
    spans.iter().enumerate().map(group).collect()
}

impl Group {
    fn count(&self, question: &str, answers: &[Answers]) -> u32 {
        let belongs =
            |answers: &&Answers| self.options.iter().any(|option| option == answers.get(question));
        u32::try_from(answers.iter().filter(belongs).count()).unwrap_or(u32::MAX)
    }
}

impl Bar {
    fn new(label: String, cell: Cell, all: usize, tr: Tr) -> Self {
        match cell {
            Cell::Shown(count) => Self {
                label,
                width: count as usize * 100 / all.max(1),
                number: count.to_string(),
                words: count.to_string(),
                withheld: false,
            },
            Cell::Hidden => Self {
                label,
                width: 0,
                number: "–".to_owned(),
                words: tr.t("results-hidden"),
                withheld: true,
            },
            // As wide whether it is all of them or only nearly.
            Cell::NearlyAll => Self {
                label,
                width: 100,
                number: format!("≈ {all}"),
                words: tr.t("results-nearly-all"),
                withheld: false,
            },
        }
    }
}
