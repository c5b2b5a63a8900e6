//! Checking what was typed, field by field, so that every mistake is told at once, beside its field.

use std::str::FromStr;

use email_address::EmailAddress;

use super::form::Fields;
use crate::i18n::{FluentArgs, FluentValue, Tr};

/// A mistake in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldProblem {
    pub field: &'static str,
    kind: Kind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Missing,
    TooLong(usize),
    /// Not one of the choices, not an address, not a number.
    Wrong,
    /// A text key of the caller's.
    Other(&'static str),
}

impl FieldProblem {
    /// What to do about it: the text `<field>-missing` (`-wrong`) where there is one, else a general one.
    pub fn text(&self, tr: Tr) -> String {
        let own_or = |ending: &str, general: &str| {
            let own = format!("{}-{ending}", self.field.replace('_', "-"));
            tr.t(if tr.has(&own) { &own } else { general })
        };
        match self.kind {
            Kind::Missing => own_or("missing", "field-missing"),
            Kind::Wrong => own_or("wrong", "field-wrong"),
            Kind::TooLong(most) => {
                let most = FluentValue::from(most as u64);
                tr.args("field-too-long", &FluentArgs::from_iter([("most", most)]))
            }
            Kind::Other(key) => tr.t(key),
        }
    }
}

/// A mistake as the page shows it, beside its field and in the summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    pub field: &'static str,
    pub text: String,
}

/// All mistakes of a form, for its template; none when it is shown for the first time.
#[derive(Debug, Clone, Default)]
pub struct Mistakes(Vec<Mistake>);

impl Mistakes {
    pub fn new(problems: &[FieldProblem], tr: Tr) -> Self {
        let mistake =
            |problem: &FieldProblem| Mistake { field: problem.field, text: problem.text(tr) };
        Self(problems.iter().map(mistake).collect())
    }

    /// What is wrong with a field; empty where nothing is.
    pub fn of(&self, field: &str) -> &str {
        self.iter().find(|mistake| mistake.field == field).map_or("", |mistake| &mistake.text)
    }
}

impl std::ops::Deref for Mistakes {
    type Target = [Mistake];
    fn deref(&self) -> &[Mistake] {
        &self.0
    }
}

/// A choice of a menu, of radio buttons or of boxes, for templates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

/// Takes fields one by one and gathers what is wrong. A field with a mistake gives a default; look at
/// [`Check::finish`] before you use any.
pub struct Check<'a> {
    fields: &'a Fields,
    problems: Vec<FieldProblem>,
}

impl<'a> Check<'a> {
    pub fn new(fields: &'a Fields) -> Self {
        Self { fields, problems: Vec::new() }
    }

    /// One line of at most `most` characters, white space around it cut off; may be empty.
    pub fn line(&mut self, field: &'static str, most: usize) -> String {
        let line = self.fields.get(field).split_whitespace().collect::<Vec<_>>().join(" ");
        self.no_longer_than(field, line, most)
    }

    /// As [`Check::line`], and it must not be empty.
    pub fn required_line(&mut self, field: &'static str, most: usize) -> String {
        let line = self.line(field, most);
        if line.is_empty() && self.is_fine(field) {
            self.add(field, Kind::Missing);
        }
        line
    }

    /// Any number of lines, of at most `most` characters in all; may be empty.
    pub fn words(&mut self, field: &'static str, most: usize) -> String {
        let words = self.fields.get(field).trim().to_owned();
        self.no_longer_than(field, words, most)
    }

    /// An e-mail address (RFC 5321: at most 254 characters).
    pub fn email(&mut self, field: &'static str) -> String {
        let address = self.required_line(field, 254);
        let has_domain = address.rsplit_once('@').is_some_and(|(_, domain)| domain.contains('.'));
        let one_line = !address.contains(['<', '>', '"', ' ', ',']);
        let valid = EmailAddress::is_valid(&address) && has_domain && one_line;
        if !valid && self.is_fine(field) {
            self.add(field, Kind::Wrong);
        }
        address
    }

    /// One of a closed set; none where nothing was chosen.
    pub fn choice<T: FromStr>(&mut self, field: &'static str) -> Option<T> {
        let text = self.fields.get(field).trim();
        if text.is_empty() {
            return None;
        }
        let choice = text.parse().ok();
        if choice.is_none() {
            self.add(field, Kind::Wrong);
        }
        choice
    }

    /// One of a closed set, and one must be chosen.
    pub fn required_choice<T: FromStr>(&mut self, field: &'static str) -> Option<T> {
        let choice = self.choice(field);
        if choice.is_none() && self.is_fine(field) {
            self.add(field, Kind::Missing);
        }
        choice
    }

    /// Any number of a closed set, each once.
    pub fn choices<T: FromStr + PartialEq>(&mut self, field: &'static str) -> Vec<T> {
        let mut chosen = Vec::new();
        for text in self.fields.all(field) {
            match text.parse() {
                Ok(choice) if !chosen.contains(&choice) => chosen.push(choice),
                Ok(_) => {}
                Err(_) if self.is_fine(field) => self.add(field, Kind::Wrong),
                Err(_) => {}
            }
        }
        chosen
    }

    /// Whether a box was ticked; it must be.
    pub fn required_tick(&mut self, field: &'static str) {
        if !self.fields.ticked(field) {
            self.add(field, Kind::Missing);
        }
    }

    pub fn ticked(&self, field: &str) -> bool {
        self.fields.ticked(field)
    }

    /// A mistake that the caller found, with the key of its text.
    pub fn problem(&mut self, field: &'static str, key: &'static str) {
        self.add(field, Kind::Other(key));
    }

    /// The value if nothing was wrong, else all mistakes in the order of the fields' checks.
    pub fn finish<T>(self, value: T) -> Result<T, Vec<FieldProblem>> {
        if self.problems.is_empty() { Ok(value) } else { Err(self.problems) }
    }

    fn no_longer_than(&mut self, field: &'static str, text: String, most: usize) -> String {
        if text.chars().count() > most {
            self.add(field, Kind::TooLong(most));
        }
        text
    }

    fn is_fine(&self, field: &str) -> bool {
        !self.problems.iter().any(|problem| problem.field == field)
    }

    fn add(&mut self, field: &'static str, kind: Kind) {
        self.problems.push(FieldProblem { field, kind });
    }
}

#[cfg(test)]
mod tests;
