//! What an operator is given in `deploy/`, as far as it can be checked without a Docker engine.

mod compose;
mod image;
mod proxy;
mod routes;
mod secrets;
mod units;
mod upstream;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tests::system::program_file;

/// A file of the repository.
fn file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

fn read(path: &str) -> String {
    fs::read_to_string(file(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The words of a service's `--help` that can be settings.
async fn settings_of(service: &str) -> BTreeSet<String> {
    let help = Command::new(program_file(service).await).arg("--help").output().expect("a program");
    let help = String::from_utf8(help.stdout).expect("text");
    let words = help.split(|c: char| !c.is_ascii_uppercase() && c != '_').map(str::to_owned);
    words.filter(|word| word.len() > 3).collect()
}

/// Names of variables that a service would not read: neither as a setting nor as the file that holds one.
fn unknown<'a>(
    names: impl IntoIterator<Item = &'a str>,
    settings: &BTreeSet<String>,
) -> Vec<String> {
    let known = |name: &&str| settings.contains(name.strip_suffix("_FILE").unwrap_or(name));
    names.into_iter().filter(|name| !known(name)).map(str::to_owned).collect()
}
