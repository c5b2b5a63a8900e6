//! A private PostgreSQL.

use std::fs;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::find;
use crate::part::Part;

/// The oldest version that the product is tested with: Debian 12 has it.
const OLDEST: u32 = 15;

/// initdb(1) and postgres(1) refuse to run as root; the package brings this user.
const USER: &str = "postgres";

const ADMIN_PASSWORD: &str = "of-a-throw-away-server";

/// How a [`Postgres`] is set up.
#[derive(Debug, Default)]
pub struct Options {
    /// Where its data lies: an empty folder, for example on a [small disk](crate::TmpFs). None: in its own folder.
    pub data: Option<PathBuf>,
    /// Further settings of `postgresql.conf`, such as `("log_statement", "all")`.
    pub settings: Vec<(&'static str, String)>,
    /// Gives durability away for speed: for unit tests, never where a crash or the speed is looked at.
    pub quick: bool,
}

/// A PostgreSQL with an administrator, and databases with a role of their own each.
pub struct Postgres {
    part: Part,
    port: u16,
    data: PathBuf,
}

impl Postgres {
    /// A durable server.
    pub fn start() -> Self {
        Self::with(Options::default())
    }

    pub fn with(options: Options) -> Self {
        let folder = tempfile::Builder::new()
            .prefix("treffpunkt-postgres-")
            .tempdir()
            .expect("a temporary folder");
        own(folder.path());
        let data = options.data.clone().unwrap_or_else(|| folder.path().join("data"));
        fs::create_dir_all(&data).expect("a folder for the data");
        own(&data);
        let port = find::free_port();
        let part = Part::new("PostgreSQL", folder, "QUIT", &server(&data, port, &options));
        initdb(part.folder(), &data);
        let postgres = Self { part, port, data };
        postgres.run();
        postgres
    }

    /// The one server of this test process for unit tests; it does not survive a power cut.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Postgres> = OnceLock::new();
        SHARED.get_or_init(|| Self::with(Options { quick: true, ..Options::default() }))
    }

    /// Makes the role `name` and its database of the same name, where nobody else may enter; answers its URL.
    /// `name` is lower-case letters, digits and underscores.
    pub fn create_database(&self, name: &str) -> String {
        self.psql(&[
            &format!("CREATE ROLE {name} LOGIN PASSWORD '{}'", password(name)),
            &format!("CREATE DATABASE {name} OWNER {name}"),
            &format!("REVOKE ALL ON DATABASE {name} FROM PUBLIC"),
        ]);
        self.url_of(name)
    }

    /// `postgres://role:password@127.0.0.1:port/database` of the database and role `name`.
    pub fn url_of(&self, name: &str) -> String {
        format!("postgres://{name}:{}@127.0.0.1:{}/{name}", password(name), self.port)
    }

    /// The URL of the administrator, in the database `postgres`.
    pub fn admin_url(&self) -> String {
        format!("postgres://{USER}:{ADMIN_PASSWORD}@127.0.0.1:{}/postgres", self.port)
    }

    /// Runs statements as administrator, each in a transaction of its own; answers the rows, fields separated by `|`.
    pub fn psql(&self, statements: &[&str]) -> String {
        self.try_psql(statements).unwrap_or_else(|said| panic!("{statements:?}: {said}"))
    }

    /// As [`psql`](Self::psql).
    ///
    /// # Errors
    /// What psql(1) says when a statement fails.
    pub fn try_psql(&self, statements: &[&str]) -> Result<String, String> {
        let mut psql = Command::new(program("psql"));
        psql.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"]).arg(self.admin_url());
        output(psql.args(statements.iter().flat_map(|statement| ["-c", statement])))
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// Its data, to be searched.
    pub fn folder(&self) -> &Path {
        &self.data
    }

    pub fn log(&self) -> String {
        self.part.log()
    }

    /// The process id of the server's first process, while it is meant to run.
    pub fn pid(&self) -> Option<u32> {
        self.part.pid()
    }

    /// Ends it in order; sessions are cut.
    pub fn stop(&self) {
        self.part.end("INT");
    }

    /// Kills all its processes at once, as a power cut would.
    pub fn kill9(&self) {
        self.part.end("KILL");
    }

    /// Runs it again on the same port and data.
    pub fn run(&self) {
        self.part.run(|pid| self.is_ready(pid));
    }

    pub fn restart(&self) {
        self.stop();
        self.run();
    }

    /// `postmaster.pid` holds the process id in its first line and the state in its eighth.
    fn is_ready(&self, pid: u32) -> bool {
        let state = fs::read_to_string(self.data.join("postmaster.pid")).unwrap_or_default();
        let mut lines = state.lines();
        lines.next() == Some(&pid.to_string())
            && lines.nth(6).is_some_and(|state| state.trim_end() == "ready")
    }
}

/// A program of the newest PostgreSQL on this machine: `psql`, `pg_dump`, `pgbench` …
pub fn program(name: &str) -> PathBuf {
    let versions = find::versions(Path::new("/usr/lib/postgresql")).into_iter();
    let recent =
        versions.filter(|(version, _)| *version >= OLDEST).map(|(_, folder)| folder.join("bin"));
    find::program(name, recent)
}

fn password(name: &str) -> String {
    format!("of-{name}")
}

/// `command` as a user that PostgreSQL accepts.
fn unprivileged(program: PathBuf) -> Command {
    if !find::is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command
        .arg(format!("--reuid={USER}"))
        .arg(format!("--regid={USER}"))
        .args(["--init-groups", "--"]);
    command.arg(program);
    command
}

fn own(folder: &Path) {
    if find::is_root() {
        let user = find::user(USER);
        std::os::unix::fs::chown(folder, Some(user.uid), Some(user.gid))
            .expect("a folder to give away");
    }
}

fn initdb(folder: &Path, data: &Path) {
    let password = folder.join("password");
    fs::write(&password, ADMIN_PASSWORD).expect("a file");
    own(&password);
    let mut initdb = unprivileged(program("initdb"));
    initdb.arg("-D").arg(data).arg(format!("--username={USER}")).arg("--pwfile").arg(&password);
    initdb.args([
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
        "--no-instructions",
    ]);
    output(initdb.current_dir(folder)).unwrap_or_else(|said| panic!("initdb: {said}"));
}

fn server(data: &Path, port: u16, options: &Options) -> Command {
    let mut settings = vec![
        ("listen_addresses", Ipv4Addr::LOCALHOST.to_string()),
        ("port", port.to_string()),
        ("unix_socket_directories", String::new()),
        ("max_connections", "300".to_owned()),
    ];
    if options.quick {
        settings.extend(
            ["fsync", "synchronous_commit", "full_page_writes"]
                .map(|name| (name, "off".to_owned())),
        );
    }
    settings.extend(options.settings.iter().cloned());
    let mut server = unprivileged(program("postgres"));
    server.arg("-D").arg(data);
    server.args(
        settings.iter().flat_map(|(name, value)| ["-c".to_owned(), format!("{name}={value}")]),
    );
    server
}

fn output(command: &mut Command) -> Result<String, String> {
    let output = command.output().expect("a program that runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if output.status.success() { Ok(text(&output.stdout)) } else { Err(text(&output.stderr)) }
}
