//! A private RabbitMQ, 3.10 or later.

use std::fs;
use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::find;
use crate::part::Part;

/// Where Debian keeps the real programs: those on the `PATH` switch to the user and folder of the one system-wide
/// server.
const PROGRAMS: &str = "/usr/lib/rabbitmq/bin";

/// epmd(1), through which rabbitmqctl finds the node, as a child of its own: the shell becomes the server.
const WITH_EPMD: &str = r#""$0" & exec "$1""#;

/// No busy waiting for work, which would take the cores from who has some; and no listening on other interfaces.
const ERLANG: &str =
    "+sbwt none +sbwtdcpu none +sbwtdio none -kernel inet_dist_use_interface {127,0,0,1}";

/// How a [`RabbitMq`] is set up.
#[derive(Debug, Default)]
pub struct Options {
    /// Where its data lies, for example on a [small disk](crate::TmpFs). None: in its own folder.
    pub data: Option<PathBuf>,
    /// A JSON file of definitions (users, permissions, exchanges, policies) to start with; else there is the user
    /// `guest` and the vhost `/`.
    pub definitions: Option<PathBuf>,
    /// Further lines of `rabbitmq.conf`; a later line for the same setting counts.
    pub settings: Vec<String>,
    /// None by default: each costs time and memory.
    pub plugins: Vec<&'static str>,
}

/// A RabbitMQ node with its own port mapper (epmd), cookie and home.
pub struct RabbitMq {
    part: Part,
    node: Node,
}

impl RabbitMq {
    pub fn start() -> Self {
        Self::with(&Options::default())
    }

    pub fn with(options: &Options) -> Self {
        let prefix = "treffpunkt-rabbitmq-";
        let folder = tempfile::Builder::new().prefix(prefix).tempdir().expect("a temporary folder");
        let node = Node::new(&folder, options);
        let mut server = node.command("sh");
        server
            .args(["-c", WITH_EPMD])
            .arg(find::program("epmd", []))
            .arg(program("rabbitmq-server"));
        let rabbitmq = Self { part: Part::new("RabbitMQ", folder, "KILL", &server), node };
        rabbitmq.run();
        rabbitmq
    }

    /// The one server of this test process; each test makes a vhost of its own.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<RabbitMq> = OnceLock::new();
        SHARED.get_or_init(Self::start)
    }

    pub fn create_vhost(&self, name: &str) {
        self.ctl(&["add_vhost", name]);
    }

    /// Adds a user, or gives the one who is there another password.
    pub fn add_user(&self, name: &str, password: &str) {
        if self.try_ctl(&["add_user", name, password]).is_err() {
            self.ctl(&["change_password", name, password]);
        }
    }

    /// What `user` may in `vhost`: regular expressions of the names of queues and exchanges.
    pub fn set_permissions(
        &self,
        vhost: &str,
        user: &str,
        configure: &str,
        write: &str,
        read: &str,
    ) {
        self.ctl(&["set_permissions", "-p", vhost, user, configure, write, read]);
    }

    /// What `user` may on the topic exchange `exchange`: regular expressions of routing keys.
    pub fn set_topic_permissions(
        &self,
        vhost: &str,
        user: &str,
        exchange: &str,
        write: &str,
        read: &str,
    ) {
        self.ctl(&["set_topic_permissions", "-p", vhost, user, exchange, write, read]);
    }

    /// Takes a JSON file of definitions in: vhosts, users, permissions, topology and policies in one call.
    pub fn import(&self, definitions: &Path) {
        self.ctl(&["import_definitions", &definitions.to_string_lossy()]);
    }

    /// Runs rabbitmqctl(8) and answers what it prints. It starts an Erlang machine, which takes up to a second.
    pub fn ctl(&self, arguments: &[&str]) -> String {
        self.try_ctl(arguments).unwrap_or_else(|said| panic!("rabbitmqctl {arguments:?}: {said}"))
    }

    /// As [`ctl`](Self::ctl).
    ///
    /// # Errors
    /// What it says when it fails.
    pub fn try_ctl(&self, arguments: &[&str]) -> Result<String, String> {
        let mut ctl = self.node.command(program("rabbitmqctl"));
        let output = ctl.arg("--quiet").args(arguments).output().expect("a program that runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        if output.status.success() {
            return Ok(text(&output.stdout));
        }
        Err(text(&output.stdout) + &text(&output.stderr))
    }

    /// `amqp://user:password@127.0.0.1:port/vhost`; the vhost `/` is written `%2f`.
    pub fn amqp_url(&self, user: &str, password: &str, vhost: &str) -> String {
        format!(
            "amqp://{user}:{password}@127.0.0.1:{}/{}",
            self.node.port,
            vhost.replace('/', "%2f")
        )
    }

    pub fn port(&self) -> u16 {
        self.node.port
    }

    /// The process id of the server's first process, while it is meant to run.
    pub fn pid(&self) -> Option<u32> {
        self.part.pid()
    }

    /// Its data, to be searched.
    pub fn folder(&self) -> &Path {
        &self.node.data
    }

    /// What it has logged.
    pub fn logs(&self) -> String {
        self.part.log()
    }

    /// Ends it in order; connections are closed.
    pub fn stop(&self) {
        self.part.end("TERM");
    }

    /// Kills all its processes at once, as a power cut would.
    pub fn kill9(&self) {
        self.part.end("KILL");
    }

    /// Runs it again on the same ports and data. It listens as soon as its definitions are loaded.
    pub fn run(&self) {
        self.part.run(|_| TcpStream::connect((Ipv4Addr::LOCALHOST, self.node.port)).is_ok());
    }
}

