//! The questionnaire. Ids stay what they are: answers are kept by them, and so are the texts (`question-<id>…`).

use shared::i18n::Tr;

/// What one can answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One of these.
    Choice(&'static [&'static str]),
    /// One of these, which lead from one end to the other.
    Steps(&'static [&'static str]),
    /// A whole number from one end to the other.
    Scale(u32, u32),
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

/// The questions, in the order in which they are asked.
pub const QUESTIONS: &[Question] = &[
    question("overall", Kind::Scale(1, 5)),
    question("work", Kind::Scale(1, 5)),
    question("useful", Kind::Choice(&["talks", "workshops", "exchange", "examples", "other"])),
    question("contacts", Kind::Steps(&["none", "some", "many"])),
    question("again", Kind::Scale(0, 10)),
    sensitive("barriers", Kind::Steps(&["yes", "partly", "no"])),
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
            Kind::Choice(options) | Kind::Steps(options) => {
                options.iter().map(ToString::to_string).collect()
            }
            Kind::Scale(low, high) => (low..=high).map(|number| number.to_string()).collect(),
            Kind::Sector => sectors.to_vec(),
            Kind::Words => Vec::new(),
        }
    }

    /// Whether each option lies between its neighbours.
    pub const fn is_ordered(&self) -> bool {
        matches!(self.kind, Kind::Steps(_) | Kind::Scale(..))
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
