//! notification as a process of its own.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use notification::{MIGRATIONS, Options, options};
use shared::Conn;
use shared::process::{self, Database, Outcome, ServiceSettings, service_key};
use shared::settings::{SettingError, Source};

/// Mails: whom to tell what, when, in which language.
#[derive(Parser)]
#[command(name = "notification", after_help = help())]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the pages and send mails (what happens without a command)
    Serve,
    /// Tell registration again how every mail fares
    Replay,
    /// Hold all mails: after a backup was put back, because nobody knows which of them went out since
    Hold,
    /// Let held mails go
    Release,
}

fn help() -> String {
    let [key, common, service] =
        [process::SERVICE_KEY_HELP, process::SETTINGS_HELP, process::SERVICE_HELP];
    format!("{service}\n{key}\n{}\n{common}", options::HELP)
}

#[tokio::main]
async fn main() -> ExitCode {
    let command = Cli::parse().command.unwrap_or(Command::Serve);
    process::exit("notification", run(command, &Source::environment()).await)
}

async fn run(command: Command, source: &Source<'_>) -> Outcome {
    match command {
        Command::Serve => serve(source).await,
        Command::Replay => {
            notification::replay(&mut open(source).await?).await?;
            println!("registration is told again how every mail fares.");
            Ok(())
        }
        Command::Hold => {
            notification::hold(&mut open(source).await?).await?;
            println!("No mail goes out until: notification release");
            Ok(())
        }
        Command::Release => {
            notification::release(&mut open(source).await?).await?;
            println!("Held mails go out now.");
            Ok(())
        }
    }
}

async fn serve(source: &Source<'_>) -> Outcome {
    let key = service_key(source)?;
    let reason = "this is the key of another service: `registration key notification`".to_owned();
    let mails = key.mails.ok_or(SettingError::Wrong { name: "SERVICE_KEY", reason })?;
    let reason = "mails go out over it";
    let options = Options::read(source)?;
    let options = options.ok_or(SettingError::Missing { name: "SMTP_URL", reason })?;
    let personal = Some(mails.personal.clone());
    let start = async |base: &_, db| Ok(notification::start(base, mails, db, options));
    ServiceSettings::read(source)?.serve(key.pages, personal, &MIGRATIONS, start).await
}

async fn open(source: &Source<'_>) -> Result<Conn, Box<dyn std::error::Error>> {
    Ok(Database::read(source)?.open(&MIGRATIONS).await?.conn().await?)
}
