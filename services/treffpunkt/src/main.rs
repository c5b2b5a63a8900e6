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
mod restore;
mod serve;
mod settings;
mod system;

use std::process::ExitCode;

use clap::Parser;
use settings::Settings;
use shared::settings::Source;
use shared::telemetry::{self, Chain};

#[tokio::main]
async fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    let settings = match Settings::read(&Source::new(&|name| std::env::var(name).ok())) {
        Ok(settings) => settings,
        Err(error) => return fail(&error),
    };
    telemetry::start(settings.log_format, settings.log_level);
    match commands::run(cli.command.unwrap_or(cli::Command::Serve), settings).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(error.as_ref()),
    }
}

fn fail(error: &(dyn std::error::Error + 'static)) -> ExitCode {
    eprintln!("treffpunkt: {}", Chain(error));
    ExitCode::FAILURE
}
