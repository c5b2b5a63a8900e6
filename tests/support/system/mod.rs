//! The real program, with a mail server to send to.
//!
//! A test that takes a [`System`] need not know whether it is one process or many: it starts, kills and restarts the
//! whole. Those that end single parts ask for [`System::parts`].

mod binary;
mod demo;
mod process;
mod program;
mod services;

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use futures_util::future::join_all;
use tempfile::TempDir;

pub use self::binary::path as program_file;
pub use self::demo::Demo;
use self::process::Process;
pub use self::program::{Said, run_program};
pub use self::services::{Disks, Replica, SERVICES, Services};
use crate::Sink;
use crate::browser::{Address, Browser};
use crate::people::Person;
use crate::wait::eventually;

/// What the program calls itself in links; the port behind it changes with every start.
pub const PUBLIC_URL: &str = "http://treffpunkt.test";

/// The installation's secret, for those who make forms without asking for each.
pub const SECRET_KEY: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

/// The three services with a fresh folder, fresh servers and a fresh [`Sink`].
///
/// Dropping it ends the processes; when the test fails, the log is printed.
pub struct System {
    folder: TempDir,
    settings: Mutex<Vec<(String, String)>>,
    topology: Topology,
    address: Address,
    pub sink: Sink,
}

enum Topology {
    /// All in one process.
    Embedded(Mutex<Option<Process>>),
    /// Two processes of each, behind a proxy.
    Services(Box<Services>),
}

impl System {
    /// Starts the embedded program with the usual settings and waits until everything is ready.
    pub async fn start() -> Self {
        Self::start_with(&[]).await
    }

    /// Starts the embedded program with some settings in place of the usual.
    pub async fn start_with(settings: &[(&str, &str)]) -> Self {
        Self::start_at(Sink::start().await.expect("a port for the mail server"), settings).await
    }

    /// As [`System::start_with`], with a mail server of another kind.
    pub async fn start_at(sink: Sink, settings: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self::begin(folder, Topology::Embedded(Mutex::default()), sink, settings).await
    }

    /// Starts the services as processes of their own, on servers of their own.
    pub async fn services() -> Self {
        Self::services_with(Disks::default(), &[]).await
    }

    /// As [`System::services`], with the servers' data where the test wants it, and some settings in place of the usual.
    pub async fn services_with(disks: Disks, settings: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let services = Services::prepare(disks, folder.path()).await;
        let sink = Sink::start().await.expect("a port for the mail server");
        Self::begin(folder, Topology::Services(Box::new(services)), sink, settings).await
    }

    async fn begin(
        folder: TempDir,
        topology: Topology,
        sink: Sink,
        settings: &[(&str, &str)],
    ) -> Self {
        let usual = Mutex::new(usual_settings(&folder, &sink));
        let system = Self { folder, settings: usual, topology, address: Address::default(), sink };
        system.set(settings);
        system.run().await;
        system
    }

    /// What stands behind the proxy, where the services are processes of their own.
    ///
    /// # Panics
    /// On the embedded program.
    pub fn parts(&self) -> &Services {
        match &self.topology {
            Topology::Services(services) => services,
            Topology::Embedded(_) => panic!("the embedded program has no parts"),
        }
    }

    /// Starts again what was ended by [`System::kill9`] or [`System::terminate`].
    pub async fn run(&self) {
        let (settings, log) = (self.settings(), self.log_file());
        match &self.topology {
            Topology::Embedded(slot) => {
                let binary = binary::path("treffpunkt").await;
                let (process, url) = Process::start(&binary, &settings, &log).await;
                self.address.set(&url);
                *lock(slot) = Some(process);
            }
            Topology::Services(services) => {
                services.run(&settings, &log).await;
                self.address.set(&services.url());
            }
        }
        self.ready().await;
    }

    /// Ends the program as a power cut would.
    pub fn kill9(&self) {
        self.address.set("");
        match &self.topology {
            Topology::Embedded(slot) => drop(lock(slot).take()),
            Topology::Services(services) => services.replicas().iter().for_each(Replica::kill9),
        }
    }

    /// Asks the program to end (SIGTERM) and waits until it has.
    pub async fn terminate(&self) {
        match &self.topology {
            Topology::Embedded(slot) => {
                let process = lock(slot).take().expect("a running program");
                process.terminate().await;
            }
            Topology::Services(services) => {
                join_all(services.replicas().iter().map(Replica::terminate)).await;
            }
        }
        self.address.set("");
    }

