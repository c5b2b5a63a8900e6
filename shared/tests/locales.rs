//! The common texts are there in every language, and so is every text that the common pages ask for.

use std::sync::LazyLock;

use shared::i18n::{COMMON, Texts};
use shared::testing::locales::{assert_complete, assert_keys_exist};

static TEXTS: LazyLock<Texts> = LazyLock::new(|| Texts::new(&[]));

#[test]
fn every_language_has_the_common_texts() {
    assert_complete(COMMON);
}

#[test]
fn every_text_that_the_common_pages_ask_for_is_there() {
    assert_keys_exist(&TEXTS, concat!(env!("CARGO_MANIFEST_DIR"), "/src/web"));
    assert_keys_exist(&TEXTS, concat!(env!("CARGO_MANIFEST_DIR"), "/templates"));
}
