//! What an operator says to registration on the command line.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use shared::auth::Role;
use shared::i18n::Lang;
use shared::links::LinkKey;
use shared::process::Outcome;
use shared::{Clock, Conn, Trace};
use url::Url;

use crate::conference::import;
use crate::organiser::{self, Invitation, sign_in};

#[derive(Subcommand)]
pub enum Command {
    /// Organisers and their roles
    #[command(subcommand)]
    Organiser(OrganiserCommand),
    /// Conferences
    #[command(subcommand)]
    Conference(ConferenceCommand),
}

#[derive(Subcommand)]
pub enum OrganiserCommand {
    /// Take somebody in and send them a link to sign in
    Add {
        /// The e-mail address
        address: String,
        /// owner, organiser, needs, desk or reader
        #[arg(long, default_value_t = Role::Owner)]
        role: Role,
        /// The series the role holds for; may be left out where there is only one or none yet
        #[arg(long)]
        series: Option<String>,
        /// The language of their mails
        #[arg(long, default_value_t = Lang::De)]
        language: Lang,
    },
    /// Take roles away, all of them where none is named; sessions end at once, everywhere
    Remove {
        /// The e-mail address
        address: String,
        /// Only this role
        #[arg(long)]
        role: Option<Role>,
        /// Only on this series
        #[arg(long)]
        series: Option<String>,
    },
}

#[derive(Subcommand)]
pub enum ConferenceCommand {
    /// Bring conferences in from a TOML file, as drafts, or change those that are there
    Import { file: PathBuf },
}

/// What a command may need beside the database.
pub struct Site<'a> {
    pub links: LinkKey,
    pub public_url: Option<&'a Url>,
}

/// Does it, and prints what came of it.
pub async fn run(command: Command, conn: &mut Conn, site: Site<'_>) -> Outcome {
    match command {
        Command::Organiser(OrganiserCommand::Add { address, role, series, language }) => {
            let series = series.as_deref();
            add_organiser(conn, site, Invitation { email: &address, role, series, language }).await
        }
        Command::Organiser(OrganiserCommand::Remove { address, role, series }) => {
            remove_organiser(conn, &address, role, series.as_deref()).await
        }
        Command::Conference(ConferenceCommand::Import { file }) => {
            import_conferences(conn, &file).await
        }
    }
}

async fn add_organiser(conn: &mut Conn, site: Site<'_>, invitation: Invitation<'_>) -> Outcome {
    let (now, trace) = (Clock::system().now(), Trace::new());
    let added = conn
        .transaction(async |conn| {
            let added = organiser::add(conn, &invitation, now, trace).await?;
            sign_in::ask_for(conn, added.id, now, trace).await?;
            Ok::<_, organiser::AddError>(added)
        })
        .await?;
    println!("{} may sign in; a link is on its way by mail.", invitation.email);
    if let Some(url) = site.public_url {
        let link = sign_in::sign_in_link(conn, &site.links, added.id, now).await?;
        println!("Or open: {}{link}", url.as_str().trim_end_matches('/'));
    }
    Ok(())
}

async fn remove_organiser(
    conn: &mut Conn,
    address: &str,
    role: Option<Role>,
    series: Option<&str>,
) -> Outcome {
    let (now, trace) = (Clock::system().now(), Trace::new());
    conn.transaction(async |conn| organiser::remove(conn, address, role, series, now, trace).await)
        .await?;
    println!("Done. Whoever was signed in with this address is signed out.");
    Ok(())
}

async fn import_conferences(conn: &mut Conn, file: &Path) -> Outcome {
    let toml =
        std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let now = Clock::system().now();
    let today = now.in_zone(&jiff::tz::TimeZone::system()).date();
    let import = import::read(&toml, today).map_err(|problems| in_file(file, &problems))?;
    match import::store(conn, &import, import::Author::Operator, now, Trace::new()).await {
        Ok(stored) => {
            println!("Added: {}", list(&stored.added));
            println!("Changed: {}", list(&stored.changed));
            println!("Unchanged: {}", list(&stored.unchanged));
            Ok(())
        }
        Err(import::StoreError::Problems(problems)) => Err(in_file(file, &problems).into()),
        Err(error) => Err(error.into()),
    }
}

fn in_file(file: &Path, problems: &[import::ImportProblem]) -> String {
    let lines = problems.iter().map(|problem| format!("\n  {problem}"));
    format!("{}: nothing was imported{}", file.display(), lines.collect::<String>())
}

fn list(slugs: &[String]) -> String {
    if slugs.is_empty() { "none".to_owned() } else { slugs.join(", ") }
}
