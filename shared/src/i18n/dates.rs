//! Dates and times as people write them in each language. The names stand in the locales (`date-…`).

use fluent_bundle::{FluentArgs, FluentValue};
use jiff::tz::TimeZone;

use super::Tr;
use crate::clock::Instant;

impl Tr {
    /// "Mittwoch, 3. Juni 2026"
    pub fn date(self, at: Instant, zone: &TimeZone) -> String {
        let day = at.in_zone(zone);
        self.args(
            "date-long",
            &FluentArgs::from_iter([
                ("weekday", FluentValue::from(self.weekday(&day))),
                ("day", number(day.day())),
                ("month", FluentValue::from(self.month(&day))),
                ("year", number(day.year())),
            ]),
        )
    }

    /// "10:00 Uhr"
    pub fn time(self, at: Instant, zone: &TimeZone) -> String {
        self.t1("date-time", "time", clock_time(&at.in_zone(zone)))
    }

    /// "Mittwoch, 3. Juni 2026, 10:00 bis 16:00 Uhr", or both dates where it ends on another day.
    pub fn span(self, from: Instant, to: Instant, zone: &TimeZone) -> String {
        let (start, end) = (from.in_zone(zone), to.in_zone(zone));
        if start.date() != end.date() {
            let both = (("from", self.moment(from, zone)), ("to", self.moment(to, zone)));
            return self.t2("date-span", both.0, both.1);
        }
        self.args(
            "date-span-same-day",
            &FluentArgs::from_iter([
                ("date", FluentValue::from(self.date(from, zone))),
                ("from", FluentValue::from(clock_time(&start))),
                ("to", FluentValue::from(clock_time(&end))),
            ]),
        )
    }

    /// "Mittwoch, 3. Juni 2026, 10:00 Uhr"
    pub fn moment(self, at: Instant, zone: &TimeZone) -> String {
        self.t2("date-moment", ("date", self.date(at, zone)), ("time", self.time(at, zone)))
    }

    /// The parts of a calendar leaf: ("3", "Juni", "2026").
    pub fn leaf(self, at: Instant, zone: &TimeZone) -> (String, String, String) {
        let day = at.in_zone(zone);
        (day.day().to_string(), self.month(&day), day.year().to_string())
    }

    fn weekday(self, day: &jiff::Zoned) -> String {
        self.t(&format!("date-weekday-{}", day.weekday().to_monday_one_offset()))
    }

    fn month(self, day: &jiff::Zoned) -> String {
        self.t(&format!("date-month-{}", day.month()))
    }
}

/// As text, so that Fluent does not group the digits of a year.
fn number(value: impl std::fmt::Display) -> FluentValue<'static> {
    FluentValue::from(value.to_string())
}

fn clock_time(at: &jiff::Zoned) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}
