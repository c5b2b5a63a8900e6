//! `/organise/c/{slug}/participants.csv`: the list for spreadsheets. Never access needs.
//!
//! Columns and states are codes, the same in every language; times are on the clocks of the venue.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use shared::Instant;
use shared::auth::Permission;
use shared::web::Problem;

use crate::administration::conference_for;
use crate::conference::Conference;
use crate::participant::{self, Filter, Participant};
use crate::{Organiser, Registration};

const COLUMNS: [&str; 14] = [
    "number",
    "state",
    "name",
    "addressed_as",
    "email",
    "organisation",
    "sector",
    "place",
    "language",
    "workshop",
    "waiting_position",
    "photo_consent",
    "signed_up_at",
    "attended_at",
];

/// Excel takes a file for UTF-8 only with this mark at its start.
const BYTE_ORDER_MARK: &str = "\u{feff}";

pub(super) async fn export(
    app: web::Data<Registration>,
    organiser: Organiser,
    slug: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let mut conn = app.db.conn().await?;
    let conference =
        conference_for(&mut conn, &organiser, &slug, Permission::EditParticipants).await?;
    let people = participant::of_conference(&mut conn, conference.id, &Filter::default()).await?;
    let file = write(&people, &conference).map_err(Problem::internal)?;
    let name = format!("attachment; filename=\"{}.csv\"", conference.slug);
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((header::CONTENT_DISPOSITION, name))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(file))
}

fn write(people: &[Participant], conference: &Conference) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    writer.write_record(COLUMNS)?;
    for person in people {
        writer.write_record(record(person, conference).map(|value| defuse(&value)))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

fn record(person: &Participant, conference: &Conference) -> [String; COLUMNS.len()] {
    let local = |at: Instant| at.in_zone(&conference.zone()).strftime("%Y-%m-%d %H:%M").to_string();
    [
        person.arrival.to_string(),
        person.state.to_string(),
        person.name.clone(),
        person.addressed_as.clone(),
        person.email.clone(),
        person.organisation.clone(),
        person.sector.to_string(),
        person.place.clone(),
        person.language.to_string(),
        person.workshop.clone(),
        person.waiting_position.to_string(),
        if person.photo_consent { "yes" } else { "no" }.to_owned(),
        local(person.signed_up_at),
        person.attended_at.map(local).unwrap_or_default(),
    ]
}

/// What a spreadsheet takes for the start of a formula; some take the wide forms, too.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Where some spreadsheet begins a cell: the German Excel splits at `;`, and then quotes hold nothing together.
const SPLIT: [char; 5] = [';', ',', '\t', '\r', '\n'];

/// Spreadsheets run what looks like a formula (OWASP, "CSV Injection"); an apostrophe in front makes it a text.
fn defuse(value: &str) -> String {
    let mut cell = String::with_capacity(value.len() + 1);
    if value.starts_with(['\t', '\r']) {
        cell.push('\'');
    }
    let mut begins = true;
    for letter in value.chars() {
        if begins && FORMULA.contains(&letter) {
            cell.push('\'');
        }
        let skipped = letter.is_whitespace() || letter == '"';
        begins = SPLIT.contains(&letter) || (begins && skipped);
        cell.push(letter);
    }
    cell
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{FORMULA, SPLIT, defuse};

    #[test]
    fn formulas_are_texts_wherever_a_cell_may_begin() {
        let cells = [
            ("=1+1", "'=1+1"),
            ("x;=cmd|' /C calc'!A0", "x;'=cmd|' /C calc'!A0"),
            ("x; \t=1,+2;-3\t@4", "x; \t'=1,'+2;'-3\t'@4"),
            ("x;\"=1\"", "x;\"'=1\""),
            ("＝1;＋1;－1;＠1", "'＝1;'＋1;'－1;'＠1"),
            ("\t=1", "'\t'=1"),
        ];
        for (value, cell) in cells {
            assert_eq!(defuse(value), cell);
        }
    }

    #[test]
    fn names_and_addresses_stay_as_they_are() {
        for value in ["Amina Müller-Lüdenscheid", "rosa+1@verein.example", "A; B, C = D", ""] {
            assert_eq!(defuse(value), value);
        }
    }

    proptest! {
        #[test]
        fn nothing_in_the_file_is_a_formula(value in "([;,=+@＝\\t\\r\" -]|\\PC){0,20}") {
            let cell = defuse(&value);
            prop_assert!(!cell.starts_with(['\t', '\r']));
            for part in cell.split(SPLIT) {
                let shown = part.trim_start_matches(|c: char| c.is_whitespace() || c == '"');
                prop_assert!(!shown.starts_with(FORMULA), "{cell}");
            }
            prop_assert_eq!(cell.replace('\'', ""), value.replace('\'', ""));
        }
    }
}
