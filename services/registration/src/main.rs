//! registration as a process of its own.

use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use registration::MIGRATIONS;
use registration::command::{self, Site};
use registration::public::{OPERATOR_HELP, Operator};
use shared::keys::Keys;
use shared::process::{self, Database, Outcome, ServiceSettings, secret_key};
use shared::settings::{SettingError, Source};

/// Conferences, sign-up, waiting list, organisers, the day itself.
#[derive(Parser)]
#[command(name = "registration", after_help = help())]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the pages (what happens without a command)
    Serve,
    #[command(flatten)]
    Registration(command::Command),
    /// Print the SERVICE_KEY of another service: the keys that it may have, made from SECRET_KEY
    Key { service: Other },
    /// Tell the other services again how things are now
    Replay,
}

#[derive(Clone, Copy, ValueEnum)]
enum Other {
    Feedback,
    Notification,
}

fn help() -> String {
    let [secret, common, service] =
        [process::SECRET_HELP, process::SETTINGS_HELP, process::SERVICE_HELP];
    format!("{service}\n{secret}\n{common}\n\n{OPERATOR_HELP}")
}

#[tokio::main]
async fn main() -> ExitCode {
    let command = Cli::parse().command.unwrap_or(Command::Serve);
    process::exit("registration", run(command, &Source::environment()).await)
}

async fn run(command: Command, source: &Source<'_>) -> Outcome {
    match command {
        Command::Serve => serve(source).await,
        Command::Registration(command) => {
            let (keys, settings) = (keys(source)?, process::Settings::read(source)?);
            let db = Database::read(source)?.open(&MIGRATIONS).await?;
            let site = Site { links: keys.links(), public_url: settings.public_url.as_ref() };
            command::run(command, &mut db.conn().await?, site).await
        }
        Command::Key { service: Other::Feedback } => {
            println!("{}", keys(source)?.key_for_pages());
            Ok(())
        }
        Command::Key { service: Other::Notification } => {
            println!("{}", keys(source)?.key_for_mails());
            Ok(())
        }
        Command::Replay => {
            let db = Database::read(source)?.open(&MIGRATIONS).await?;
            registration::replay(&mut db.conn().await?).await?;
            println!("The other services are told again how things are.");
            Ok(())
        }
    }
}

async fn serve(source: &Source<'_>) -> Outcome {
    let (keys, operator) = (keys(source)?, Operator::read(source)?);
    let start = async |base: &_, db| Ok(registration::start(base, &keys, operator, db));
    let personal = Some(keys.mails().personal);
    ServiceSettings::read(source)?.serve(keys.pages(), personal, &MIGRATIONS, start).await
}

fn keys(source: &Source<'_>) -> Result<Keys, SettingError> {
    let reason = "sessions, links and encrypted values hang on it";
    let missing = SettingError::Missing { name: "SECRET_KEY", reason };
    Ok(Keys::new(secret_key(source)?.ok_or(missing)?))
}
