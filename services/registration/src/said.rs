//! A text as a page shows it: in the reader's language where there is one, and marked with the language it is in.

use shared::i18n::Tr;
use shared::text::Localized;

/// For templates: `<span lang="{{ said.lang }}" dir="auto">{{ said.text }}</span>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub text: String,
    pub lang: String,
}

impl Said {
    pub fn new(text: &Localized, tr: Tr) -> Self {
        let (text, lang) = text.best(tr.lang);
        Self { text: text.to_owned(), lang: lang.to_owned() }
    }

    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// What stands between empty lines.
    pub fn paragraphs(&self) -> Vec<&str> {
        let parts = self.text.split("\n\n").map(str::trim);
        parts.filter(|part| !part.is_empty()).collect()
    }
}
