//! What the machine has: programs, users, free ports.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::net::{Ipv4Addr, TcpListener};
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixListener};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// Below the ports that Linux gives to outgoing connections (32768 and up), so that none of them takes the port of a
/// server that is down for a moment.
const PORTS: std::ops::Range<u16> = 15_000..32_000;

/// A port of the loopback interface on which nothing listens, and which neither this process nor another one that runs
/// was given before.
pub fn free_port() -> u16 {
    static GIVEN: Mutex<Vec<UnixListener>> = Mutex::new(Vec::new());
    let random = |attempt| RandomState::new().hash_one(attempt) % PORTS.len() as u64;
    let (port, claim) = (0..1_000)
        .map(|attempt| PORTS.start + u16::try_from(random(attempt)).expect("below the range's end"))
        .find_map(|port| Some((port, claim(port)?)))
        .expect("one of a thousand ports to be free");
    GIVEN.lock().expect("no panic within").push(claim);
    port
}

/// The sign to all processes that a port is taken: an abstract socket (unix(7)), which ends with the process.
fn claim(port: u16) -> Option<UnixListener> {
    let name = SocketAddr::from_abstract_name(format!("treffpunkt-port-{port}")).ok()?;
    let claim = UnixListener::bind_addr(&name).ok()?;
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok().then_some(claim)
}

/// Where `program` is: in `folders`, else on the `PATH`, else where a user's `PATH` lacks what administrators start.
pub fn program(name: &str, folders: impl IntoIterator<Item = PathBuf>) -> PathBuf {
    let path = env::var_os("PATH").unwrap_or_default();
    folders
        .into_iter()
        .chain(env::split_paths(&path))
        .chain([PathBuf::from("/usr/sbin"), PathBuf::from("/sbin")])
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
        .unwrap_or_else(|| panic!("{name} is missing; tests/install installs it"))
}

/// The folders in `parent`, the one with the greatest number as its name first: versions.
pub fn versions(parent: &Path) -> Vec<(u32, PathBuf)> {
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    let number = |name: &OsStr| name.to_str().and_then(|name| name.parse().ok());
    let mut found: Vec<_> =
        entries.filter_map(|entry| Some((number(&entry.file_name())?, entry.path()))).collect();
    found.sort_by(|a, b| b.cmp(a));
    found
}

pub struct User {
    pub uid: u32,
    pub gid: u32,
}

/// The user `name` of this machine, from passwd(5).
pub fn user(name: &str) -> User {
    let users = fs::read_to_string("/etc/passwd").expect("a list of users");
    let fields = users.lines().map(|line| line.split(':').collect::<Vec<_>>());
    let found = fields.into_iter().find(|fields| fields.len() > 3 && fields[0] == name);
    let fields =
        found.unwrap_or_else(|| panic!("there is no user {name}; tests/install brings it"));
    let id = |field: &str| field.parse().expect("a number, as passwd(5) says");
    User { uid: id(fields[2]), gid: id(fields[3]) }
}

/// Whether this process may do what only root may: run [Postfix](crate::Postfix), mount a [small disk](crate::TmpFs).
pub fn is_root() -> bool {
    std::os::unix::fs::MetadataExt::uid(&fs::metadata("/proc/self").expect("Linux")) == 0
}