    /// Ends and starts the program.
    pub async fn restart(&self) {
        self.terminate().await;
        self.run().await;
    }

    /// Ends the program and starts it with some settings changed.
    pub async fn restart_with(&self, settings: &[(&str, &str)]) {
        self.terminate().await;
        self.set(settings);
        self.run().await;
    }

    /// Starts one process of a service again, with some settings more than the others.
    pub async fn run_replica(&self, replica: &Replica, settings: &[(&str, &str)]) {
        let more = settings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let settings: Vec<_> = self.settings().into_iter().chain(more).collect();
        self.parts().run_one(replica, &settings, &self.log_file()).await;
    }

    /// Waits until all parts of the program are ready, also when another task is restarting it.
    pub async fn ready(&self) {
        match &self.topology {
            Topology::Embedded(_) => ready(&self.browser()).await,
            Topology::Services(services) => {
                for replica in services.replicas() {
                    ready(&self.browser_of_replica(replica)).await;
                }
            }
        }
    }

    /// Runs a command of the program on the same data and returns what it prints.
    ///
    /// # Panics
    /// When it fails; the message shows what it said.
    pub async fn cli(&self, arguments: &[&str]) -> String {
        let said = self.try_cli(arguments).await;
        assert!(said.went_well, "treffpunkt {arguments:?}: {}", said.complaint);
        said.answer
    }

    /// Runs a command of the program on the same data, whether it goes well or not.
    pub async fn try_cli(&self, arguments: &[&str]) -> Said {
        match &self.topology {
            Topology::Embedded(_) => {
                let binary = binary::path("treffpunkt").await;
                program::run(&binary, arguments, &self.settings()).await
            }
            Topology::Services(services) => services.command(arguments, &self.settings()).await,
        }
    }

    /// Lets the browsers of this system look at another one, with their cookies.
    pub fn lead_to(&self, other: &Self) {
        self.address.set(&other.address.get());
    }

    /// A browser that nobody has used yet, on the same machine.
    pub fn browser(&self) -> Browser {
        Browser::new(self.address.clone(), PUBLIC_URL)
    }

    /// A browser that looks at another port of the program.
    pub fn browser_at(&self, address: SocketAddr) -> Browser {
        let other = Address::default();
        other.set(&format!("http://{address}"));
        Browser::new(other, PUBLIC_URL)
    }

    /// Where each process that serves the pages of a service is reached, past the proxy.
    pub fn processes_of(&self, service: &str) -> Vec<String> {
        match &self.topology {
            Topology::Embedded(_) => vec![self.address.get()],
            Topology::Services(services) => {
                services.replicas_of(service).into_iter().map(Replica::url).collect()
            }
        }
    }

    /// A browser that looks at one process, past the proxy.
    pub fn browser_of_replica(&self, replica: &Replica) -> Browser {
        let direct = Address::default();
        direct.set(&replica.url());
        Browser::new(direct, PUBLIC_URL)
    }

    /// The browser of one person, at their own address.
    pub fn browser_of(&self, person: &Person) -> Browser {
        self.browser().at(person.client_ip).in_language(person.language)
    }

    /// The database files of one service of the embedded program, with journals.
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
        let path = self.beside_data(name);
        fs::write(&path, content).expect("a file in the temporary folder");
        path
    }

    /// A path outside the data folder at which nothing is yet; it goes with the system.
    pub fn beside_data(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
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

    fn set(&self, settings: &[(&str, &str)]) {
        let mut all = self.settings.lock().expect("nobody panics while holding the settings");
        for (name, value) in settings {
            all.retain(|(of, _)| of != name);
            all.push(((*name).to_owned(), (*value).to_owned()));
        }
    }

    fn settings(&self) -> Vec<(String, String)> {
        self.settings.lock().expect("nobody panics while holding the settings").clone()
    }
}

fn lock(slot: &Mutex<Option<Process>>) -> MutexGuard<'_, Option<Process>> {
    slot.lock().expect("nobody panics while holding the process")
}

async fn ready(browser: &Browser) {
    eventually("/health/ready", || async {
        let page = browser.open_if_up("/health/ready").await?;
        (page.status == 200).then_some(())
    })
    .await;
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
        ("TRUSTED_PROXY", "127.0.0.1".to_owned()),
        ("FORM_MIN_SECONDS", "0".to_owned()),
        ("LOG_FORMAT", "json".to_owned()),
        ("LOG_LEVEL", "info".to_owned()),
    ];
    usual.map(|(name, value)| (name.to_owned(), value)).to_vec()
}
