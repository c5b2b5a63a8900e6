//! The texts of this service; see [`shared::i18n`].

use std::sync::LazyLock;

use shared::i18n::{Lang, Locale, Texts};

const OWN: &[Locale] = &[
    (Lang::De, include_str!("../locales/de/questions.ftl")),
    (Lang::De, include_str!("../locales/de/survey.ftl")),
    (Lang::De, include_str!("../locales/de/results.ftl")),
    (Lang::Ar, include_str!("../locales/ar/questions.ftl")),
    (Lang::Ar, include_str!("../locales/ar/survey.ftl")),
    (Lang::Ar, include_str!("../locales/ar/results.ftl")),
];

pub static TEXTS: LazyLock<Texts> = LazyLock::new(|| Texts::new(OWN));

#[cfg(test)]
mod tests {
    use shared::i18n::Lang;
    use shared::testing::locales::{assert_complete, assert_keys_exist};

    use super::{OWN, TEXTS};
    use crate::survey::QUESTIONS;
    use crate::survey::questionnaire::Kind;

    #[test]
    fn every_language_has_every_text() {
        assert_complete(OWN);
    }

    #[test]
    fn every_text_that_the_code_asks_for_is_there() {
        assert_keys_exist(&TEXTS, concat!(env!("CARGO_MANIFEST_DIR"), "/src"));
    }

    #[test]
    fn every_question_has_its_words() {
        let tr = TEXTS.speak(Lang::De);
        for question in QUESTIONS {
            let mut keys = vec![format!("question-{}", question.id)];
            match question.kind {
                Kind::Choice(options) | Kind::Steps(options) => {
                    keys.extend(options.iter().map(|o| format!("question-{}-{o}", question.id)));
                }
                Kind::Scale(..) => {
                    keys.extend(
                        ["low", "high"].map(|end| format!("question-{}-{end}", question.id)),
                    );
                }
                Kind::Sector | Kind::Words => {}
            }
            assert!(keys.iter().all(|key| tr.has(key)), "one of {keys:?} is missing");
        }
    }
}
