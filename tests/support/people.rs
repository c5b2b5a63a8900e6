//! Invented people, the same in every run.

use std::net::Ipv4Addr;

/// What a person would type into the sign-up form.
#[derive(Clone, Debug)]
pub struct Person {
    pub number: usize,
    pub name: String,
    pub email: String,
    pub organisation: String,
    pub town: String,
    /// `de` or `ar`.
    pub language: &'static str,
    /// Where their browser is, on the loopback interface (127.0.0.0/8); everybody is elsewhere.
    pub client_ip: Ipv4Addr,
}

const NAMES: [&str; 12] = [
    "Sabine Müller",
    "أميرة الحسيني",
    "Оксана Шевченко",
    "Ayşe Yıldırım",
    "Jürgen Groß",
    "محمد عبد الرحمن",
    "Иван Петров",
    "Gülşah Işık",
    "Thị Hương Nguyễn",
    "ليلى خوري",
    "Zoë O’Connor-Łukasiewicz",
    "Ömer Çağrı Şimşek",
];

const TOWNS: [&str; 5] = ["Dortmund", "Düsseldorf", "Mönchengladbach", "Halle (Saale)", "Çorlu"];

/// The longest name that the form must take, in characters.
pub const LONGEST_NAME: usize = 200;

/// The person with this number, from 1; every 20th has a name of [`LONGEST_NAME`] characters, every
/// third reads Arabic.
pub fn person(number: usize) -> Person {
    let first = NAMES[number % NAMES.len()];
    let name = format!("{first} {}", roman(number));
    Person {
        number,
        name: if number.is_multiple_of(20) { lengthen(&name) } else { name },
        email: format!("gast{number:04}@verein-{number:04}.example"),
        organisation: format!("Vielfalt e. V. Ortsgruppe {number:04}"),
        town: TOWNS[number % TOWNS.len()].to_owned(),
        language: if number.is_multiple_of(3) { "ar" } else { "de" },
        client_ip: client_ip(number),
    }
}

fn client_ip(number: usize) -> Ipv4Addr {
    let part = |value: usize| u8::try_from(value).expect("fewer people than addresses");
    Ipv4Addr::new(127, part(number / 60_000 + 1), part(number / 250 % 240), part(number % 250 + 1))
}

/// The first `count` people.
pub fn people(count: usize) -> Vec<Person> {
    (1..=count).map(person).collect()
}

/// People have no digits in their names; Roman numerals keep them apart.
fn roman(mut number: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut written = String::new();
    for (value, sign) in SIGNS {
        written.push_str(&sign.repeat(number / value));
        number %= value;
    }
    written
}

fn lengthen(name: &str) -> String {
    let endless = format!("{name} ").repeat(LONGEST_NAME);
    let cut: String = endless.chars().take(LONGEST_NAME).collect();
    cut.trim_end().chars().chain("ß".repeat(LONGEST_NAME).chars()).take(LONGEST_NAME).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn everybody_is_somebody_else() {
        let all = people(2_000);
        for of in [
            |p: &Person| p.name.clone(),
            |p: &Person| p.email.clone(),
            |p: &Person| p.client_ip.to_string(),
        ] {
            assert_eq!(all.iter().map(of).collect::<HashSet<_>>().len(), all.len());
        }
    }

    #[test]
    fn scripts_and_lengths_are_mixed() {
        let all = people(60);
        let written = |range: std::ops::RangeInclusive<char>| {
            all.iter().filter(|p| p.name.chars().any(|c| range.contains(&c))).count()
        };
        assert!(written('\u{0600}'..='\u{06FF}') >= 10, "Arabic");
        assert!(written('\u{0400}'..='\u{04FF}') >= 10, "Cyrillic");
        assert!(all.iter().any(|p| p.name.contains('ş') && p.name.contains('ı')));
        assert_eq!(all.iter().filter(|p| p.name.chars().count() == LONGEST_NAME).count(), 3);
        assert_eq!(person(20).name, person(20).name.trim());
    }
}
