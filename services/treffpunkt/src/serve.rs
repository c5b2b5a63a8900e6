//! Serving the site, from the settings to the last request.

use std::error::Error;

use shared::Clock;
use shared::keys::Keys;
use shared::process::{Outcome, Ports, end_on_signal};

use crate::data_dir::{DataDir, Lock};
use crate::databases::Databases;
use crate::demo;
use crate::settings::{Data, Settings};
use crate::system::System;

/// Serves until SIGTERM or Ctrl-C, and then finishes what was accepted.
pub async fn serve(settings: Settings) -> Outcome {
    let ports = Ports::bind(&settings.process)?;
    let address = ports.address()?;
    let ground = Ground::prepare(&settings)?;
    let databases = Databases::open(ground.data.path()).await?;
    let (clock, operator) = match settings.data {
        Data::Temporary => (Clock::manual(demo::beginning()), demo::operator()),
        Data::Kept { .. } => (Clock::system(), settings.operator.clone()),
    };
    let pages = ground.keys.pages();
    let base = settings.process.base(pages, address, clock, settings.demo());
    end_on_signal(base.shutdown.clone())?;

    let token = demo::token();
    let mail = settings.mail.clone().unwrap_or_else(|| demo::mail(&token));
    let system = System::new(base, &ground.keys, databases, operator, mail).await?;
    let tasks = system.start_tasks();
    if matches!(settings.data, Data::Temporary) {
        demo::tell(&system).await?;
    }
    println!("listening on http://{address}");
    if settings.demo() {
        demo::say_where_to_click(&system, &ground.keys, &token).await?;
    }
    Ok(system.serve(tasks, ports).await?)
}

/// What the process stands on: its folder, its keys, and what must live as long as it.
struct Ground {
    data: DataDir,
    keys: Keys,
    _lock: Lock,
    _temporary: Option<tempfile::TempDir>,
}

impl Ground {
    fn prepare(settings: &Settings) -> Result<Self, Box<dyn Error>> {
        let (temporary, folder, secret) = match &settings.data {
            Data::Kept { folder, secret } => (None, folder.clone(), secret.clone()),
            Data::Temporary => {
                let folder = tempfile::Builder::new().prefix("treffpunkt-demo-").tempdir()?;
                let path = folder.path().to_owned();
                (Some(folder), path, demo::secret())
            }
        };
        let data = DataDir::new(folder)?;
        let lock = data.lock()?;
        data.check_whole()?;
        Ok(Self { data, keys: Keys::new(secret), _lock: lock, _temporary: temporary })
    }
}
