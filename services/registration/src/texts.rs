//! The texts of registration's pages.

use std::sync::LazyLock;

use shared::i18n::{Lang, Locale, Texts};

pub static TEXTS: LazyLock<Texts> = LazyLock::new(|| Texts::new(LOCALES));

macro_rules! locales {
    ($($area:literal),+ $(,)?) => {
        /// One file for each area, in each language.
        pub(crate) const LOCALES: &[Locale] = &[
            $((Lang::De, include_str!(concat!("../locales/de/", $area, ".ftl"))),)+
            $((Lang::Ar, include_str!(concat!("../locales/ar/", $area, ".ftl"))),)+
        ];
    };
}

locales![
    "choices",
    "conference",
    "home",
    "import",
    "legal",
    "my-registration",
    "organise",
    "participant",
    "sign-in",
    "sign-up"
];

#[cfg(test)]
mod tests {
    use shared::testing::locales;

    use super::*;

    #[test]
    fn every_language_says_the_same() {
        locales::assert_complete(LOCALES);
    }

    #[test]
    fn every_text_that_is_asked_for_is_there() {
        locales::assert_keys_exist(&TEXTS, concat!(env!("CARGO_MANIFEST_DIR"), "/src"));
    }
}
