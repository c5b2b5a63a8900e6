//! One running program.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;

use tokio::sync::oneshot;

use crate::wait::eventually;

const ANNOUNCEMENT: &str = "listening on ";

/// Dropping it kills the process by its id; so does the end of the test process, however it ends.
pub(super) struct Process {
    child: Child,
    watchdog: Watchdog,
}

/// A shell that kills a process when its standard input closes without a word: then whoever wanted it is gone.
struct Watchdog(Child);

impl Process {
    /// Starts the program and returns it with the URL that it says it listens on.
    pub async fn start(binary: &Path, settings: &[(String, String)], log: &Path) -> (Self, String) {
        let log = OpenOptions::new().create(true).append(true).open(log).expect("a log file");
        let mut child = Command::new(binary)
            .env_clear()
            .envs(settings.iter().cloned())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log.try_clone().expect("a second handle of the log file"))
            .spawn()
            .expect("the program can be run");
        let output = child.stdout.take().expect("standard output is piped");
        let watchdog = Watchdog::over(&child);
        let process = Self { child, watchdog };
        let (tell, told) = oneshot::channel();
        thread::spawn(move || copy_and_find_url(output, log, tell));
        let url = told.await.expect("the program listens before it ends; see its log");
        (process, url)
    }

    /// Sends SIGTERM and waits for the end.
    pub async fn terminate(mut self) {
        let id = self.child.id().to_string();
        let sent = Command::new("sh").args(["-c", "kill -TERM \"$0\"", &id]).status();
        assert!(sent.is_ok_and(|status| status.success()), "SIGTERM to {id}");
        let child = &mut self.child;
        let status = eventually("the program ends", || {
            let status = child.try_wait().expect("the process is ours");
            async move { status }
        });
        let status = status.await;
        assert!(status.success(), "after SIGTERM: {status}");
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
        self.watchdog.end();
    }
}

impl Watchdog {
    fn over(child: &Child) -> Self {
        let mut shell = Command::new("sh");
        shell.args(["-c", r#"read -r _ || kill -KILL "$0""#]).arg(child.id().to_string());
        // In a process group of its own, which a Ctrl-C at the terminal does not reach.
        let shell = shell.stdin(Stdio::piped()).process_group(0).spawn();
        Self(shell.expect("a shell"))
    }

    /// The process is gone: its id may be another's by now.
    fn end(&mut self) {
        if let Some(mut word) = self.0.stdin.take() {
            writeln!(word, "gone").ok();
        }
        self.0.wait().ok();
    }
}

/// Copies the program's output to the log, and tells the URL as soon as it is announced.
fn copy_and_find_url(output: ChildStdout, mut log: File, tell: oneshot::Sender<String>) {
    let mut tell = Some(tell);
    for line in BufReader::new(output).lines().map_while(Result::ok) {
        writeln!(log, "{line}").ok();
        let Some((_, url)) = line.split_once(ANNOUNCEMENT) else { continue };
        if let Some(tell) = tell.take() {
            tell.send(url.trim().trim_end_matches('/').to_owned()).ok();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_ends_with_whoever_wanted_it() {
        let mut child = Command::new("sleep").arg("1000").spawn().expect("a process");
        let mut watchdog = Watchdog::over(&child);
        drop(watchdog.0.stdin.take());
        assert!(!child.wait().expect("ours").success(), "it was killed");
        watchdog.end();
    }

    #[test]
    fn a_watchdog_leaves_others_alone() {
        let mut child = Command::new("sleep").arg("1000").spawn().expect("a process");
        Watchdog::over(&child).end();
        assert!(child.try_wait().expect("ours").is_none(), "it runs");
        child.kill().expect("ours");
        child.wait().expect("ours");
    }
}
