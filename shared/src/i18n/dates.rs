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

    /// What a reader sees: without the marks that isolate the direction of what is put in (Unicode TR 9, 2.7).
    fn seen(text: &str) -> String {
        text.replace(['\u{2068}', '\u{2069}'], "")
    }

    #[test]
    fn dates_as_germans_write_them() {
        let (tr, zone) = (TEXTS.speak(Lang::De), berlin());
        let (from, to) = (at("2026-06-03T08:00:00Z"), at("2026-06-03T14:30:00Z"));
        assert_eq!(seen(&tr.date(from, &zone)), "Mittwoch, 3. Juni 2026");
        assert_eq!(seen(&tr.time(from, &zone)), "10:00 Uhr");
        assert_eq!(seen(&tr.moment(from, &zone)), "Mittwoch, 3. Juni 2026, 10:00 Uhr");
        assert_eq!(seen(&tr.span(from, to, &zone)), "Mittwoch, 3. Juni 2026, 10:00 bis 16:30 Uhr");
        assert_eq!(tr.leaf(from, &zone), ("3".into(), "Juni".into(), "2026".into()));
    }

    #[test]
    fn dates_in_arabic() {
        let (tr, zone) = (TEXTS.speak(Lang::Ar), berlin());
        let (from, to) = (at("2026-06-03T08:00:00Z"), at("2026-06-03T14:30:00Z"));
        assert_eq!(seen(&tr.date(from, &zone)), "الأربعاء، 3 حزيران/يونيو 2026");
        assert_eq!(seen(&tr.time(from, &zone)), "الساعة 10:00");
        assert_eq!(
            seen(&tr.span(from, to, &zone)),
            "الأربعاء، 3 حزيران/يونيو 2026، من الساعة 10:00 إلى 16:30"
        );
    }

    #[test]
    fn a_span_over_midnight_names_both_days() {
        let (from, to) = (at("2026-12-31T18:00:00Z"), at("2027-01-01T00:30:00Z"));
        assert_eq!(
            seen(&TEXTS.speak(Lang::De).span(from, to, &berlin())),
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
