//! What is wrong with a file, and where.

use std::fmt;

use shared::i18n::{FluentArgs, Lang, Tr};

/// A mistake in a line of the file, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportProblem {
    /// From 1.
    pub line: usize,
    /// The key of its text.
    pub key: &'static str,
    args: Vec<(&'static str, String)>,
}

impl ImportProblem {
    pub(super) fn new(line: usize, key: &'static str) -> Self {
        Self { line, key, args: Vec::new() }
    }

    pub(super) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// What is wrong and what to do, without the line.
    pub fn text(&self, tr: Tr) -> String {
        let args = self.args.iter().map(|(name, value)| (*name, value.as_str()));
        tr.args(self.key, &FluentArgs::from_iter(args))
    }

    /// The same with the line before it.
    pub fn line_and_text(&self, tr: Tr) -> String {
        tr.t2("import-line", ("line", self.line.to_string()), ("text", self.text(tr)))
    }
}

/// As [`ImportProblem::line_and_text`], in German: for the command line.
impl fmt::Display for ImportProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.line_and_text(crate::TEXTS.speak(Lang::De));
        // Terminals show Fluent's marks around what was put in as boxes.
        f.write_str(&text.replace(['\u{2068}', '\u{2069}'], ""))
    }
}
