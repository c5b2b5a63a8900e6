//! A `[[conference]]` of a file.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::{Date, Time, time};
use jiff::tz::TimeZone;
use shared::Instant;
use shared::text::Localized;

use super::reader::{Field, Table};
use super::values::{LINE, TEXT};
use super::{ImportProblem, ImportedConference};
use crate::conference::content::{Contact, Item, Workshop};
use crate::conference::{Content, Edit, LARGEST};

const STARTS: Time = time(10, 0, 0, 0);
const ENDS: Time = time(16, 0, 0, 0);
const TIME_ZONE: &str = "Europe/Berlin";
const CAPACITY: i32 = 50;

/// A day that is still open is kept as one about two months ahead.
const PROVISIONALLY_WEEKS: i64 = 8;

pub(super) fn read(table: &Table<'_, '_>, today: Date) -> Option<ImportedConference> {
    let slug = table.required("slug").and_then(|field| field.slug());
    let capacity = table.get("capacity").map_or(Some(CAPACITY), |field| field.number(1, LARGEST));
    let line_of = |key| table.get(key).map_or(Some(String::new()), |field| field.line_of_text());
    let (city, place, address) = (line_of("city"), line_of("place"), line_of("address"));
    let when = when(table, today);
    let content = content(table);
    table.refuse_unknown_keys();
    let (starts_at, ends_at, time_zone) = when?;
    let edit = Edit {
        starts_at,
        ends_at,
        time_zone,
        city: city?,
        place: place?,
        address: address?,
        content: content?,
    };
    Some(ImportedConference { line: table.line, slug: slug?, capacity: capacity?, edit })
}

/// From when to when, and the name of the time zone.
fn when(table: &Table<'_, '_>, today: Date) -> Option<(Instant, Instant, String)> {
    let provisional = today.saturating_add(PROVISIONALLY_WEEKS.weeks());
    let date = table.get("date").map_or(Some(provisional), |field| field.date(today));
    let starts = table.get("starts").map_or(Some(STARTS), |field| field.time());
    let ends = table.get("ends").map_or(Some(ENDS), |field| field.time());
    let zone = table.get("time_zone");
    let zone = zone.map_or(Some(TIME_ZONE.to_owned()), |field| field.time_zone());
    let (date, starts, ends, zone) = (date?, starts?, ends?, zone?);
    if ends <= starts {
        let line = table.get("ends").or(table.get("starts")).map_or(table.line, |f| f.line());
        table.reader.add(ImportProblem::new(line, "import-ends-before-start"));
    }
    let moment = |time| moment(date, time, &zone);
    match (moment(starts), moment(ends)) {
        (Some(starts), Some(ends)) => Some((starts, ends, zone)),
        _ => table.get("date")?.refuse("import-bad-date"),
    }
}

/// A day and a time on the clocks of a time zone; none beyond the calendar's end.
pub(crate) fn moment(date: Date, time: Time, zone: &str) -> Option<Instant> {
    let zoned = date.to_datetime(time).to_zoned(TimeZone::get(zone).ok()?).ok()?;
    Some(zoned.timestamp().into())
}

fn content(table: &Table<'_, '_>) -> Option<Content> {
    let text = |key| table.get(key).and_then(|field| field.localized(TEXT)).unwrap_or_default();
    let names = |key| list(table, key, |field| field.line_of_text());
    let came = table.get("participants").and_then(|field| field.number(0, LARGEST));
    let title = table.required("title").and_then(|field| field.localized(LINE));
    Some(Content {
        date_is_open: table.get("date").is_none(),
        about: text("about"),
        directions: text("directions"),
        accessibility: text("accessibility"),
        expected: text("expected"),
        programme: list(table, "programme", item),
        workshops: workshops(table),
        hosts: names("hosts"),
        partners: names("partners"),
        regions: names("regions"),
        topics: list(table, "topics", |field| field.localized(LINE)),
        sectors: list(table, "sectors", |field| field.sector()),
        contact: table.table("contact").map(|table| contact(&table)).unwrap_or_default(),
        came: came.and_then(|came| came.try_into().ok()),
        follow_up: table.get("follow_up").and_then(|field| field.slug()),
        title: title?,
    })
}

fn list<'r, 'i, T>(
    table: &Table<'r, 'i>,
    key: &'static str,
    read: impl Fn(&Field<'r, 'i>) -> Option<T>,
) -> Vec<T> {
    table.get(key).map_or_else(Vec::new, |field| field.list(read))
}

/// A plain text, or a table with a time.
fn item(field: &Field<'_, '_>) -> Option<Item> {
    let value = field.value.get_ref();
    if !value.as_table().is_some_and(|table| table.contains_key("title")) {
        return Some(Item { time: None, title: field.localized(LINE)? });
    }
    let table = field.table()?;
    let time = table.get("time").map_or(Some(None), |field| field.time().map(Some));
    let title: Option<Localized> = table.required("title").and_then(|field| field.localized(LINE));
    table.refuse_unknown_keys();
    Some(Item { time: time?, title: title? })
}

/// Wishes are kept by the code, so each must be there once.
fn workshops(table: &Table<'_, '_>) -> Vec<Workshop> {
    let workshops = list(table, "workshops", workshop);
    let mut codes = BTreeSet::new();
    if let Some(twice) = workshops.iter().find(|workshop| !codes.insert(&workshop.code)) {
        let line = table.get("workshops").map_or(table.line, |field| field.line());
        let problem = ImportProblem::new(line, "import-code-twice").with("code", &twice.code);
        table.reader.add(problem);
    }
    workshops
}

fn workshop(field: &Field<'_, '_>) -> Option<Workshop> {
    let table = field.table()?;
    let code = table.required("code").and_then(|field| field.slug());
    let title = table.required("title").and_then(|field| field.localized(LINE));
    let places = table.get("places").and_then(|field| field.number(1, LARGEST));
    table.refuse_unknown_keys();
    Some(Workshop { code: code?, title: title?, places: places.and_then(|p| p.try_into().ok()) })
}

fn contact(table: &Table<'_, '_>) -> Contact {
    let line_of = |key| table.get(key).and_then(|field| field.line_of_text()).unwrap_or_default();
    let email = table.get("email").and_then(|field| field.email()).unwrap_or_default();
    let contact = Contact { name: line_of("name"), email, phone: line_of("phone") };
    table.refuse_unknown_keys();
    contact
}
