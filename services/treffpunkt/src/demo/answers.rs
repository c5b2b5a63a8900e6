//! What invented people thought of their conference.

use shared::web::Fields;

const WORDS: &[&str] = &[
    "Zum ersten Mal saßen wir mit der Verwaltung an einem Tisch und wurden gefragt.",
    "Bitte mehr Zeit für die Werkstätten, der Vormittag war sehr voll.",
    "شكرًا على الترجمة، كانت ممتازة.",
    "Das Essen und die Gespräche in der Pause waren das Beste.",
    "Ich wünsche mir, dass die Verabredungen in einem halben Jahr überprüft werden.",
];

/// A filled-in form, always the same for a number. Most are content, a few are not, some leave questions out.
pub fn answers(number: usize, sectors: &[String]) -> Fields {
    let mut pairs = vec![
        ("overall", pick(number, &["5", "4", "4", "5", "3", "4", "5", "2"])),
        ("work", pick(number * 3, &["4", "5", "3", "4", "4", "5", "2"])),
        ("useful", pick(number * 2, &["workshops", "exchange", "examples", "exchange", "talks"])),
        ("contacts", pick(number, &["some", "many", "some", "many", "some", "none"])),
        ("again", pick(number * 7, &["9", "8", "10", "10", "7", "9", "5", "10", "8"])),
        ("barriers", pick(number, &["yes", "yes", "partly", "yes"])),
    ];
    if number % 5 != 1 && !sectors.is_empty() {
        pairs.push(("sector", &sectors[number * 5 % sectors.len()]));
    }
    if let (2, Some(words)) = (number % 6, WORDS.get(number / 6)) {
        pairs.push(("words", words));
    }
    Fields::from_pairs(pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())))
}

fn pick<'a>(number: usize, choices: &[&'a str]) -> &'a str {
    choices[number % choices.len()]
}