fn program(name: &str) -> PathBuf {
    find::program(name, [PathBuf::from(PROGRAMS)])
}

/// What the server and rabbitmqctl must agree on.
struct Node {
    home: PathBuf,
    data: PathBuf,
    port: u16,
    distribution_port: u16,
    epmd_port: u16,
}

impl Node {
    fn new(folder: &TempDir, options: &Options) -> Self {
        let node = Self {
            home: folder.path().to_owned(),
            data: options.data.clone().unwrap_or_else(|| folder.path().join("data")),
            port: find::free_port(),
            distribution_port: find::free_port(),
            epmd_port: find::free_port(),
        };
        let write =
            |name, content: String| fs::write(folder.path().join(name), content).expect("a file");
        write("enabled_plugins", format!("[{}].\n", options.plugins.join(",")));
        write("rabbitmq.conf", node.settings(options));
        node
    }

    fn settings(&self, options: &Options) -> String {
        let mut lines = vec![
            format!("listeners.tcp.1 = 127.0.0.1:{}", self.port),
            "vm_memory_high_watermark.absolute = 512MiB".to_owned(),
            "disk_free_limit.absolute = 1MiB".to_owned(),
        ];
        let load = |file: &PathBuf| format!("load_definitions = {}", file.display());
        lines.extend(options.definitions.as_ref().map(load));
        lines.extend(options.settings.iter().cloned());
        lines.join("\n") + "\n"
    }

    /// `program` in the environment of this node (RabbitMQ, "Configuration", environment variables).
    fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        let ports = [
            ("RABBITMQ_NODE_PORT", self.port),
            ("RABBITMQ_DIST_PORT", self.distribution_port),
            ("ERL_EPMD_PORT", self.epmd_port),
        ];
        let files = [
            ("HOME", self.home.clone()),
            ("RABBITMQ_MNESIA_BASE", self.data.clone()),
            ("RABBITMQ_LOG_BASE", self.home.join("logs")),
            ("RABBITMQ_ENABLED_PLUGINS_FILE", self.home.join("enabled_plugins")),
            ("RABBITMQ_CONFIG_FILE", self.home.join("rabbitmq.conf")),
            ("RABBITMQ_ADVANCED_CONFIG_FILE", self.home.join("advanced.config")),
            ("RABBITMQ_CONF_ENV_FILE", PathBuf::from("/dev/null")),
        ];
        command.envs(ports.map(|(name, port)| (name, port.to_string()))).envs(files);
        command.env("RABBITMQ_NODENAME", format!("treffpunkt-{}@localhost", self.port));
        command.env("RABBITMQ_LOGS", "-").env("ERL_EPMD_ADDRESS", "127.0.0.1");
        command.env("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", ERLANG);
        command
    }
}
