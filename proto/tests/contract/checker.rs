//! The checker finds each way to break a contract, and leaves alone what breaks nothing.

use protox::Compiler;
use protox::file::{ChainFileResolver, File, FileResolver};

use super::released::Contract;

const RELEASED: &str =
    "message M { bytes id = 1; string name = 2; repeated S s = 3; enum S { A = 0; B = 1; } }";

struct OneFile(String);

impl FileResolver for OneFile {
    fn open_file(&self, name: &str) -> Result<File, protox::Error> {
        File::from_source(name, &self.0)
    }
}

fn contract(body: &str) -> Contract {
    let mut resolver = ChainFileResolver::new();
    resolver.add(OneFile(format!("syntax = \"proto3\"; package p; {body}")));
    let mut compiler = Compiler::with_file_resolver(resolver);
    compiler.open_file("p.proto").expect("a valid file");
    Contract::of(&compiler.descriptor_pool())
}

fn breaks(now: &str) -> String {
    contract(now).breaks(&contract(RELEASED).lines()).join("; ")
}

#[test]
fn accepts_the_same_and_more() {
    assert_eq!(breaks(RELEASED), "");
    assert_eq!(
        breaks(
            &RELEASED
                .replace("B = 1;", "B = 1; C = 2;")
                .replace("repeated", "bool new = 9; repeated")
        ),
        ""
    );
}

#[test]
fn finds_a_new_number() {
    assert_eq!(
        breaks(&RELEASED.replace("name = 2", "name = 7")),
        "p.M name 2 string: the number is now 7"
    );
}

#[test]
fn finds_a_new_type() {
    assert_eq!(
        breaks(&RELEASED.replace("string name", "bytes name")),
        "p.M name 2 string: the type is now bytes"
    );
    assert!(breaks(&RELEASED.replace("repeated S", "S")).contains("the type is now"));
    assert!(
        breaks(&RELEASED.replace("string name", "optional string name"))
            .contains("the type is now")
    );
}

#[test]
fn finds_a_reused_number() {
    assert_eq!(
        breaks(&RELEASED.replace("name = 2", "title = 2")),
        "p.M name 2 string: the number is reused for title"
    );
}

#[test]
fn finds_a_removed_field_unless_it_is_reserved() {
    let removed = |by: &str| breaks(&RELEASED.replace("string name = 2;", by));
    assert!(removed("").contains("p.M name 2 string: removed"));
    assert!(removed("reserved 2;").contains("removed"), "the name must be reserved too");
    assert_eq!(removed("reserved 2; reserved \"name\";"), "");
}

#[test]
fn finds_changes_of_an_enum() {
    assert!(breaks(&RELEASED.replace("B = 1;", "")).contains("p.M.S B 1 enum: removed"));
    assert_eq!(breaks(&RELEASED.replace("B = 1;", "reserved 1; reserved \"B\";")), "");
    assert!(breaks(&RELEASED.replace("B = 1", "C = 1")).contains("reused"));
}

#[test]
fn never_forgets_what_was_released() {
    let now = contract(
        &RELEASED.replace("string name = 2;", "reserved 2; reserved \"name\"; bool new = 9;"),
    );
    let released = now.added_to(&contract(RELEASED).lines());
    assert!(released.contains("p.M name 2 string\n"), "{released}");
    assert!(released.contains("p.M new 9 bool\n"), "{released}");
}

#[test]
fn finds_a_removed_message() {
    assert_eq!(contract("message N {}").breaks(&contract(RELEASED).lines()).len(), 5);
}
