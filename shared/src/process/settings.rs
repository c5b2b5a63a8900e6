//! The settings that every process has.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use secrecy::{ExposeSecret, SecretString};
use tracing_subscriber::filter::LevelFilter;
use url::Url;

use crate::base::Base;
use crate::clock::Clock;
use crate::keys::PageKeys;
use crate::metrics::Metrics;
use crate::settings::{FormRules, LogFormat, SettingError, Source, trusted_proxy};
use crate::shutdown::Shutdown;
use crate::web::assets::Assets;

/// What `--help` says of these settings.
pub const HELP: &str = "\
  BIND                 Address and port to listen on (default 127.0.0.1:8080; port 0 takes a free one).
  PUBLIC_URL           Where people reach the site: https://konferenz.example.org
  METRICS_BIND         Address and port of /metrics (default: not served).
  TRUSTED_PROXY        IP address of the reverse proxy whose X-Forwarded-For is believed.
  LOG_FORMAT           text (default) or json.
  LOG_LEVEL            error, warn, info (default), debug or trace.
  FORM_MIN_SECONDS     A form sent faster is asked for again (default 2).
  SIGN_UPS_PER_CLIENT  Sign-ups of one client for one conference in an hour (default 10).";

/// What `--help` says of the secret.
pub const SECRET_HELP: &str = "\
  SECRET_KEY           At least 32 characters; links, sessions and encrypted values hang on it. Keep it.
                       Make one with: head -c 32 /dev/urandom | base64";

const LOCAL: &str = "127.0.0.1:8080";
const SHORTEST_SECRET: usize = 32;

pub struct Settings {
    pub bind: SocketAddr,
    pub public_url: Option<Url>,
    pub metrics_bind: Option<SocketAddr>,
    pub trusted_proxy: Option<IpAddr>,
    pub form_rules: FormRules,
    pub log_format: LogFormat,
    pub log_level: LevelFilter,
}

impl Settings {
    pub fn read(source: &Source<'_>) -> Result<Self, SettingError> {
        let bind = source.value("BIND")?;
        Ok(Self {
            bind: bind.unwrap_or(LOCAL.parse().expect("an address and a port")),
            public_url: source.value("PUBLIC_URL")?,
            metrics_bind: source.value("METRICS_BIND")?,
            trusted_proxy: trusted_proxy(source)?,
            form_rules: FormRules::read(source)?,
            log_format: source.value("LOG_FORMAT")?.unwrap_or(LogFormat::Text),
            log_level: source.value("LOG_LEVEL")?.unwrap_or(LevelFilter::INFO),
        })
    }

    /// The ground that the services of this process stand on. `address` is where it listens, for a site without a
    /// `PUBLIC_URL`.
    pub fn base(&self, keys: PageKeys, address: SocketAddr, clock: Clock, demo: bool) -> Base {
        let local = || format!("http://{address}").parse().expect("an address makes a URL");
        Base {
            clock,
            public_url: Arc::new(self.public_url.clone().unwrap_or_else(local)),
            sessions: keys.sessions,
            forms: keys.forms,
            form_rules: self.form_rules,
            assets: Arc::new(Assets::default()),
            metrics: Metrics::default(),
            shutdown: Shutdown::new(),
            trusted_proxy: self.trusted_proxy,
            demo,
        }
    }
}

/// `SECRET_KEY`; none where it is not set.
pub fn secret_key(source: &Source<'_>) -> Result<Option<SecretString>, SettingError> {
    let secret = source.secret("SECRET_KEY")?;
    if secret.as_ref().is_some_and(|secret| secret.expose_secret().len() < SHORTEST_SECRET) {
        let reason = format!("it needs at least {SHORTEST_SECRET} characters");
        return Err(SettingError::Wrong { name: "SECRET_KEY", reason });
    }
    Ok(secret)
}
