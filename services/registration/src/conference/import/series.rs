//! The `[series]` of a file.

use shared::text::Localized;

use super::ImportedSeries;
use super::reader::Table;
use super::values::{LINE, TEXT};

pub(super) fn read(table: &Table<'_, '_>) -> Option<ImportedSeries> {
    let text = |key| table.get(key).and_then(|field| field.localized(TEXT));
    let slug = table.required("slug").and_then(|field| field.slug());
    let title = table.required("title").and_then(|field| field.localized(LINE));
    let organiser = table.required("organiser").and_then(|field| field.line_of_text());
    let funding_note: Localized = text("funding_note").unwrap_or_default();
    let about = text("about").unwrap_or_default();
    table.refuse_unknown_keys();
    Some(ImportedSeries {
        line: table.line,
        slug: slug?,
        title: title?,
        organiser: organiser?,
        funding_note,
        about,
    })
}
