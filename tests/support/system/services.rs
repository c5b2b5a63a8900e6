//! The services as processes of their own, two of each, with everything around them: PostgreSQL, RabbitMQ and the
//! proxy of `deploy/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};

use parts::{Caddy, Postgres, RabbitMq, free_port, postgres, rabbitmq};
use tokio::task::spawn_blocking;

use super::process::Process;
use super::program::{self, Said};
use super::{PUBLIC_URL, SECRET_KEY, binary};

/// The services, in the order in which they start.
pub const SERVICES: [&str; 3] = ["registration", "feedback", "notification"];

const REPLICAS: usize = 2;
const PASSWORD: &str = "of-a-test";
const VHOST: &str = "treffpunkt";

/// Where the data of the servers lie, if not in folders of their own.
#[derive(Debug, Default)]
pub struct Disks {
    pub postgres: Option<PathBuf>,
    pub rabbitmq: Option<PathBuf>,
}

/// What stands behind the proxy.
pub struct Services {
    pub postgres: Arc<Postgres>,
    pub rabbitmq: Arc<RabbitMq>,
    pub proxy: Arc<Caddy>,
    replicas: Vec<Replica>,
    keys: [(&'static str, String); 2],
}

/// One process of a service.
pub struct Replica {
    pub service: &'static str,
    port: u16,
    process: Mutex<Option<Process>>,
}

impl Services {
    /// Starts the servers; the services are started by [`Services::run`].
    pub(super) async fn prepare(disks: Disks, folder: &Path) -> Self {
        let folder = folder.to_owned();
        let postgres = spawn_blocking(|| start_postgres(disks.postgres));
        let rabbitmq = spawn_blocking(move || start_rabbitmq(disks.rabbitmq, &folder));
        let replica = |service| Replica { service, port: free_port(), process: Mutex::default() };
        let twice = |service| (0..REPLICAS).map(move |_| replica(service));
        let replicas: Vec<_> = SERVICES.into_iter().flat_map(twice).collect();
        let upstreams = SERVICES.map(|service| upstreams(&replicas, service));
        let proxy = spawn_blocking(|| start_proxy(upstreams));
        Self {
            postgres: Arc::new(postgres.await.expect("PostgreSQL")),
            rabbitmq: Arc::new(rabbitmq.await.expect("RabbitMQ")),
            proxy: Arc::new(proxy.await.expect("a proxy")),
            replicas,
            keys: [
                ("feedback", key("feedback").await),
                ("notification", key("notification").await),
            ],
        }
    }

    /// `http://127.0.0.1:PORT` of the proxy.
    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.proxy.port())
    }

    /// Starts every process that does not run.
    pub(super) async fn run(&self, settings: &[(String, String)], log: &Path) {
        for replica in &self.replicas {
            if !replica.runs() {
                self.run_one(replica, settings, log).await;
            }
        }
    }

    /// Starts a process on its port.
    pub(super) async fn run_one(
        &self,
        replica: &Replica,
        settings: &[(String, String)],
        log: &Path,
    ) {
        let mut settings = self.settings_of(replica.service, settings);
        settings.push(("BIND".to_owned(), format!("127.0.0.1:{}", replica.port)));
        let binary = binary::path(replica.service).await;
        let (process, _) = Process::start(&binary, &settings, log).await;
        *replica.lock() = Some(process);
    }

    /// The processes of one service.
    pub fn replicas_of(&self, service: &str) -> Vec<&Replica> {
        self.replicas.iter().filter(|replica| replica.service == service).collect()
    }

    /// All processes.
    pub fn replicas(&self) -> &[Replica] {
        &self.replicas
    }

    /// Runs a command where the embedded program would have run it.
    pub(super) async fn command(&self, arguments: &[&str], settings: &[(String, String)]) -> Said {
        let services = match arguments.first() {
            Some(&"replay") => &SERVICES[..],
            Some(&("hold" | "release")) => &["notification"],
            Some(&("closed" | "close-again")) => &["feedback"],
            _ => &["registration"],
        };
        let mut all = Said { went_well: true, answer: String::new(), complaint: String::new() };
        for service in services {
            let binary = binary::path(service).await;
            let said = program::run(&binary, arguments, &self.settings_of(service, settings)).await;
            all.went_well &= said.went_well;
            all.answer += &said.answer;
            all.complaint += &said.complaint;
        }
        all
    }

