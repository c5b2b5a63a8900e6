//! The questionnaire. Ids stay what they are: answers are kept by them, and so are the texts (`question-<id>…`).

use shared::i18n::Tr;

/// What one can answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One of these.
    Choice(&'static [&'static str]),
    /// A whole number between the ends; results are shown in these spans (from, to).
    Scale(&'static [(u32, u32)]),
    /// One of the sectors that the conference's sign-up form offers.
    Sector,
    /// Free words.
    Words,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    pub id: &'static str,
    pub kind: Kind,
    /// Shown only after closing, and from more answers on.
    pub sensitive: bool,
}

/// At most so many characters of free words.
pub const LONGEST: usize = 5000;

const ONE_TO_FIVE: Kind = Kind::Scale(&[(1, 1), (2, 2), (3, 3), (4, 4), (5, 5)]);

/// Eleven cells would nearly all be hidden; these three are how recommendations are commonly read.
const ZERO_TO_TEN: Kind = Kind::Scale(&[(0, 6), (7, 8), (9, 10)]);

/// The questions, in the order in which they are asked.
pub const QUESTIONS: &[Question] = &[
    question("overall", ONE_TO_FIVE),
    question("work", ONE_TO_FIVE),
    question("useful", Kind::Choice(&["talks", "workshops", "exchange", "examples", "other"])),
    question("contacts", Kind::Choice(&["none", "some", "many"])),
    question("again", ZERO_TO_TEN),
    sensitive("barriers", Kind::Choice(&["yes", "partly", "no"])),
    sensitive("missing", Kind::Words),
    question("sector", Kind::Sector),
    question("words", Kind::Words),
];

const fn question(id: &'static str, kind: Kind) -> Question {
    Question { id, kind, sensitive: false }
}

const fn sensitive(id: &'static str, kind: Kind) -> Question {
    Question { id, kind, sensitive: true }
}

impl Question {
    /// What can be chosen, as forms send it and answers keep it; nothing where words are asked for.
    pub fn options(&self, sectors: &[String]) -> Vec<String> {
        match self.kind {
            Kind::Choice(options) => options.iter().map(ToString::to_string).collect(),
            Kind::Scale(spans) => {
                spans.iter().flat_map(|(from, to)| *from..=*to).map(|n| n.to_string()).collect()
            }
            Kind::Sector => sectors.to_vec(),
            Kind::Words => Vec::new(),
        }
    }

    pub fn title(&self, tr: Tr) -> String {
        tr.t(&format!("question-{}", self.id))
    }

    /// What an option is called; numbers stand for themselves.
    pub fn label(&self, option: &str, tr: Tr) -> String {
        let key = format!("question-{}-{option}", self.id);
        if tr.has(&key) { tr.t(&key) } else { option.to_owned() }
    }

    /// What the ends of a scale mean.
    pub fn ends(&self, tr: Tr) -> (String, String) {
        (tr.t(&format!("question-{}-low", self.id)), tr.t(&format!("question-{}-high", self.id)))
    }

    /// The text beside the question, if there is one.
    pub fn hint(&self, tr: Tr) -> String {
        let key = format!("question-{}-hint", self.id);
        if tr.has(&key) { tr.t(&key) } else { String::new() }
    }
}
