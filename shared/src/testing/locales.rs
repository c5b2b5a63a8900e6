//! Holds a service's texts together: every language says the same, and the code asks for nothing that is not there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Message, Pattern, PatternElement};
use fluent_syntax::parser;

use crate::i18n::{Lang, Locale, Texts};

/// Keys (`key` or `key.attribute`) with the names of the variables that their texts take.
type Keys = BTreeMap<String, BTreeSet<String>>;

/// Every language has the same keys as German, with the same variables.
///
/// # Panics
/// With a list of what differs.
pub fn assert_complete(own: &[Locale]) {
    let german = keys(Lang::De, own);
    for lang in Lang::ALL {
        let wrong = differences(&german, &keys(*lang, own));
        assert!(wrong.is_empty(), "the texts in {}:\n{}", lang.name(), wrong.join("\n"));
    }
}

/// Every key that stands as a literal in a `t`, `t1`, `t2` or `args` of the `.rs` and `.html` files below a folder is
/// there. Keys that are put together while the program runs are not seen.
///
/// # Panics
/// With a list of what is missing.
pub fn assert_keys_exist(texts: &'static Texts, source_dir: impl AsRef<Path>) {
    let german = texts.speak(Lang::De);
    let used = keys_used(source_dir.as_ref());
    assert!(!used.is_empty(), "{} asks for no text", source_dir.as_ref().display());
    let missing: Vec<_> = used
        .iter()
        .filter(|(key, _)| !german.has(key))
        .map(|(key, file)| format!("{key} ({})", file.display()))
        .collect();
    assert!(missing.is_empty(), "texts that are not there:\n{}", missing.join("\n"));
}

fn keys(lang: Lang, own: &[Locale]) -> Keys {
    let mut keys = Keys::new();
    for (_, source) in own.iter().filter(|(of, _)| *of == lang) {
        let resource = parser::parse(*source).unwrap_or_else(|(_, errors)| {
            panic!("the texts in {} are no Fluent: {errors:?}", lang.name())
        });
        for entry in resource.body {
            if let Entry::Message(message) = entry {
                keys.extend(patterns(&message).map(|(key, pattern)| (key, variables(pattern))));
            }
        }
    }
    keys
}

fn patterns<'a>(
    message: &'a Message<&str>,
) -> impl Iterator<Item = (String, &'a Pattern<&'a str>)> {
    let id = message.id.name;
    let value = message.value.iter().map(move |pattern| (id.to_owned(), pattern));
    let attribute = move |attribute: &'a fluent_syntax::ast::Attribute<&str>| {
        (format!("{id}.{}", attribute.id.name), &attribute.value)
    };
    value.chain(message.attributes.iter().map(attribute))
}

fn differences(german: &Keys, other: &Keys) -> Vec<String> {
    let missing = german.keys().filter(|key| !other.contains_key(*key));
    let too_many = other.keys().filter(|key| !german.contains_key(*key));
    let other_variables = german.iter().filter_map(|(key, variables)| {
        let theirs = other.get(key).filter(|theirs| *theirs != variables)?;
        Some(format!("{key} takes {theirs:?}, in German {variables:?}"))
    });
    let missing = missing.map(|key| format!("{key} is missing"));
    missing
        .chain(too_many.map(|key| format!("{key} is not there in German")))
        .chain(other_variables)
        .collect()
}

fn variables(pattern: &Pattern<&str>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    in_pattern(pattern, &mut names);
    names
}

fn in_pattern(pattern: &Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, names);
        }
    }
}

fn in_expression(expression: &Expression<&str>, names: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, names),
        Expression::Select { selector, variants } => {
            in_inline(selector, names);
            variants.iter().for_each(|variant| in_pattern(&variant.value, names));
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, names: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            names.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.iter().for_each(|argument| in_inline(argument, names));
        }
        InlineExpression::Placeable { expression } => in_expression(expression, names),
        InlineExpression::StringLiteral { .. }
        | InlineExpression::NumberLiteral { .. }
        | InlineExpression::MessageReference { .. }
        | InlineExpression::TermReference { .. } => {}
    }
}

fn keys_used(folder: &Path) -> BTreeMap<String, PathBuf> {
    let mut used = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            used.append(&mut keys_used(&path));
        } else if path.extension().is_some_and(|kind| kind == "rs" || kind == "html") {
            let source = fs::read_to_string(&path).expect("a readable source");
            used.extend(literals(&source).into_iter().map(|key| (key, path.clone())));
        }
    }
    used
}

/// The literals that stand first in a call of one of the functions that look texts up; unit tests have texts of their own.
fn literals(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    let code = source.lines().filter(is_code).collect::<Vec<_>>().join("\n");
    let calls =
        [".t(", ".t1(", ".t2(", ".args("].into_iter().flat_map(|call| code.split(call).skip(1));
    calls
        .filter_map(|rest| Some(rest.trim_start().strip_prefix('"')?.split_once('"')?.0.to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GERMAN: Locale =
        (Lang::De, "a = { $x } und { $y }\nb = { $n ->\n   *[other] { NUMBER($n) }\n }\n");

    #[test]
    fn another_order_of_the_variables_is_no_difference() {
        assert_complete(&[GERMAN, (Lang::Ar, "b = { $n }\na = { $y } و { $x }")]);
    }

    #[test]
    #[should_panic(expected = "b is missing")]
    fn a_missing_key_is_seen() {
        assert_complete(&[GERMAN, (Lang::Ar, "a = { $x } { $y }")]);
    }

    #[test]
    #[should_panic(expected = "a takes {\"x\"}, in German {\"x\", \"y\"}")]
    fn a_missing_variable_is_seen() {
        assert_complete(&[GERMAN, (Lang::Ar, "a = { $x }\nb = { $n }")]);
    }

    #[test]
    #[should_panic(expected = "c is not there in German")]
    fn a_text_without_source_is_seen() {
        assert_complete(&[GERMAN, (Lang::Ar, "a = { $x } { $y }\nb = { $n }\nc = ج")]);
    }

    #[test]
    fn literals_are_found_in_code_and_templates_but_not_in_comments_and_tests() {
        let source = "page.t(\"one\")\n  tr.args(\n  \"two\", &x)\n// tr.t(\"no\")\n\
            {{ page.t1(\"three\", \"n\", 1) }} t.t(key)\n#[cfg(test)]\nmod tests {\n tr.t(\"no\") }";
        assert_eq!(literals(source), ["one", "three", "two"]);
    }

    #[test]
    #[should_panic(expected = "nobody-wrote-this")]
    fn a_key_that_is_not_there_is_seen() {
        static NONE: std::sync::LazyLock<Texts> = std::sync::LazyLock::new(|| Texts::new(&[]));
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("page.html"), "{{ page.t(\"nobody-wrote-this\") }}")
            .expect("a file");
        assert_keys_exist(&NONE, folder.path());
    }
}
