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

locales!["conference"];