    /// What a service is told: its own servers and keys, and of the common settings those that it knows.
    fn settings_of(&self, service: &str, common: &[(String, String)]) -> Vec<(String, String)> {
        const NOT_ALONE: [&str; 4] = ["DATA_DIR", "BIND", "METRICS_BIND", "SECRET_KEY"];
        let writes_mails = service == "notification";
        let known = |(name, _): &&(String, String)| {
            !NOT_ALONE.contains(&name.as_str())
                && (writes_mails || !name.starts_with("SMTP_") && !name.starts_with("MAIL"))
        };
        let mut settings: Vec<_> = common.iter().filter(known).cloned().collect();
        let key = self.keys.iter().find(|(of, _)| *of == service);
        let (name, key) =
            key.map_or(("SECRET_KEY", SECRET_KEY), |(_, key)| ("SERVICE_KEY", key.as_str()));
        let own = [
            (name, key.to_owned()),
            ("DATABASE_URL", self.postgres.url_of(service)),
            ("AMQP_URL", self.rabbitmq.amqp_url(service, PASSWORD, VHOST)),
        ];
        settings.extend(own.map(|(name, value)| (name.to_owned(), value)));
        settings
    }
}

impl Replica {
    /// Ends the process as a power cut would.
    pub fn kill9(&self) {
        drop(self.lock().take());
    }

    /// Asks the process to end (SIGTERM) and waits until it has.
    pub async fn terminate(&self) {
        let process = self.lock().take();
        if let Some(process) = process {
            process.terminate().await;
        }
    }

    /// `http://127.0.0.1:PORT` of the process itself, past the proxy.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    fn runs(&self) -> bool {
        self.lock().is_some()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Process>> {
        self.process.lock().expect("nobody panics while holding the process")
    }
}

fn start_postgres(data: Option<PathBuf>) -> Postgres {
    let postgres = Postgres::with(postgres::Options { data, ..Default::default() });
    SERVICES.iter().for_each(|service| drop(postgres.create_database(service)));
    postgres
}

/// With the users, rights and policies that `deploy/` gives it.
fn start_rabbitmq(data: Option<PathBuf>, folder: &Path) -> RabbitMq {
    let passwords = SERVICES.map(|service| (service.to_uppercase() + "_PASSWORD", PASSWORD));
    let mut script = Command::new("bash");
    let printed = script.arg(deploy("rabbitmq/definitions.sh")).envs(passwords).output();
    let printed = printed.expect("bash(1)");
    assert!(printed.status.success(), "{}", String::from_utf8_lossy(&printed.stderr));
    let definitions = folder.join("definitions.json");
    fs::write(&definitions, printed.stdout).expect("a file in the temporary folder");
    let definitions = Some(definitions);
    RabbitMq::with(&rabbitmq::Options { data, definitions, ..Default::default() })
}

fn start_proxy([registration, feedback, notification]: [String; 3]) -> Caddy {
    let port = free_port();
    let environment = [
        ("SITE_ADDRESS", format!("http://treffpunkt.test:{port}")),
        ("REGISTRATION", registration),
        ("FEEDBACK", feedback),
        ("NOTIFICATION", notification),
    ];
    let environment = environment.each_ref().map(|(name, value)| (*name, value.as_str()));
    Caddy::start(&deploy("caddy/Caddyfile"), port, &environment)
}

fn upstreams(replicas: &[Replica], service: &str) -> String {
    let own = replicas.iter().filter(|replica| replica.service == service);
    own.map(|replica| format!("127.0.0.1:{}", replica.port)).collect::<Vec<_>>().join(" ")
}

fn deploy(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../deploy").join(file)
}

/// What `registration key` prints for a service.
async fn key(service: &str) -> String {
    let settings = [("SECRET_KEY", SECRET_KEY), ("PUBLIC_URL", PUBLIC_URL)];
    let settings = settings.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let binary = binary::path("registration").await;
    let said = program::run(&binary, &["key", service], &settings).await;
    assert!(said.went_well, "registration key {service}: {}", said.complaint);
    said.answer.trim().to_owned()
}
