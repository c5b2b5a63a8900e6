//! A private Caddy: the proxy in front of the services.

use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::process::Command;

use crate::find;
use crate::part::Part;

pub struct Caddy {
    part: Part,
    port: u16,
}

impl Caddy {
    /// Runs `caddyfile`, which is to listen on `port` of the loopback interface; `environment` is what it reads as
    /// `{$NAME}`. Its administration, unless the file switches it off, listens on a free port.
    pub fn start(caddyfile: &Path, port: u16, environment: &[(&str, &str)]) -> Self {
        let folder = tempfile::Builder::new()
            .prefix("treffpunkt-caddy-")
            .tempdir()
            .expect("a temporary folder");
        let mut command = Command::new(find::program("caddy", []));
        let caddyfile = caddyfile.canonicalize().expect("a Caddyfile");
        command.args(["run", "--adapter", "caddyfile", "--config"]).arg(caddyfile);
        command.env("CADDY_ADMIN", format!("127.0.0.1:{}", find::free_port()));
        command
            .envs(["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"].map(|name| (name, folder.path())));
        command.envs(environment.iter().copied());
        let caddy = Self { part: Part::new("Caddy", folder, "TERM", &command), port };
        caddy.run();
        caddy
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// The process id, while it is meant to run.
    pub fn pid(&self) -> Option<u32> {
        self.part.pid()
    }

    /// What it has logged.
    pub fn log(&self) -> String {
        self.part.log()
    }

    /// Ends it in order; requests are finished.
    pub fn stop(&self) {
        self.part.end("TERM");
    }

    pub fn kill9(&self) {
        self.part.end("KILL");
    }

    /// Runs it again with the same file and environment, and waits until it listens.
    pub fn run(&self) {
        self.part.run(|_| TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_ok());
    }
}
