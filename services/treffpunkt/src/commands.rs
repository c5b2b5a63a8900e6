//! What each command does.

use std::error::Error;
use std::path::Path;

use registration::conference::import;
use registration::organiser::{self, Invitation};
use shared::auth::Role;
use shared::i18n::Lang;
use shared::keys::Keys;
use shared::{Clock, Trace};

use crate::cli::{Command, ConferenceCommand, OrganiserCommand};
use crate::data_dir::DataDir;
use crate::databases::Databases;
use crate::settings::{Data, Settings};
use crate::{backup, restore, serve};

type Outcome = Result<(), Box<dyn Error>>;

pub async fn run(command: Command, settings: Settings) -> Outcome {
    match command {
        Command::Serve => serve::serve(settings).await,
        Command::Organiser(OrganiserCommand::Add { address, role, series }) => {
            let databases = databases(&settings).await?;
            let invitation =
                Invitation { email: &address, role, series: series.as_deref(), language: Lang::De };
            add_organiser(&databases, &settings, invitation).await
        }
        Command::Organiser(OrganiserCommand::Remove { address, role, series }) => {
            let databases = databases(&settings).await?;
            remove_organiser(&databases, &address, role, series.as_deref()).await
        }
        Command::Conference(ConferenceCommand::Import { file }) => {
            import_conferences(&databases(&settings).await?, &file).await
        }
        Command::Backup { folder } => {
            backup::backup(&databases(&settings).await?, &folder).await?;
            println!("Backed up into {}", folder.display());
            Ok(())
        }
        Command::Restore { folder, replace } => {
            restore::restore(&data_dir(&settings)?, &folder, replace).await?;
            println!(
                "Restored. Mails are held: look through them on /mail/, then let them go there"
            );
            println!("or with: treffpunkt release");
            Ok(())
        }
        Command::Release => {
            let databases = databases(&settings).await?;
            notification::release(&mut databases.notification.conn().await?).await?;
            println!("Held mails go out now.");
            Ok(())
        }
        Command::Replay => replay(&databases(&settings).await?).await,
    }
}

fn data_dir(settings: &Settings) -> Result<DataDir, Box<dyn Error>> {
    match &settings.data {
        Data::Kept { folder, .. } => Ok(DataDir::new(folder.clone())?),
        Data::Temporary => Err("DATA_DIR is missing: this command works on kept data".into()),
    }
}

async fn databases(settings: &Settings) -> Result<Databases, Box<dyn Error>> {
    let data = data_dir(settings)?;
    data.check_whole()?;
    Ok(Databases::open(data.path()).await?)
}

async fn add_organiser(
    databases: &Databases,
    settings: &Settings,
    invitation: Invitation<'_>,
) -> Outcome {
    let (now, trace) = (Clock::system().now(), Trace::new());
    let mut conn = databases.registration.conn().await?;
    let added = conn
        .transaction(async |conn| {
            let added = organiser::add(conn, &invitation, now, trace).await?;
            organiser::sign_in::ask_for(conn, added.id, now, trace).await?;
            Ok::<_, organiser::AddError>(added)
        })
        .await?;
    println!("{} may sign in; a link is on its way by mail.", invitation.email);
    if let (Data::Kept { secret, .. }, Some(url)) = (&settings.data, &settings.public_url) {
        let links = Keys::new(secret.clone()).links();
        let link = organiser::sign_in::sign_in_link(&mut conn, &links, added.id, now).await?;
        println!("Or open: {}{link}", url.as_str().trim_end_matches('/'));
    }
    Ok(())
}

async fn remove_organiser(
    databases: &Databases,
    address: &str,
    role: Option<Role>,
    series: Option<&str>,
) -> Outcome {
    let (now, trace) = (Clock::system().now(), Trace::new());
    let mut conn = databases.registration.conn().await?;
    conn.transaction(async |conn| organiser::remove(conn, address, role, series, now, trace).await)
        .await?;
    println!("Done. Whoever was signed in with this address is signed out.");
    Ok(())
}

async fn import_conferences(databases: &Databases, file: &Path) -> Outcome {
    let toml =
        std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let now = Clock::system().now();
    let today = now.in_zone(&jiff::tz::TimeZone::system()).date();
    let import = import::read(&toml, today).map_err(|problems| in_file(file, &problems))?;
    let mut conn = databases.registration.conn().await?;
    let stored = import::store(&mut conn, &import, import::Author::Operator, now, Trace::new());
    match stored.await {
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

async fn replay(databases: &Databases) -> Outcome {
    registration::replay(&mut databases.registration.conn().await?).await?;
    feedback::replay(&mut databases.feedback.conn().await?).await?;
    notification::replay(&mut databases.notification.conn().await?).await?;
    println!("Every service is told again how things are.");
    Ok(())
}
