//! What the benchmarks stand on: load generators ([`wrk`], [`pgbench`]), forms to send ([`forms`], [`http`]), the services under
//! load ([`scene`]), what their processes take ([`processes`]), and the table that comes of it ([`report`]).
//!
//! Everything panics with what was seen when it does not go as it should.

pub mod forms;
pub mod http;
pub mod pgbench;
pub mod processes;
pub mod report;
pub mod scene;
pub mod wrk;

use std::path::{Path, PathBuf};
use std::process::Command;

use tokio::task::spawn_blocking;

/// A file of this folder.
#[must_use]
pub fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// What a command prints on standard output, once it has ended well.
pub async fn output(mut command: Command) -> String {
    let run = move || (command.output(), format!("{command:?}"));
    let (output, what) = spawn_blocking(run).await.expect("no panic while it runs");
    let output = output.unwrap_or_else(|error| panic!("{what}: {error}"));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{what}: {}{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

/// The middle one of some numbers.
#[must_use]
pub fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}
