//! Logs: structured, one line an event, with one trace id from the request to the mail and no personal data.

#[cfg(feature = "services")]
pub mod collector;
mod steps;

use std::error::Error;
use std::fmt;

use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::settings::LogFormat;

pub use steps::{Kind, Step};

/// Starts logging to standard error. The second call in a process changes nothing.
pub fn start(format: LogFormat, level: LevelFilter) {
    // Frameworks speak when something is wrong, we speak at the level asked for.
    let ours = ["treffpunkt", "registration", "feedback", "notification", "shared"];
    let targets =
        ours.iter().fold(Targets::new().with_default(LevelFilter::WARN), |targets, name| {
            targets.with_target(*name, level)
        });
    // It logs the bodies of messages that come back. What goes wrong with the broker we say ourselves.
    let targets = targets.with_target("lapin", LevelFilter::OFF);
    let registry = tracing_subscriber::registry().with(targets);
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let started = match format {
        LogFormat::Json => registry.with(lines.json().flatten_event(true)).try_init(),
        LogFormat::Text => registry.with(lines.with_ansi(false)).try_init(),
    };
    drop(started);
}

/// Shows an error with everything that caused it: "a: b: c".
pub struct Chain<'a>(pub &'a (dyn Error + 'static));

impl fmt::Display for Chain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        let mut source = self.0.source();
        while let Some(cause) = source {
            write!(f, ": {cause}")?;
            source = cause.source();
        }
        Ok(())
    }
}
