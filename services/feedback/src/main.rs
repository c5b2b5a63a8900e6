//! feedback as a process of its own.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use feedback::MIGRATIONS;
use shared::Conn;
use shared::ids::SurveyId;
use shared::process::{self, Database, Outcome, ServiceSettings, service_key};
use shared::settings::Source;

/// Surveys, ballots, answers, results.
#[derive(Parser)]
#[command(name = "feedback", after_help = help())]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the pages (what happens without a command)
    Serve,
    /// Tell the other services again how things are now
    Replay,
    /// Print the ids of the surveys that are closed: before a backup is put back
    Closed,
    /// Close surveys that were closed already when a backup was put back: closed surveys stay closed
    CloseAgain { surveys: Vec<SurveyId> },
}

fn help() -> String {
    let [key, common, service] =
        [process::SERVICE_KEY_HELP, process::SETTINGS_HELP, process::SERVICE_HELP];
    format!("{service}\n{key}\n{common}")
}

#[tokio::main]
async fn main() -> ExitCode {
    let command = Cli::parse().command.unwrap_or(Command::Serve);
    process::exit("feedback", run(command, &Source::environment()).await)
}

async fn run(command: Command, source: &Source<'_>) -> Outcome {
    match command {
        Command::Serve => {
            let keys = service_key(source)?.pages;
            let settings = ServiceSettings::read(source)?;
            settings.serve(keys, None, &MIGRATIONS, feedback::start).await
        }
        Command::Replay => {
            feedback::replay(&mut open(source).await?).await?;
            println!("The other services are told again how things are.");
            Ok(())
        }
        Command::Closed => {
            let closed = feedback::closed(&mut open(source).await?).await?;
            closed.iter().for_each(|survey| println!("{survey}"));
            Ok(())
        }
        Command::CloseAgain { surveys } => {
            feedback::close_again(&mut open(source).await?, &surveys).await?;
            println!("Closed.");
            Ok(())
        }
    }
}

async fn open(source: &Source<'_>) -> Result<Conn, Box<dyn std::error::Error>> {
    Ok(Database::read(source)?.open(&MIGRATIONS).await?.conn().await?)
}
