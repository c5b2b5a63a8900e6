//! Dates and times as people write them in each language. The names stand in the locales (`date-…`).

use fluent_bundle::{FluentArgs, FluentValue};
use jiff::tz::TimeZone;

use super::Tr;
use crate::clock::Instant;

impl Tr {
    /// "Mittwoch, 3. Juni 2026"
    pub fn date(self, at: Instant, zone: &TimeZone) -> String {
        let day = at.in_zone(zone);
        self.in_one_direction(
            "date-long",
            [
                ("weekday", self.weekday(&day)),
                ("day", day.day().to_string()),
                ("month", self.month(&day)),
                // As text, so that Fluent does not group its digits.
                ("year", day.year().to_string()),
            ],
        )
    }

    /// "10:00 Uhr"
    pub fn time(self, at: Instant, zone: &TimeZone) -> String {
        self.in_one_direction("date-time", [("time", clock_time(&at.in_zone(zone)))])
    }

    /// "Mittwoch, 3. Juni 2026, 10:00 bis 16:00 Uhr", or both dates where it ends on another day.
    pub fn span(self, from: Instant, to: Instant, zone: &TimeZone) -> String {
        let (start, end) = (from.in_zone(zone), to.in_zone(zone));
        if start.date() != end.date() {
            let moments = [("from", self.moment(from, zone)), ("to", self.moment(to, zone))];
            return self.in_one_direction("date-span", moments);
        }
        self.in_one_direction(
            "date-span-same-day",
            [
                ("date", self.date(from, zone)),
                ("from", clock_time(&start)),
                ("to", clock_time(&end)),
            ],
        )
    }

    /// "Mittwoch, 3. Juni 2026, 10:00 Uhr"
    pub fn moment(self, at: Instant, zone: &TimeZone) -> String {
        let parts = [("date", self.date(at, zone)), ("time", self.time(at, zone))];
        self.in_one_direction("date-moment", parts)
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

    /// A date is all in one language, so it needs no marks that isolate its parts (Unicode TR 9, 2.7). With them, and
    /// with nothing else that has a direction, an Arabic date would be laid out from left to right.
    fn in_one_direction<const N: usize>(self, key: &str, parts: [(&str, String); N]) -> String {
        let args = parts.map(|(name, part)| (name, FluentValue::from(part)));
        self.args(key, &FluentArgs::from_iter(args)).replace(['\u{2068}', '\u{2069}'], "")
    }
}

fn clock_time(at: &jiff::Zoned) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;
    use std::time::Duration;

    use super::*;
    use crate::i18n::{Lang, Texts};
    use crate::testing::START;

    static TEXTS: LazyLock<Texts> = LazyLock::new(|| Texts::new(&[]));

    fn berlin() -> TimeZone {
        TimeZone::get("Europe/Berlin").expect("a time zone")
    }

    fn at(text: &str) -> Instant {
        text.parse::<jiff::Timestamp>().expect("a moment").into()
    }

    #[test]
    fn dates_as_germans_write_them() {
        let (tr, zone) = (TEXTS.speak(Lang::De), berlin());
        let (from, to) = (at("2026-06-03T08:00:00Z"), at("2026-06-03T14:30:00Z"));
        assert_eq!(tr.date(from, &zone), "Mittwoch, 3. Juni 2026");
        assert_eq!(tr.time(from, &zone), "10:00 Uhr");
        assert_eq!(tr.moment(from, &zone), "Mittwoch, 3. Juni 2026, 10:00 Uhr");
        assert_eq!(tr.span(from, to, &zone), "Mittwoch, 3. Juni 2026, 10:00 bis 16:30 Uhr");
        assert_eq!(tr.leaf(from, &zone), ("3".into(), "Juni".into(), "2026".into()));
    }

    #[test]
    fn dates_in_arabic() {
        let (tr, zone) = (TEXTS.speak(Lang::Ar), berlin());
        let (from, to) = (at("2026-06-03T08:00:00Z"), at("2026-06-03T14:30:00Z"));
        assert_eq!(tr.date(from, &zone), "الأربعاء، 3 حزيران/يونيو 2026");
        assert_eq!(tr.time(from, &zone), "الساعة 10:00");
        assert_eq!(
            tr.span(from, to, &zone),
            "الأربعاء، 3 حزيران/يونيو 2026، من الساعة 10:00 إلى 16:30"
        );
    }

    #[test]
    fn a_span_over_midnight_names_both_days() {
        let (from, to) = (at("2026-12-31T18:00:00Z"), at("2027-01-01T00:30:00Z"));
        assert_eq!(
            TEXTS.speak(Lang::De).span(from, to, &berlin()),
            "Donnerstag, 31. Dezember 2026, 19:00 Uhr bis Freitag, 1. Januar 2027, 01:30 Uhr"
        );
    }

    #[test]
    fn every_day_of_the_week_and_every_month_has_a_name() {
        for lang in Lang::ALL {
            let dates = (0..12).map(|month| {
                let day = START.plus(Duration::from_hours(24 * 31 * month));
                TEXTS.speak(*lang).date(day, &berlin())
            });
            assert!(dates.into_iter().all(|date| !date.contains("date-")), "in {}", lang.name());
        }
    }
}
