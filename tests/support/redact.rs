//! Takes out of a text what differs from run to run, for snapshots.

use uuid::Uuid;

/// Links' tokens and codes are at least this long.
const TOKEN: usize = 16;

/// Ids become `[id]`, tokens `[token]`, ports `[port]`.
pub fn redact(text: &str) -> String {
    let mut redacted = String::new();
    let mut word = String::new();
    for c in text.chars() {
        if is_part_of_word(c) {
            word.push(c);
        } else {
            redacted.push_str(&replace(&std::mem::take(&mut word)));
            redacted.push(c);
        }
    }
    redacted + &replace(&word)
}

fn is_part_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '~')
}

fn replace(word: &str) -> String {
    let bare = word.trim_end_matches('.');
    let dots = &word[bare.len()..];
    if Uuid::parse_str(bare).is_ok() {
        return format!("[id]{dots}");
    }
    if is_token(bare) { format!("[token]{dots}") } else { word.to_owned() }
}

/// Long, and neither a word nor a name of a host: digits and both cases.
fn is_token(word: &str) -> bool {
    let any = |of: fn(&char) -> bool| word.chars().any(|c| of(&c));
    word.len() >= TOKEN
        && any(char::is_ascii_digit)
        && any(char::is_ascii_uppercase)
        && any(char::is_ascii_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_out_ids_and_tokens() {
        let text = "/me/AbCdEf0123456789xyz. id=0190a1b2-c3d4-7e5f-8a6b-4c4d4e4f5051, Ende.";
        assert_eq!(redact(text), "/me/[token]. id=[id], Ende.");
    }

    #[test]
    fn leaves_words_hosts_and_dates() {
        let text = "Migrant*innenorganisationen treffpunkt.test 2031-04-07T09:30 20310407T073000Z gleich-teilhaben-2031";
        assert_eq!(redact(text), text);
    }
}
