//! The calendar entry (RFC 5545) and what a mail asks a calendar to do with it (iTIP, RFC 5546).

use icalendar::{Calendar, Component, Event, EventLike, Property};
use jiff::tz::TimeZone;
use lettre::Address;
use shared::Instant;

use super::text::{Speaker, one_line};
use crate::people::{Conference, Person};

/// What the calendar is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Put the entry in, or change it.
    Request,
    /// Take it out.
    Cancel,
}

impl Method {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }
}

/// Who invites, and where the entry's id lives.
pub struct Inviting<'a> {
    pub organiser: &'a Address,
    pub name: &'a str,
    pub host: &'a str,
    /// The conference's public page.
    pub page: &'a str,
}

/// The entry of a person's place, as the text of a `text/calendar` part.
///
/// Times are in UTC, the form that needs no table of a time zone and is right in every calendar. The title says the town
/// and not the topic: others see calendars too.
pub fn entry(
    method: Method,
    person: &Person,
    conference: &Conference,
    inviting: &Inviting<'_>,
    now: Instant,
) -> String {
    let speaker =
        Speaker::new(super::texts(person.language)).with("city", one_line(&conference.city));
    let place = [one_line(&conference.place), one_line(&conference.address)];
    let place = place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let mut event = Event::new();
    event
        .uid(&format!("{}@{}", person.id, inviting.host))
        .sequence(sequence(person, conference))
        .summary(&speaker.say("mail-calendar-title").bare())
        .location(&place)
        .url(inviting.page)
        .add_property("DTSTAMP", utc(now))
        .add_property("DTSTART", utc(conference.starts_at))
        .add_property("DTEND", utc(conference.ends_at))
        .add_property("STATUS", if method == Method::Cancel { "CANCELLED" } else { "CONFIRMED" })
        .append_property(organiser(inviting))
        .append_property(attendee(person));
    let mut calendar = Calendar::empty();
    calendar
        .append_property(("VERSION", "2.0"))
        .append_property(("PRODID", "-//Treffpunkt//Treffpunkt//DE"))
        .append_property(("CALSCALE", "GREGORIAN"))
        .append_property(("METHOD", method.word()));
    calendar.push(event.done()).to_string()
}

/// Rises with each thing that changes the entry: both only rise, so their sum does.
fn sequence(person: &Person, conference: &Conference) -> u32 {
    u32::try_from(person.revision + conference.schedule).unwrap_or(u32::MAX)
}

fn organiser(inviting: &Inviting<'_>) -> Property {
    Property::new("ORGANIZER", format!("mailto:{}", inviting.organiser))
        .add_parameter("CN", &parameter(inviting.name))
        .done()
}

/// Who signed up comes: no answer is asked for.
fn attendee(person: &Person) -> Property {
    Property::new("ATTENDEE", format!("mailto:{}", one_line(&person.email)))
        .add_parameter("CN", &parameter(&person.name))
        .add_parameter("CUTYPE", "INDIVIDUAL")
        .add_parameter("PARTSTAT", "ACCEPTED")
        .add_parameter("ROLE", "REQ-PARTICIPANT")
        .add_parameter("RSVP", "FALSE")
        .done()
}

/// A parameter's value cannot hold a quotation mark (RFC 5545, 3.2).
fn parameter(typed: &str) -> String {
    one_line(typed).replace('"', "'")
}

/// "20260603T080000Z"
fn utc(at: Instant) -> String {
    at.in_zone(&TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string()
}
