//! Bringing conferences in from a file. [`read`] tells every mistake at once, [`store`] keeps all or nothing.
#![doc = include_str!("../../../../../docs/conference-file.md")]

mod conference;
mod problem;
mod reader;
mod series;
mod store;
mod values;

use jiff::civil::Date;
use shared::text::Localized;

use super::Edit;

pub(crate) use conference::moment;
pub use problem::ImportProblem;
pub use store::{Author, StoreError, Stored, store};

use reader::Reader;

/// A file that was read without a mistake.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    pub series: ImportedSeries,
    pub conferences: Vec<ImportedConference>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ImportedSeries {
    /// Where it stands in the file.
    pub line: usize,
    pub slug: String,
    pub title: Localized,
    pub organiser: String,
    pub funding_note: Localized,
    pub about: Localized,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ImportedConference {
    /// Where it stands in the file.
    pub line: usize,
    pub slug: String,
    pub capacity: i32,
    pub edit: Edit,
}

/// Reads a file. `today` is where "the next such day" counts from.
pub fn read(toml: &str, today: Date) -> Result<Import, Vec<ImportProblem>> {
    let (document, errors) = toml::de::DeTable::parse_recoverable(toml);
    let reader = Reader::new(toml);
    if !errors.is_empty() {
        return Err(errors.iter().map(|error| reader.syntax_problem(error)).collect());
    }
    let document = reader.document(document.get_ref());
    let series = document.table("series").map(|table| series::read(&table));
    let conferences = document.tables("conference");
    let conferences: Vec<_> =
        conferences.iter().map(|table| conference::read(table, today)).collect();
    if series.is_none() {
        document.missing("series");
    }
    if conferences.is_empty() {
        document.missing("conference");
    }
    document.refuse_unknown_keys();
    reader.refuse_repeated_slugs(&conferences);
    let import = series.flatten().zip(conferences.into_iter().collect::<Option<Vec<_>>>());
    let import = import.map(|(series, conferences)| Import { series, conferences });
    reader.finish(import)
}

#[cfg(test)]
mod tests;
