//! Takes out of a text what differs from run to run and from day to day, for snapshots.

use uuid::Uuid;

/// Links' tokens and codes are at least this long.
const TOKEN: usize = 16;

/// Everything that a test imports happens in this year; another one comes from the clock.
const YEAR: &str = "2031";

/// Ids become `[id]`, tokens `[token]`.
pub fn redact(text: &str) -> String {
    let part_of_token = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '~');
    each_word(text, part_of_token, |word| {
        let bare = word.trim_end_matches('.');
        let dots = &word[bare.len()..];
        match bare {
            _ if Uuid::parse_str(bare).is_ok() => format!("[id]{dots}"),
            _ if is_token(bare) => format!("[token]{dots}"),
            _ => word.to_owned(),
        }
    })
}

/// Moments that the clock said become `[moment]`: where a test does not set the clock itself.
pub fn redact_moments(text: &str) -> String {
    text.split('\n').map(without_moments).collect::<Vec<_>>().join("\n")
}

/// Times of the day become `[time]`: for texts in which the clock alone says them.
pub fn redact_times(text: &str) -> String {
    each_word(text, is_time_part, |word| if is_time(word) { "[time]" } else { word }.to_owned())
}

/// Long, and neither a word nor a name of a host: digits and letters, in both cases or with nothing between.
fn is_token(word: &str) -> bool {
    let any = |of: fn(&char) -> bool| word.chars().any(|c| of(&c));
    word.len() >= TOKEN
        && any(char::is_ascii_digit)
        && any(char::is_ascii_lowercase)
        && (any(char::is_ascii_uppercase) || word.chars().all(|c| c.is_ascii_alphanumeric()))
}

/// "Sonntag, 6. Dezember 2026, 01:41 Uhr" and its likes in other languages: a weekday, a day, a month of one or two
/// words, a year, a time. In lists: "06.12.2026 01:41".
fn without_moments(line: &str) -> String {
    let mut words: Vec<String> = line.split(' ').map(str::to_owned).collect();
    while let Some(year) = words.iter().position(|word| is_of_the_clock(word)) {
        let start = match is_number(&words[year]) {
            true => words[..year].iter().rposition(|word| is_day(word)).unwrap_or(year),
            false => year,
        };
        let has_weekday = start > 0 && start < year && words[start - 1].ends_with([',', '،']);
        let time = words[year + 1..].iter().take(2).position(|word| is_time(bare(word)));
        let end = time.map_or(year, |after| year + 1 + after);
        let last = &words[end];
        let mark = format!("[moment]{}", &last[bare(last).len()..]);
        words.splice(start - usize::from(has_weekday)..=end, [mark]);
    }
    words.join(" ")
}

/// "2026" or "06.12.2026", but not of the year of the tests.
fn is_of_the_clock(word: &str) -> bool {
    let year = bare(word).rsplit('.').next().unwrap_or_default();
    year.len() == 4 && year.starts_with("20") && is_number(year) && year != YEAR
}

fn is_day(word: &str) -> bool {
    word.trim_end_matches('.').len() <= 2 && is_number(word.trim_end_matches('.'))
}

fn is_time(word: &str) -> bool {
    word.split_once(':').is_some_and(|(hour, minute)| {
        hour.len() == 2 && minute.len() == 2 && is_number(hour) && is_number(minute)
    })
}

fn is_time_part(c: char) -> bool {
    c.is_ascii_digit() || c == ':'
}

fn is_number(word: &str) -> bool {
    let word = bare(word);
    !word.is_empty() && word.chars().all(|c| c.is_ascii_digit())
}

/// Without the comma or full stop behind it.
fn bare(word: &str) -> &str {
    word.trim_end_matches([',', '،', '.'])
}

fn each_word(text: &str, part: fn(char) -> bool, replace: impl Fn(&str) -> String) -> String {
    let mut replaced = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let length = rest.find(|c| !part(c)).unwrap_or(rest.len());
        replaced.push_str(&replace(&rest[..length]));
        rest = &rest[length..];
        let gap = rest.find(part).unwrap_or(rest.len());
        replaced.push_str(&rest[..gap]);
        rest = &rest[gap..];
    }
    replaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_out_ids_and_tokens() {
        let text = "/me/AbCdEf0123456789xyz. id=0190a1b2-c3d4-7e5f-8a6b-4c4d4e4f5051, Ende.";
        assert_eq!(redact(text), "/me/[token]. id=[id], Ende.");
        assert_eq!(redact("/s/dortmund/00001tngf9qxs7sd870y0782jw"), "/s/dortmund/[token]");
    }

    #[test]
    fn leaves_words_hosts_and_dates() {
        let text = "Migrant*innenorganisationen treffpunkt.test 2031-04-07T09:30 20310407T073000Z gleich-teilhaben-2031";
        assert_eq!(redact(text), text);
        let conference = "Montag, 7. April 2031, 09:30 bis 16:00 Uhr";
        assert_eq!(redact_moments(conference), conference);
    }

    #[test]
    fn takes_out_what_the_clock_said() {
        let german = "Offen bis: Sonntag, 6. Dezember 2026, 01:41 Uhr antworten.";
        assert_eq!(redact_moments(german), "Offen bis: [moment] Uhr antworten.");
        let arabic = "مفتوح حتى الأحد، 6 كانون الأول/ديسمبر 2026، الساعة 01:41. بعد ذلك";
        assert_eq!(redact_moments(arabic), "مفتوح حتى [moment]. بعد ذلك");
        assert_eq!(redact_moments("zugestellt 22.11.2026 01:41"), "zugestellt [moment]");
        assert_eq!(redact_moments("am 6. Dezember 2026."), "am [moment].");
        assert_eq!(redact_times("bis 01:56 Uhr."), "bis [time] Uhr.");
    }
}
