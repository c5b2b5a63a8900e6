//! The real program, with a mail server to send to.
//!
//! A test that takes a [`System`] does not know whether it is one process or many: it starts, kills
//! and restarts the whole, and asks for the files of one service by the service's name.

mod binary;
mod process;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use tempfile::TempDir;
use tokio::task::spawn_blocking;

use self::process::Process;
use crate::Sink;
use crate::browser::{Address, Browser};
use crate::people::Person;
use crate::wait::eventually;

/// What the program calls itself in links; the port behind it changes with every start.
pub const PUBLIC_URL: &str = "http://treffpunkt.test";

const SECRET_KEY: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

/// The three services in one process, with a fresh folder and a fresh [`Sink`].
///
/// Dropping it ends the process; when the test fails, the log is printed.
pub struct System {
    folder: TempDir,
    settings: Vec<(String, String)>,
    process: Mutex<Option<Process>>,
    address: Address,
    pub sink: Sink,
}

impl System {
    /// Starts with the usual settings and waits until everything is ready.
    pub async fn start() -> Self {
        Self::start_with(&[]).await
    }

    /// Starts with some settings in place of the usual.
    pub async fn start_with(settings: &[(&str, &str)]) -> Self {
        let sink = Sink::start().await.expect("a port for the mail server");
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut all = usual_settings(&folder, &sink);
        all.extend(settings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let system = Self {
            folder,
            settings: all,
            process: Mutex::new(None),
            address: Address::default(),
            sink,
        };
        system.run().await;
        system
    }

    /// Starts the program again after [`System::kill9`] or [`System::terminate`].
    pub async fn run(&self) {
        let binary = binary::path().await;
        let (process, url) = Process::start(&binary, &self.settings, &self.log_file()).await;
        self.address.set(&url);
        *self.lock() = Some(process);
        self.ready().await;
    }

    /// Ends the program as a power cut would.
    pub fn kill9(&self) {
        self.address.set("");
        drop(self.lock().take());
    }

    /// Asks the program to end (SIGTERM) and waits until it has.
    pub async fn terminate(&self) {
        let process = self.lock().take().expect("a running program");
        process.terminate().await;
        self.address.set("");
    }

    /// Ends and starts the program.
    pub async fn restart(&self) {
        self.terminate().await;
        self.run().await;
    }

    /// Waits until all parts of the program are ready, also when another task is restarting it.
    pub async fn ready(&self) {
        let browser = self.browser();
        eventually("/health/ready", || async {
            let page = browser.open_if_up("/health/ready").await?;
            (page.status == 200).then_some(())
        })
        .await;
    }

    /// Runs a command of the program on the same data and returns what it prints.
    ///
    /// # Panics
    /// When it fails; the message shows what it said.
    pub async fn cli(&self, arguments: &[&str]) -> String {
        let mut command = Command::new(binary::path().await);
        command.args(arguments).env_clear().envs(self.settings.iter().cloned());
        let output = spawn_blocking(move || command.output()).await.expect("no panic in a command");
        let output = output.expect("the program can be run");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "treffpunkt {arguments:?}: {said}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// A browser that nobody has used yet, on the machine of the proxy.
    pub fn browser(&self) -> Browser {
        Browser::new(self.address.clone(), PUBLIC_URL)
    }

    /// The browser of one person, at their own address.
    pub fn browser_of(&self, person: &Person) -> Browser {
        self.browser().from(&person.client_ip).in_language(person.language)
    }

    /// The database files of one service, with journals.
    pub fn files_of(&self, service: &str) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.data_dir()).expect("the data folder");
        let paths = entries.map(|entry| entry.expect("an entry of the data folder").path());
        let own = |path: &PathBuf| {
            path.file_name().is_some_and(|n| n.to_string_lossy().starts_with(service))
        };
        paths.filter(own).collect()
    }

    /// A file for a command to read, outside the data folder.
    pub fn write_file(&self, name: &str, content: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, content).expect("a file in the temporary folder");
        path
    }

    /// Everything the program has printed so far, over all starts.
    pub fn log(&self) -> String {
        fs::read_to_string(self.log_file()).unwrap_or_default()
    }

    fn data_dir(&self) -> PathBuf {
        data_dir(self.folder.path())
    }

    fn log_file(&self) -> PathBuf {
        self.folder.path().join("log")
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Process>> {
        self.process.lock().expect("nobody panics while holding the process")
    }
}

impl Drop for System {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("--- the program's log:\n{}\n---", self.log());
        }
    }
}

fn data_dir(folder: &Path) -> PathBuf {
    folder.join("data")
}

fn usual_settings(folder: &TempDir, sink: &Sink) -> Vec<(String, String)> {
    let data_dir = data_dir(folder.path());
    let usual = [
        ("PATH", std::env::var("PATH").unwrap_or_default()),
        ("DATA_DIR", data_dir.display().to_string()),
        ("BIND", "127.0.0.1:0".to_owned()),
        ("PUBLIC_URL", PUBLIC_URL.to_owned()),
        ("SECRET_KEY", SECRET_KEY.to_owned()),
        ("SMTP_URL", sink.url()),
        ("MAIL_FROM", "Treffpunkt <post@treffpunkt.test>".to_owned()),
        ("MAILS_PER_MINUTE", "1000000".to_owned()),
        ("TRUSTED_PROXY", "127.0.0.1".to_owned()),
        ("FORM_MIN_SECONDS", "0".to_owned()),
        ("LOG_FORMAT", "json".to_owned()),
        ("LOG_LEVEL", "info".to_owned()),
    ];
    usual.map(|(name, value)| (name.to_owned(), value)).to_vec()
}
