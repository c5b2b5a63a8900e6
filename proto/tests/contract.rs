//! Holds the contracts together with the code made from them, and with what was released before.
//!
//! `UPDATE=1 cargo test -p proto` rewrites the generated code. `RELEASE=1 cargo test -p proto`, run at each release, adds
//! to `released.txt` what is new; a line of it is never taken away, so that a number stays reserved for ever.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use protox::Compiler;
use released::Contract;

#[path = "contract/released.rs"]
mod released;

#[path = "contract/checker.rs"]
mod the_checker;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn the_generated_code_is_what_the_contracts_make() {
    let fresh = tempfile::tempdir().expect("a temporary folder");
    let mut config = prost_build::Config::new();
    config
        .out_dir(fresh.path())
        .compile_fds(compiler().file_descriptor_set())
        .expect("code for the contracts");
    let generated = Path::new(ROOT).join("generated");
    let names = |folder: &Path| {
        files(folder, "rs")
            .iter()
            .map(|f| f.file_name().map(Into::into))
            .collect::<BTreeSet<Option<PathBuf>>>()
    };
    assert_eq!(names(fresh.path()), names(&generated), "the files under generated/");
    for made in files(fresh.path(), "rs") {
        let kept = generated.join(made.file_name().expect("a file has a name"));
        hold_together(&kept, &read(&made));
    }
}

#[test]
fn every_contract_keeps_what_was_released() {
    let pool = compiler().descriptor_pool();
    let file = Path::new(ROOT).join("released.txt");
    let released = read(&file);
    assert!(!released.is_empty(), "{} says what was released", file.display());
    let broken = Contract::of(&pool).breaks(&released);
    assert!(broken.is_empty(), "what others rely on has changed:\n{}", broken.join("\n"));
    if std::env::var_os("RELEASE").is_some() {
        fs::write(&file, Contract::of(&pool).added_to(&released))
            .expect("a file that can be written");
    }
}

/// With `UPDATE=1` makes the file so; otherwise the file must be so.
fn hold_together(file: &Path, wanted: &str) {
    if std::env::var_os("UPDATE").is_some() {
        fs::write(file, wanted).expect("a file that can be written");
    }
    let kept = read(file);
    let wrong = kept.lines().zip(wanted.lines()).find(|(kept, wanted)| kept != wanted);
    assert!(kept == wanted, "{}: run with UPDATE=1; first difference: {wrong:?}", file.display());
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn compiler() -> Compiler {
    let mut compiler = Compiler::new([ROOT]).expect("the folder of the contracts");
    compiler.include_source_info(true).include_imports(true);
    compiler
        .open_files(files(&Path::new(ROOT).join("treffpunkt"), "proto"))
        .expect("contracts without errors");
    compiler
}

/// All files below a folder with this extension, sorted.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) = entries.partition(|path| path.is_dir());
    let own = files.into_iter().filter(|path| path.extension().is_some_and(|e| e == extension));
    let mut all: Vec<PathBuf> =
        own.chain(folders.iter().flat_map(|f| self::files(f, extension))).collect();
    all.sort();
    all
}
