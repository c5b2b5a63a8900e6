//! wrk(1), the load generator.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::{file, output};

/// How long a connection waits at most for an answer.
const PATIENCE: &str = "10s";

/// How hard to press.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    pub connections: u32,
    pub seconds: u64,
    /// Requests in a second, of all connections together; none: as many as are answered.
    pub rate: Option<f64>,
}

impl Load {
    /// As hard as so many connections can, each with the next request when the last is answered. While the largest batch
    /// commits (`shared::writer`), as many wait for the next.
    #[must_use]
    pub const fn greatest(seconds: u64) -> Self {
        Self { connections: 512, seconds, rate: None }
    }

    /// How many forms are surely enough.
    #[must_use]
    pub fn forms(&self) -> u32 {
        let rate = self.rate.map_or(20_000.0, |rate| rate * 2.0 + 100.0);
        (rate * self.seconds as f64) as u32
    }
}

/// What came of it.
#[derive(Clone, Copy, Debug)]
pub struct Measured {
    pub answered: u64,
    /// In a second.
    pub rate: f64,
    pub median: Duration,
    /// Of a hundred requests the slowest but one took so long.
    pub p99: Duration,
}

/// Sends the forms of a file to `path`, each once, until the time is over.
///
/// # Panics
/// When one is answered with an error, or when there are too few ([`Load::forms`]).
pub async fn send(url: &str, path: &str, forms: &Path, load: Load) -> Measured {
    let mut wrk = wrk("wrk/replay.lua", url, load);
    wrk.arg(forms).arg(path);
    if let Some(rate) = load.rate {
        wrk.arg((f64::from(load.connections) / rate * 1000.0).to_string());
    }
    measured(&output(wrk).await)
}

/// Gets a page over and over.
///
/// # Panics
/// When one is answered with an error.
pub async fn get(url: &str, load: Load) -> Measured {
    measured(&output(wrk("wrk/get.lua", url, load)).await)
}

fn wrk(script: &str, url: &str, load: Load) -> Command {
    let mut wrk = Command::new("wrk");
    wrk.args(["--threads", "1", "--timeout", PATIENCE]);
    wrk.args(["--connections", &load.connections.to_string()]);
    wrk.args(["--duration", &format!("{}s", load.seconds)]);
    wrk.arg("--script").arg(file(script)).arg(url).arg("--");
    wrk
}

fn measured(said: &str) -> Measured {
    let line = said.lines().find_map(|line| line.strip_prefix("measured "));
    let line = line.unwrap_or_else(|| panic!("wrk measured nothing: {said}"));
    let numbers: Vec<u64> = line.split(' ').map(|n| n.parse().expect("a number")).collect();
    let [answered, micros, failed, median, p99] = numbers[..] else { panic!("{line}") };
    assert_eq!(failed, 0, "requests that failed: {said}");
    Measured {
        answered,
        rate: answered as f64 / Duration::from_micros(micros).as_secs_f64(),
        median: Duration::from_micros(median),
        p99: Duration::from_micros(p99),
    }
}
