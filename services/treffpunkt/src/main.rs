//! Treffpunkt in one process: registration, feedback and notification on embedded SQLite.
//!
//! This crate alone sees all three services. It reads the settings, opens the databases, puts the bus between the
//! services, and serves; what the services do is theirs.

mod backup;
mod cli;
mod commands;
mod data_dir;
mod databases;
mod demo;
mod moving;
mod restore;
mod serve;
mod settings;
mod system;

use std::process::ExitCode;

use clap::Parser;
use settings::Settings;
use shared::process::{Outcome, exit};
use shared::settings::Source;
use shared::telemetry;

#[tokio::main]
async fn main() -> ExitCode {
    exit("treffpunkt", run(cli::Cli::parse()).await)
}

async fn run(cli: cli::Cli) -> Outcome {
    let settings = Settings::read(&Source::environment())?;
    telemetry::start(settings.process.log_format, settings.process.log_level);
    commands::run(cli.command.unwrap_or(cli::Command::Serve), settings).await
}
