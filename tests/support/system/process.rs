//! One running program.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;

use tokio::sync::oneshot;

use crate::wait::eventually;

const ANNOUNCEMENT: &str = "listening on ";

/// Dropping it kills the process by its id.
pub(super) struct Process(Child);

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
        let process = Self(child);
        let (tell, told) = oneshot::channel();
        thread::spawn(move || copy_and_find_url(output, log, tell));
        let url = told.await.expect("the program listens before it ends; see its log");
        (process, url)
    }

    /// Sends SIGTERM and waits for the end.
    pub async fn terminate(mut self) {
        let id = self.0.id().to_string();
        let sent = Command::new("sh").args(["-c", "kill -TERM \"$0\"", &id]).status();
        assert!(sent.is_ok_and(|status| status.success()), "SIGTERM to {id}");
        let child = &mut self.0;
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
        self.0.kill().ok();
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
