//! The binaries, built once per test process.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use tokio::sync::OnceCell;
use tokio::task::spawn_blocking;

static FOLDER: OnceCell<PathBuf> = OnceCell::const_new();

/// Where a binary is, built with the profile and in the folder of the running test.
pub async fn path(name: &str) -> PathBuf {
    FOLDER
        .get_or_init(|| async { spawn_blocking(build).await.expect("no panic while building") })
        .await
        .join(name)
}

/// `--workspace` unites the features as `cargo test --workspace` does, so that nothing is built twice.
fn build() -> PathBuf {
    let test = env::current_exe().expect("a test knows its own path");
    let profile_dir = test.ancestors().nth(2).expect("target/<profile>/deps/<test>");
    let profile = match profile_dir.file_name().and_then(|name| name.to_str()) {
        None | Some("debug") => "dev",
        Some(name) => name,
    };
    let built = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["build", "--quiet", "--workspace", "--bins", "--profile", profile, "--target-dir"])
        .arg(profile_dir.parent().unwrap_or(Path::new("target")))
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .status();
    assert!(built.is_ok_and(|status| status.success()), "cargo build --bins");
    profile_dir.to_owned()
}
