//! Bringing conferences in from a TOML file: `[series]`, and one `[[conference]]` for each.
//!
//! ```toml
//! [series]
//! slug = "gleich-teilhaben"                  # small letters, digits, hyphens; the name that stays
//! title.de = "GLEICH teilhaben"              # a text: .de must be there, other languages may
//! organiser = "Bundesverband …"              # the association that holds the conferences
//! funding_note.de = "Gefördert durch …"      # optional, as all below
//! about.de = """Worum es geht …"""
//!
//! [[conference]]
//! slug = "dortmund"                          # its address on the site: /c/dortmund
//! title.de = "Erste regionale Dialogkonferenz"
//! title.ar = "…"
//! city = "Dortmund"                          # from here on everything is optional
//! place = "Haus der Vielfalt"
//! address = "Beuthstraße 21, 44147 Dortmund"
//! date = "2027-04-07"                        # or "04-07": the next such day; without: still open, cannot be published
//! starts = "09:30"                           # otherwise 10:00
//! ends = "16:00"                             # otherwise 16:00
//! time_zone = "Europe/Berlin"                # otherwise this one
//! capacity = 80                              # places; otherwise 50
//! about.de = """…"""
//! directions.de = "Zehn Minuten vom Hauptbahnhof …"
//! accessibility.de = "Stufenloser Eingang …"
//! programme = ["Eröffnung", { time = "11:00", title.de = "Workshops", title.ar = "…" }]
//! workshops = [{ code = "familie", title.de = "Familien stärken", places = 20 }]
//! hosts = ["VMDO e. V."]
//! partners = ["Stadt Dortmund"]
//! regions = ["Dortmund", "Düsseldorf"]
//! topics = ["Menschen mit Behinderung"]
//! sectors = ["Wissenschaft", "Kommune"]      # those that the sign-up form offers; otherwise all
//! contact = { name = "…", email = "…", phone = "…" }
//! expected = "über 20 Vereine"               # whom you expect, in words
//! participants = 50                          # how many came, where it lies behind
//! follow_up = "dortmund-austauschforum"      # slug of the conference that goes on from here
//! ```
//!
//! Where a text is asked for, a plain string is German. An unknown key is a mistake. [`read`] tells every mistake at
//! once, each with its line.

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
