//! A server under its watchdog.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Mutex;
use std::time::Duration;

use tempfile::TempDir;

use crate::wait;

/// Servers start within seconds; a machine that compiles beside it is given more.
const START: Duration = Duration::from_secs(120);

/// A server that can be run, ended and run again in its folder. Dropped, it is ended and the folder removed.
pub struct Part {
    name: &'static str,
    folder: PathBuf,
    watchdog: Mutex<Watchdog>,
}

struct Watchdog {
    process: Child,
    commands: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
    pid: Option<u32>,
}

impl Part {
    /// Prepares `command` to run in `folder`; at the end it gets the signal `last`.
    pub fn new(name: &'static str, folder: TempDir, last: &str, command: &Command) -> Self {
        let mut shell = Command::new("sh");
        shell.args(["-c", include_str!("watchdog.sh"), "watchdog"]).arg(folder.path()).arg(last);
        shell.arg(command.get_program()).args(command.get_args());
        shell.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
        // In a process group of its own, which a Ctrl-C at the terminal does not reach.
        shell
            .process_group(0)
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut process = shell.spawn().expect("a shell");
        let commands = process.stdin.take();
        let answers = BufReader::new(process.stdout.take().expect("a pipe"));
        let watchdog = Mutex::new(Watchdog { process, commands, answers, pid: None });
        Self { name, folder: folder.keep(), watchdog }
    }

    /// Runs the server and waits until it is `ready`, which is asked with its process id.
    ///
    /// # Panics
    /// With the end of the log, when it ends or does not become ready.
    pub fn run(&self, mut ready: impl FnMut(u32) -> bool) {
        let pid = self.ask("run").parse().expect("a process id");
        self.watchdog.lock().expect("no panic within").pid = Some(pid);
        let mut is_ready = false;
        wait::until(START, || {
            is_ready = ready(pid);
            is_ready || !alive(pid)
        });
        assert!(is_ready, "{} does not start:\n{}", self.name, self.log_end());
    }

    /// Sends `signal` to the server (`KILL` to each of its processes) and waits until it is gone.
    pub fn end(&self, signal: &str) {
        assert_eq!(self.ask(&format!("end {signal}")), "ended", "the watchdog of {}", self.name);
        self.watchdog.lock().expect("no panic within").pid = None;
    }

    /// The process id of the server, while it is meant to run.
    pub fn pid(&self) -> Option<u32> {
        self.watchdog.lock().expect("no panic within").pid
    }

    /// Its own folder, which goes in the end.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What the server has printed.
    pub fn log(&self) -> String {
        let log = fs::read(self.folder.join("log")).unwrap_or_default();
        String::from_utf8_lossy(&log).into_owned()
    }

    fn log_end(&self) -> String {
        let log = self.log();
        let lines: Vec<_> = log.lines().collect();
        lines[lines.len().saturating_sub(40)..].join("\n")
    }

    fn ask(&self, command: &str) -> String {
        let mut watchdog = self.watchdog.lock().expect("no panic within");
        let commands = watchdog.commands.as_mut().expect("open until dropped");
        writeln!(commands, "{command}").expect("a watchdog that reads");
        let mut answer = String::new();
        watchdog.answers.read_line(&mut answer).expect("a watchdog that answers");
        answer.trim_end().to_owned()
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        let Ok(watchdog) = self.watchdog.get_mut() else { return };
        watchdog.commands = None;
        // The watchdog says itself on standard error what it could not do.
        watchdog.process.wait().ok();
    }
}

/// Whether process `pid` runs; a zombie does not (proc(5)).
pub fn alive(pid: u32) -> bool {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let state = status.lines().find_map(|line| line.strip_prefix("State:\t"));
    state.is_some_and(|state| !state.starts_with(['Z', 'X']))
}
