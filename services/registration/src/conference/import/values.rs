//! Single values: lines, texts, numbers, days, times.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use shared::text::Localized;
use shared::web::{Check, Fields};

use super::reader::Field;
use crate::conference::Sector;

/// Characters of a name or a title; of a longer text.
pub(super) const LINE: usize = 200;
pub(super) const TEXT: usize = 5_000;

/// What the file may call the sectors beside their codes.
const SECTOR_NAMES: &[(&str, Sector)] = &[
    ("Wissenschaft", Sector::Science),
    ("Wohlfahrt", Sector::Welfare),
    ("Zivilgesellschaft", Sector::CivilSociety),
    ("Kommune", Sector::Municipality),
    ("Politik", Sector::Politics),
    ("Migrant*innenorganisation", Sector::MigrantOrganisation),
    ("Andere", Sector::Other),
];

impl Field<'_, '_> {
    /// Words of at most `most` characters, white space around them cut off.
    pub fn words(&self, most: usize) -> Option<String> {
        let Some(words) = self.value.get_ref().as_str() else {
            return self.refuse("import-needs-text");
        };
        if words.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
            return self.refuse("import-broken-characters");
        }
        if words.trim().is_empty() {
            return self.refuse("import-empty");
        }
        if words.chars().count() > most {
            return self.refuse_with("import-too-long", |problem| problem.with("most", most));
        }
        Some(words.trim().replace("\r\n", "\n"))
    }

    /// A name or a title.
    pub fn line_of_text(&self) -> Option<String> {
        let words = self.words(LINE)?;
        Some(words.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// A text in several languages; a plain string is German.
    pub fn localized(&self, most: usize) -> Option<Localized> {
        if self.value.get_ref().as_str().is_some() {
            return self.words(most).map(|german| Localized::german(&german));
        }
        let Some(entries) = self.value.get_ref().as_table() else {
            return self.refuse("import-needs-text");
        };
        if !entries.contains_key("de") {
            return self.refuse("import-no-german");
        }
        let mut texts = BTreeMap::new();
        for (code, value) in entries {
            let name = format!("{}.{}", self.name, code.get_ref());
            let text = Field { reader: self.reader, name, value };
            if !is_language(code.get_ref()) {
                return text.refuse("import-unknown-language");
            }
            texts.insert(code.get_ref().to_string(), text.words(most)?);
        }
        Some(Localized(texts))
    }

    /// A name for URLs: 1 to 60 small letters, digits and hyphens.
    pub fn slug(&self) -> Option<String> {
        let slug = self.words(LINE)?;
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let good = slug.len() <= 60 && slug.chars().all(allowed);
        if good && !slug.starts_with('-') && !slug.ends_with('-') {
            return Some(slug);
        }
        self.refuse("import-bad-slug")
    }

    pub fn number(&self, least: i32, most: i32) -> Option<i32> {
        let number = self.value.get_ref().as_integer();
        let number =
            number.and_then(|digits| i32::from_str_radix(digits.as_str(), digits.radix()).ok());
        let number = number.filter(|number| (least..=most).contains(number));
        number.or_else(|| {
            self.refuse_with("import-needs-number", |p| p.with("least", least).with("most", most))
        })
    }

    /// "2027-04-07", or "04-07" for the next such day, today included.
    pub fn date(&self, today: Date) -> Option<Date> {
        let text = self.date_or_time()?;
        let date = match text.split_once('-') {
            Some((_, rest)) if rest.contains('-') => text.parse().ok(),
            _ => next_such_day(&text, today),
        };
        date.or_else(|| self.refuse("import-bad-date"))
    }

    /// "09:30"
    pub fn time(&self) -> Option<Time> {
        let text = self.date_or_time()?;
        text.parse().ok().or_else(|| self.refuse("import-bad-time"))
    }

    pub fn time_zone(&self) -> Option<String> {
        let name = self.words(LINE)?;
        if TimeZone::get(&name).is_ok() { Some(name) } else { self.refuse("import-bad-zone") }
    }

    pub fn email(&self) -> Option<String> {
        let address = self.words(LINE)?;
        let fields = Fields::from_pairs([("email".to_owned(), address)]);
        let mut check = Check::new(&fields);
        let address = check.email("email");
        check.finish(address).ok().or_else(|| self.refuse("import-bad-email"))
    }

    /// A sector by its code or its German name.
    pub fn sector(&self) -> Option<Sector> {
        let name = self.words(LINE)?;
        let named = SECTOR_NAMES.iter().find(|(known, _)| *known == name);
        let sector = named.map(|(_, sector)| *sector).or_else(|| name.parse().ok());
        let known = || SECTOR_NAMES.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
        sector.or_else(|| self.refuse_with("import-unknown-sector", |p| p.with("known", known())))
    }

    /// TOML knows days and times of its own; both they and strings will do.
    fn date_or_time(&self) -> Option<String> {
        match self.value.get_ref().as_datetime() {
            Some(moment) => Some(moment.to_string()),
            None => self.words(LINE),
        }
    }
}

/// A BCP 47 tag, as far as interfaces use it: "de", "de-simple".
fn is_language(code: &str) -> bool {
    let (primary, rest) = code.split_once('-').unwrap_or((code, "x"));
    let letters = |text: &str| text.bytes().all(|byte| byte.is_ascii_lowercase());
    (2..=3).contains(&primary.len()) && letters(primary) && !rest.is_empty() && letters(rest)
}

fn next_such_day(month_and_day: &str, today: Date) -> Option<Date> {
    let (month, day) = month_and_day.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    // Eight years always hold a 29 February.
    let years = today.year()..=today.year() + 8;
    let days = years.filter_map(|year| Date::new(year, month, day).ok());
    days.into_iter().find(|date| *date >= today)
}
