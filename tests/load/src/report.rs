//! The table that comes of a run, in Markdown.

use std::fmt::{self, Display};
use std::fs;
use std::process::Command;

use parts::postgres::program;

use crate::output;

/// What was measured, line by line.
#[derive(Default)]
pub struct Report {
    rows: Vec<Row>,
}

struct Row {
    what: String,
    measured: String,
    against: String,
    ratio: Option<f64>,
    target: String,
    met: Option<bool>,
}

/// A number that the issue asks for.
#[derive(Clone, Copy, Debug)]
pub enum Target {
    AtLeast(f64),
    Below(f64),
    /// For comparison only.
    None,
}

/// What the same machine does otherwise, in the same run.
pub struct Against<'a> {
    pub what: &'a str,
    pub rate: f64,
}

impl Report {
    /// So many in a second, against what else the machine does; the target is the ratio's.
    pub fn ratio(&mut self, what: &str, rate: f64, against: &Against<'_>, target: Target) {
        let ratio = rate / against.rate;
        self.add(Row {
            what: what.to_owned(),
            measured: format!("{rate:.0}/s"),
            against: format!("{}: {:.0}/s", against.what, against.rate),
            ratio: Some(ratio),
            target: target.to_string(),
            met: target.is_met_by(ratio),
        });
    }

    /// A number with its unit.
    pub fn number(&mut self, what: &str, number: f64, unit: &str, target: Target) {
        let target_text = match target {
            Target::None => String::new(),
            _ => format!("{target}{unit}"),
        };
        self.add(Row {
            what: what.to_owned(),
            measured: format!("{}{unit}", rounded(number)),
            against: String::new(),
            ratio: None,
            target: target_text,
            met: target.is_met_by(number),
        });
    }

    fn add(&mut self, row: Row) {
        eprintln!("{row}");
        self.rows.push(row);
    }
}

impl Target {
    fn is_met_by(self, number: f64) -> Option<bool> {
        match self {
            Self::AtLeast(least) => Some(number >= least),
            Self::Below(most) => Some(number < most),
            Self::None => None,
        }
    }
}

impl Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtLeast(least) => write!(f, "≥ {}", rounded(*least)),
            Self::Below(most) => write!(f, "< {}", rounded(*most)),
            Self::None => Ok(()),
        }
    }
}

impl Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, measured, against, target, .. } = self;
        let ratio = self.ratio.map(|ratio| format!("{ratio:.2}")).unwrap_or_default();
        let met = match self.met {
            Some(true) => "yes",
            Some(false) => "**no**",
            None => "",
        };
        write!(f, "| {what} | {measured} | {against} | {ratio} | {target} | {met} |")
    }
}

impl Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| what | measured | against | ratio | target | met |")?;
        writeln!(f, "|---|---:|---|---:|---:|---|")?;
        self.rows.iter().try_for_each(|row| writeln!(f, "{row}"))
    }
}

/// Machine, versions and how busy it is with other things.
pub async fn surroundings() -> String {
    let said = async |program: &str, argument: &str| {
        let mut command = Command::new(program);
        command.arg(argument);
        output(command).await.lines().next().unwrap_or_default().to_owned()
    };
    let dpkg = async |package: &str| {
        let mut command = Command::new("dpkg-query");
        command.args(["--show", "--showformat", "${Package} ${Version}", package]);
        output(command).await
    };
    let postgres = said(&program("postgres").to_string_lossy(), "--version").await;
    let servers = [dpkg("rabbitmq-server").await, dpkg("caddy").await, dpkg("wrk").await];
    format!(
        "{} × {}, Linux {}; {postgres}, {}; {}; load average {}",
        std::thread::available_parallelism().map_or(1, usize::from),
        processor(),
        said("uname", "-r").await,
        servers.join(", "),
        said("rustc", "--version").await,
        load_average(),
    )
}

/// Of the last one, five and fifteen minutes.
#[must_use]
pub fn load_average() -> String {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split(' ').take(3).collect::<Vec<_>>().join(" ")
}

fn processor() -> String {
    let cores = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = cores.lines().find(|line| line.starts_with("model name"));
    name.and_then(|line| line.split_once(": ")).map_or("unknown", |(_, name)| name).to_owned()
}

fn rounded(number: f64) -> String {
    if number.abs() < 10.0 { format!("{number:.2}") } else { format!("{number:.0}") }
}
