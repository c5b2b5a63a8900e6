//! Looking texts up.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::Lang;

/// The texts of one language: the content of its `.ftl` file.
pub type Locale = (Lang, &'static str);

/// The texts that every service has.
pub const COMMON: &[Locale] = &[
    (Lang::De, include_str!("../../locales/de/site.ftl")),
    (Lang::De, include_str!("../../locales/de/dates.ftl")),
    (Lang::De, include_str!("../../locales/de/fields.ftl")),
    (Lang::De, include_str!("../../locales/de/problems.ftl")),
    (Lang::Ar, include_str!("../../locales/ar/site.ftl")),
    (Lang::Ar, include_str!("../../locales/ar/dates.ftl")),
    (Lang::Ar, include_str!("../../locales/ar/fields.ftl")),
    (Lang::Ar, include_str!("../../locales/ar/problems.ftl")),
];

/// All texts of a service, with the common ones, in every language.
pub struct Texts(Vec<(Lang, FluentBundle<FluentResource>)>);

impl Texts {
    /// Reads a service's locales.
    ///
    /// # Panics
    /// If a file is no valid Fluent or says a common text anew: the files are part of the program, and a test reads them.
    pub fn new(own: &[Locale]) -> Self {
        Self(Lang::ALL.iter().map(|lang| (*lang, bundle(*lang, own))).collect())
    }

    /// The texts in one language.
    pub const fn speak(&'static self, lang: Lang) -> Tr {
        Tr { lang, texts: self }
    }

    fn format(&self, lang: Lang, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let (_, bundle) = self.0.iter().find(|(candidate, _)| *candidate == lang)?;
        let pattern = bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, args, &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "{key} in {lang}: {errors:?}");
        Some(text)
    }
}

fn bundle(lang: Lang, own: &[Locale]) -> FluentBundle<FluentResource> {
    let id: LanguageIdentifier = lang.code().parse().expect("language codes are BCP 47 tags");
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    bundle.add_builtins().expect("a new bundle has no function yet");
    for (_, source) in COMMON.iter().chain(own).filter(|(of, _)| *of == lang) {
        let resource = FluentResource::try_new((*source).to_owned())
            .unwrap_or_else(|(_, errors)| panic!("the texts in {lang} are no Fluent: {errors:?}"));
        bundle
            .add_resource(resource)
            .unwrap_or_else(|errors| panic!("a text in {lang} is there twice: {errors:?}"));
    }
    bundle
}

/// A translator: the texts of a service in one language.
#[derive(Clone, Copy)]
pub struct Tr {
    pub lang: Lang,
    texts: &'static Texts,
}

impl Tr {
    /// The text of a key; in German where this language lacks it.
    pub fn t(self, key: &str) -> String {
        self.text(key, None)
    }

    /// A text with one argument: `tr.t1("mail-count", "count", 3)`.
    pub fn t1<'a>(self, key: &str, name: &'a str, value: impl Into<FluentValue<'a>>) -> String {
        self.args(key, &FluentArgs::from_iter([(name, value.into())]))
    }

    /// A text with two arguments.
    pub fn t2<'a>(
        self,
        key: &str,
        (name, value): (&'a str, impl Into<FluentValue<'a>>),
        (other, other_value): (&'a str, impl Into<FluentValue<'a>>),
    ) -> String {
        self.args(key, &FluentArgs::from_iter([(name, value.into()), (other, other_value.into())]))
    }

    /// A text with any number of arguments.
    pub fn args(self, key: &str, args: &FluentArgs<'_>) -> String {
        self.text(key, Some(args))
    }

    /// Whether there is a text for the key.
    pub fn has(self, key: &str) -> bool {
        self.texts.0.iter().any(|(_, bundle)| bundle.has_message(key))
    }

    fn text(self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let found = self.texts.format(self.lang, key, args);
        let found = found.or_else(|| self.texts.format(Lang::De, key, args));
        debug_assert!(found.is_some(), "no text for {key}");
        found.unwrap_or_else(|| key.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;

    const GERMAN: Locale = (
        Lang::De,
        "
guests = { $count ->
    [one] ein Gast
   *[other] { NUMBER($count) } Gäste
}
only-german = Nur deutsch
",
    );

    const ARABIC: Locale = (
        Lang::Ar,
        "
guests = { $count ->
    [zero] لا ضيوف
    [one] ضيف واحد
    [two] ضيفان
    [few] { NUMBER($count) } ضيوف
    [many] { NUMBER($count) } ضيفًا
   *[other] { NUMBER($count) } ضيف
}
",
    );

    static TEXTS: LazyLock<Texts> = LazyLock::new(|| Texts::new(&[GERMAN, ARABIC]));

    fn guests(lang: Lang, count: u32) -> String {
        TEXTS.speak(lang).t1("guests", "count", count).replace(['\u{2068}', '\u{2069}'], "")
    }

    #[test]
    fn german_counts_one_and_many() {
        assert_eq!([0, 1, 2].map(|n| guests(Lang::De, n)), ["0 Gäste", "ein Gast", "2 Gäste"]);
    }

    /// Beyond 102 `intl_pluralrules` 7.0.2 takes the form of 100, where CLDR begins anew with that of 3.
    #[test]
    fn arabic_counts_in_six_ways() {
        let counted = [0, 1, 2, 3, 10, 11, 99, 100, 102].map(|n| guests(Lang::Ar, n));
        assert_eq!(counted[..3], ["لا ضيوف", "ضيف واحد", "ضيفان"]);
        assert_eq!(counted[3..5], ["3 ضيوف", "10 ضيوف"]);
        assert_eq!(counted[5..7], ["11 ضيفًا", "99 ضيفًا"]);
        assert_eq!(counted[7..], ["100 ضيف", "102 ضيف"]);
    }

    #[test]
    fn what_a_language_lacks_is_said_in_german() {
        assert_eq!(TEXTS.speak(Lang::Ar).t("only-german"), "Nur deutsch");
    }

    #[test]
    #[should_panic(expected = "is there twice")]
    fn a_service_cannot_say_a_common_text_anew() {
        Texts::new(&[(Lang::De, "site-name = Anders")]);
    }

    #[test]
    #[should_panic(expected = "no Fluent")]
    fn a_broken_file_is_refused() {
        Texts::new(&[(Lang::De, "guests = { $count")]);
    }
}
