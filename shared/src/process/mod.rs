//! What every process does around its services, be they one or all: settings, ports, signals, serving, ending.

#[cfg(feature = "services")]
mod service;
mod settings;

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::process::ExitCode;

use actix_web::web::ServiceConfig;
use tokio::net::TcpSocket;
use tokio::signal::unix::{SignalKind, signal};
use tokio::task::JoinHandle;

use crate::base::Base;
use crate::events::Consumer;
use crate::shutdown::Shutdown;
use crate::telemetry::Chain;
use crate::web::health::{self, Part};
use crate::web::server;

#[cfg(feature = "services")]
pub use service::{Database, HELP as SERVICE_HELP, SERVICE_KEY_HELP, ServiceSettings, service_key};
pub use settings::{HELP as SETTINGS_HELP, SECRET_HELP, Settings, secret_key};

/// How a process ends: errors go to standard error, with the name of the program before them.
pub type Outcome = Result<(), Box<dyn std::error::Error>>;

/// A service as a process runs it, alone or beside others.
pub trait Running {
    /// The routes, for each worker of the server.
    fn routes(&self) -> impl Fn(&mut ServiceConfig) + Clone + Send + 'static;

    /// The service as a listener on the bus.
    fn consumer(&self) -> Consumer;

    /// What must work for the service to do its work.
    fn ready(&self) -> Vec<Part>;

    /// Starts what goes on beside the requests, until the shutdown. Await the handles: what is under way is finished.
    fn tasks(&self) -> Vec<JoinHandle<()>>;

    /// Waits until everything that was accepted is written. To be called when the server and the tasks have ended,
    /// because they hold the queue open.
    fn finish(self) -> impl Future<Output = ()>;
}

/// The exit code of a process, after its error was said.
pub fn exit(program: &str, outcome: Outcome) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{program}: {}", Chain(error.as_ref()));
            ExitCode::FAILURE
        }
    }
}

/// So many may knock in the same moment. The standard library would let 128 in, and a conference has more people; the
/// kernel takes no more than `net.core.somaxconn`.
const BACKLOG: u32 = 4096;

/// The ports of a process, taken before anything else is done, so that a second process fails at once.
pub struct Ports {
    site: TcpListener,
    metrics: Option<TcpListener>,
}

impl Ports {
    /// # Errors
    /// In words that name the setting.
    pub fn bind(settings: &Settings) -> Result<Self, String> {
        let site = bind("BIND", settings.bind)?;
        let metrics = settings.metrics_bind.map(|address| bind("METRICS_BIND", address));
        Ok(Self { site, metrics: metrics.transpose()? })
    }

    /// Where the site is reached; tells the port where the settings left it open.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.site.local_addr()
    }
}

fn bind(setting: &str, address: SocketAddr) -> Result<TcpListener, String> {
    listen(address).map_err(|error| format!("{setting}: cannot listen on {address}: {error}"))
}

fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)?.into_std()
}

/// Lets the end begin with SIGTERM or Ctrl-C.
pub fn end_on_signal(shutdown: Shutdown) -> io::Result<()> {
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

/// Serves pages, health and metrics until the shutdown begins, then waits for the tasks.
pub async fn serve(
    base: &Base,
    ports: Ports,
    parts: Vec<Part>,
    routes: impl Fn(&mut ServiceConfig) + Clone + Send + 'static,
    tasks: Vec<JoinHandle<()>>,
) -> io::Result<()> {
    let health = health::routes(parts);
    let routes = move |config: &mut ServiceConfig| {
        health(config);
        routes(config);
    };
    let metrics = async {
        match ports.metrics {
            Some(listener) => server::serve_metrics(base.clone(), listener).await,
            None => Ok(()),
        }
    };
    let (served, measured) = tokio::join!(server::serve(base.clone(), ports.site, routes), metrics);
    // A server that broke ends the rest too.
    base.shutdown.begin();
    for task in tasks {
        if let Err(error) = task.await {
            tracing::error!(%error, "a task ended badly");
        }
    }
    served.and(measured)
}
