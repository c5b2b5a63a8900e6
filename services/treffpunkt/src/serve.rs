//! Serving the site, from the settings to the last request.

use std::error::Error;
use std::net::{SocketAddr, TcpListener};

use shared::Clock;
use shared::keys::Keys;
use shared::shutdown::Shutdown;
use tokio::signal::unix::{SignalKind, signal};

use crate::data_dir::{DataDir, Lock};
use crate::databases::Databases;
use crate::demo;
use crate::settings::{Data, Settings};
use crate::system::{self, System};

/// Serves until SIGTERM or Ctrl-C, and then finishes what was accepted.
pub async fn serve(settings: Settings) -> Result<(), Box<dyn Error>> {
    let listener = bind("BIND", settings.bind)?;
    let metrics = settings.metrics_bind.map(|address| bind("METRICS_BIND", address)).transpose()?;
    let address = listener.local_addr()?;
    let ground = Ground::prepare(&settings)?;
    let databases = Databases::open(ground.data.path()).await?;
    let clock = match settings.data {
        Data::Temporary => Clock::manual(demo::beginning()),
        Data::Kept { .. } => Clock::system(),
    };
    let base = system::base(&settings, &ground.keys, address, clock);
    end_on_signal(base.shutdown.clone())?;

    let token = demo::token();
    let options = system::mail_options(&settings, &token);
    let system = System::new(base, &ground.keys, databases, &settings, options).await?;
    let tasks = system.start_tasks();
    if matches!(settings.data, Data::Temporary) {
        demo::tell(&system).await?;
    }
    println!("listening on http://{address}");
    if settings.demo() {
        demo::say_where_to_click(&system, &ground.keys, &token).await?;
    }
    Ok(system.serve(tasks, listener, metrics).await?)
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

fn bind(setting: &str, address: SocketAddr) -> Result<TcpListener, String> {
    TcpListener::bind(address)
        .map_err(|error| format!("{setting}: cannot listen on {address}: {error}"))
}

fn end_on_signal(shutdown: Shutdown) -> std::io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("ending: what was accepted is finished first");
        shutdown.begin();
    });
    Ok(())
}
