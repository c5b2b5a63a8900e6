//! A private Postfix that relays all mail to one server.

use std::fs::{self, Permissions};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::find;
use crate::part::Part;

/// Where Debian keeps what only Postfix itself runs.
const DAEMONS: &str = "/usr/lib/postfix/sbin";

/// The user of the package, who owns the queue.
const USER: &str = "postfix";

/// master(5) with what relaying takes: no local delivery, no chroot.
const SERVICES: &str = "\
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 1 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
";

pub struct Postfix {
    part: Part,
    port: u16,
}

impl Postfix {
    /// Takes mail from this machine and hands it on to `relay`, again after seconds where that defers it. `settings`
    /// are further lines for `main.cf` (postconf(5)).
    ///
    /// # Panics
    /// Also when not run as root: the master process of Postfix must be.
    pub fn start(relay: SocketAddr, settings: &[&str]) -> Self {
        assert!(find::is_root(), "Postfix can be run by root only");
        let folder = tempfile::Builder::new()
            .prefix("treffpunkt-postfix-")
            .tempdir()
            .expect("a temporary folder");
        fs::set_permissions(folder.path(), Permissions::from_mode(0o755))
            .expect("a folder for its processes to enter");
        let port = find::free_port();
        let mut master = Command::new(find::program("master", [PathBuf::from(DAEMONS)]));
        master.arg("-s").arg("-c").arg(folder.path());
        let postfix = Self { part: Part::new("Postfix", folder, "TERM", &master), port };
        configure(postfix.part.folder(), port, relay, settings);
        postfix.run();
        postfix
    }

    /// Where it takes mail: `smtp://127.0.0.1:port`, without TLS or login.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// How many mails it has taken and not yet handed on.
    pub fn waiting(&self) -> usize {
        let mut postqueue = Command::new(find::program("postqueue", []));
        let output = postqueue
            .arg("-c")
            .arg(self.part.folder())
            .arg("-j")
            .output()
            .expect("a program that runs");
        assert!(output.status.success(), "postqueue: {}", String::from_utf8_lossy(&output.stderr));
        output.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).count()
    }

    /// The process id of its master, while it is meant to run.
    pub fn pid(&self) -> Option<u32> {
        self.part.pid()
    }

    /// What it has logged, of each mail too.
    pub fn log(&self) -> String {
        self.part.log()
    }

    pub fn stop(&self) {
        self.part.end("TERM");
    }

    pub fn kill9(&self) {
        self.part.end("KILL");
    }

    /// Runs it again with the same queue, and waits until it listens.
    pub fn run(&self) {
        self.part.run(|_| TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_ok());
    }
}

fn configure(folder: &Path, port: u16, relay: SocketAddr, settings: &[&str]) {
    let user = find::user(USER);
    for (name, owner) in [("queue", None), ("data", Some(&user))] {
        let path = folder.join(name);
        fs::create_dir(&path).expect("a folder");
        chown(&path, owner.map(|user| user.uid), owner.map(|user| user.gid))
            .expect("a folder to give away");
    }
    let services = format!("127.0.0.1:{port} inet n - n - - smtpd\n{SERVICES}");
    fs::write(folder.join("master.cf"), services).expect("a file");
    fs::write(folder.join("main.cf"), main_cf(folder, relay, settings)).expect("a file");
    let mut check = Command::new(find::program("postfix", []));
    let output = check.arg("-c").arg(folder).arg("check").output().expect("a program that runs");
    assert!(output.status.success(), "postfix check: {}", String::from_utf8_lossy(&output.stderr));
}

fn main_cf(folder: &Path, relay: SocketAddr, settings: &[&str]) -> String {
    let folder = folder.display();
    let (host, port) = (relay.ip(), relay.port());
    let settings = settings.join("\n");
    format!(
        "compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = /dev/stdout
myhostname = postfix.test
inet_interfaces = loopback-only
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
mydestination =
alias_maps =
alias_database =
local_recipient_maps =
local_transport = error:nobody lives here
relayhost = [{host}]:{port}
disable_dns_lookups = yes
smtpd_peername_lookup = no
smtpd_relay_restrictions = permit_mynetworks, reject
queue_run_delay = 1s
minimal_backoff_time = 1s
maximal_backoff_time = 2s
{settings}
"
    )
}
