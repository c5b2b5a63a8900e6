//! The texts are complete in every language.

use notification::{LOCALES, Notification, mail};
use shared::Service;
use shared::i18n::Lang;
use shared::testing::locales;

#[test]
fn every_language_says_the_same() {
    locales::assert_complete(LOCALES);
}

#[test]
fn every_text_that_is_asked_for_is_there() {
    locales::assert_keys_exist(Notification::texts(), concat!(env!("CARGO_MANIFEST_DIR"), "/src"));
}

#[test]
fn every_word_that_is_shown_has_a_text() {
    let german = Notification::texts().speak(Lang::De);
    let shown = |area: &str, words: Vec<&str>| {
        for word in words {
            let key = format!("{area}-{}", word.replace('_', "-"));
            assert!(german.has(&key), "{key}");
        }
    };
    shown("delivery-purpose", mail::Purpose::ALL.iter().map(|purpose| purpose.word()).collect());
    shown("delivery-state", mail::State::ALL.iter().map(|state| state.word()).collect());
    shown("delivery-cause", mail::MailError::ALL.iter().map(|error| error.word()).collect());
    let troubles = mail::sender::Trouble::ALL.iter();
    shown("delivery-trouble", troubles.map(|trouble| trouble.word()).collect());
    for purpose in mail::Purpose::ALL {
        let about = format!("mail-{}", purpose.word().replace('_', "-"));
        assert!(german.has(&format!("{about}-subject")), "{about}");
        assert!(german.has(&format!("{about}-text")), "{about}");
    }
}
