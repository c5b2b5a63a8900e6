//! What each command does.

use std::error::Error;

use registration::command::Site;
use shared::keys::Keys;
use shared::process::Outcome;
use shared::settings::Source;

use crate::cli::Command;
use crate::data_dir::DataDir;
use crate::databases::Databases;
use crate::settings::{Data, Settings};
use crate::{backup, moving, restore, serve};

pub async fn run(command: Command, settings: Settings) -> Outcome {
    match command {
        Command::Serve => serve::serve(settings).await,
        Command::Registration(command) => {
            let Kept { data, keys } = kept(&settings)?;
            let databases = open(&data).await?;
            let site =
                Site { links: keys.links(), public_url: settings.process.public_url.as_ref() };
            registration::command::run(command, &mut databases.registration.conn().await?, site)
                .await
        }
        Command::Backup { folder } => {
            backup::backup(&open(&kept(&settings)?.data).await?, &folder).await?;
            println!("Backed up into {}", folder.display());
            Ok(())
        }
        Command::Restore { folder, replace } => {
            restore::restore(&kept(&settings)?.data, &folder, replace).await?;
            println!(
                "Restored. Mails are held: look through them on /mail/, then let them go there"
            );
            println!("or with: treffpunkt release");
            Ok(())
        }
        Command::Release => {
            let databases = open(&kept(&settings)?.data).await?;
            notification::release(&mut databases.notification.conn().await?).await?;
            println!("Held mails go out now.");
            Ok(())
        }
        Command::Replay => replay(&open(&kept(&settings)?.data).await?).await,
        Command::Move => move_over(&kept(&settings)?.data).await,
    }
}

/// What commands work on: data that outlive the process.
struct Kept {
    data: DataDir,
    keys: Keys,
}

fn kept(settings: &Settings) -> Result<Kept, Box<dyn Error>> {
    match &settings.data {
        Data::Kept { folder, secret } => {
            Ok(Kept { data: DataDir::new(folder.clone())?, keys: Keys::new(secret.clone()) })
        }
        Data::Temporary => Err("DATA_DIR is missing: this command works on kept data".into()),
    }
}

async fn open(data: &DataDir) -> Result<Databases, Box<dyn Error>> {
    data.check_whole()?;
    Ok(Databases::open(data.path()).await?)
}

async fn replay(databases: &Databases) -> Outcome {
    registration::replay(&mut databases.registration.conn().await?).await?;
    feedback::replay(&mut databases.feedback.conn().await?).await?;
    notification::replay(&mut databases.notification.conn().await?).await?;
    println!("Every service is told again how things are.");
    Ok(())
}

async fn move_over(data: &DataDir) -> Outcome {
    for moved in moving::move_over(data, &Source::environment()).await? {
        println!("{:12}  {:16}  {:>9}", moved.service, moved.table, moved.rows);
    }
    println!("Moved, and counted on both sides. The services go on with the same SECRET_KEY;");
    println!("do not start treffpunkt on DATA_DIR again.");
    Ok(())
}
