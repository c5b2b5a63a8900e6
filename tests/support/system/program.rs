//! Commands of the program, run to their end.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;
use tokio::task::spawn_blocking;

use super::binary;
use crate::wait::eventually;

/// What a command said, and whether it went well.
#[derive(Debug)]
pub struct Said {
    pub went_well: bool,
    /// Standard output.
    pub answer: String,
    /// Standard error.
    pub complaint: String,
}

/// Runs the program with these settings alone, in a folder of its own, until it ends by itself.
pub async fn run_program(arguments: &[&str], settings: &[(&str, &str)]) -> Said {
    let folder = TempDir::new().expect("a temporary folder");
    let temporary = ("TMPDIR".to_owned(), folder.path().display().to_string());
    let given = settings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let binary = binary::path("treffpunkt").await;
    run(&binary, arguments, &given.chain([temporary]).collect::<Vec<_>>()).await
}

/// # Panics
/// When it goes on for ever, as it does when it serves though it should have refused to.
pub(super) async fn run(binary: &Path, arguments: &[&str], settings: &[(String, String)]) -> Said {
    let child = Command::new(binary)
        .args(arguments)
        .env_clear()
        .envs(settings.iter().cloned())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = Ending(Some(child.expect("the program can be run")));
    let what = format!("{} {arguments:?} to end", binary.display());
    eventually(&what, || {
        let ended = child.has_ended();
        async move { ended.then_some(()) }
    })
    .await;
    child.output().await
}

/// A command that is killed when nobody waits for it any more.
struct Ending(Option<Child>);

impl Ending {
    fn has_ended(&mut self) -> bool {
        let child = self.0.as_mut().expect("taken only at the end");
        child.try_wait().expect("the process is ours").is_some()
    }

    async fn output(mut self) -> Said {
        let child = self.0.take().expect("taken only here");
        let output = spawn_blocking(|| child.wait_with_output()).await.expect("no panic in a wait");
        let output = output.expect("the output of a process that has ended");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Said {
            went_well: output.status.success(),
            answer: text(&output.stdout),
            complaint: text(&output.stderr),
        }
    }
}

impl Drop for Ending {
    fn drop(&mut self) {
        if let Some(child) = &mut self.0 {
            child.kill().ok();
            child.wait().ok();
        }
    }
}
