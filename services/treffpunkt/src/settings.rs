//! The binary's settings, checked at the start.

use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::PathBuf;

use notification::Sender;
use notification::handover::SmtpUrl;
use registration::public::Operator;
use secrecy::{ExposeSecret, SecretString};
use shared::settings::{FormRules, LogFormat, SettingError, Source, trusted_proxy};
use tracing_subscriber::filter::LevelFilter;
use url::Url;

/// Everything that the process is told from outside.
pub struct Settings {
    pub bind: SocketAddr,
    pub public_url: Option<Url>,
    pub data: Data,
    pub mail: Mail,
    pub metrics_bind: Option<SocketAddr>,
    pub trusted_proxy: Option<std::net::IpAddr>,
    pub form_rules: FormRules,
    pub log_format: LogFormat,
    pub log_level: LevelFilter,
    pub operator: Operator,
}

/// Where the data are.
pub enum Data {
    /// Demo mode: a folder that goes when the process ends, with demo conferences.
    Temporary,
    Kept {
        folder: PathBuf,
        secret: SecretString,
    },
}

/// Where mails go.
pub enum Mail {
    /// Demo mode: `/dev/mail`.
    Mailbox,
    Smtp {
        url: SmtpUrl,
        from: Sender,
        /// What the account allows; nothing where it allows any number.
        per_minute: Option<NonZeroU32>,
    },
}

/// Names that `--help` explains.
pub const HELP: &str = "\
Settings are environment variables. Each NAME can also be given as NAME_FILE, the path of a file that holds it.
With none set, demo mode starts: demo conferences, a temporary folder, a mailbox page instead of SMTP.

  DATA_DIR             Folder of the databases; it is made where it is missing.
  SECRET_KEY           At least 32 characters; links, sessions and encrypted values hang on it. Keep it.
                       Make one with: head -c 32 /dev/urandom | base64
  SMTP_URL             smtps://user:password@host (TLS, port 465), smtp://user:password@host (STARTTLS, port 587),
                       smtp://127.0.0.1:1025 (in the clear on this machine), smtp://host:25?tls=off (in the clear)
  MAIL_FROM            Sender of the mails: Netzwerk <konferenz@example.org>
  MAILS_PER_MINUTE     How many mails the SMTP account may send (default: any number).
  BIND                 Address and port to listen on (default 127.0.0.1:8080; port 0 takes a free one).
  PUBLIC_URL           Where people reach the site: https://konferenz.example.org
  METRICS_BIND         Address and port of /metrics (default: not served).
  TRUSTED_PROXY        IP address of the reverse proxy whose X-Forwarded-For is believed.
  LOG_FORMAT           text (default) or json.
  LOG_LEVEL            error, warn, info (default), debug or trace.
  FORM_MIN_SECONDS     A form sent faster is asked for again (default 2).
  SIGN_UPS_PER_CLIENT  Sign-ups of one client for one conference in an hour (default 10).

The legal notice and the privacy notice name who runs the site:
  OPERATOR_NAME, OPERATOR_ADDRESS, OPERATOR_REPRESENTATIVE, OPERATOR_EMAIL, OPERATOR_PHONE, OPERATOR_PRIVACY_CONTACT,\n  OPERATOR_PROCESSORS (companies that process data for you: hosting, mail)";

const LOCAL: &str = "127.0.0.1:8080";
const SHORTEST_SECRET: usize = 32;

impl Settings {
    pub fn read(source: &Source<'_>) -> Result<Self, SettingError> {
        let bind = source.value("BIND")?;
        let settings = Self {
            bind: bind.unwrap_or(LOCAL.parse().expect("an address and a port")),
            public_url: source.value("PUBLIC_URL")?,
            data: data(source)?,
            mail: mail(source)?,
            metrics_bind: source.value("METRICS_BIND")?,
            trusted_proxy: trusted_proxy(source)?,
            form_rules: FormRules::read(source)?,
            log_format: source.value("LOG_FORMAT")?.unwrap_or(LogFormat::Text),
            log_level: source.value("LOG_LEVEL")?.unwrap_or(LevelFilter::INFO),
            operator: Operator::read(source)?,
        };
        settings.demo_stays_local()?;
        Ok(settings)
    }

    pub const fn demo(&self) -> bool {
        matches!(self.mail, Mail::Mailbox)
    }

    /// Strangers must not reach a site that shows its mails or forgets its data.
    fn demo_stays_local(&self) -> Result<(), SettingError> {
        let missing = |name, reason| Err(SettingError::Missing { name, reason });
        if self.bind.ip().is_loopback() {
            return Ok(());
        }
        match (&self.mail, &self.data) {
            (Mail::Mailbox, _) => missing("SMTP_URL", "BIND is not a loopback address"),
            (_, Data::Temporary) => missing("DATA_DIR", "BIND is not a loopback address"),
            _ => Ok(()),
        }
    }
}

fn data(source: &Source<'_>) -> Result<Data, SettingError> {
    let Some(folder) = source.value("DATA_DIR")? else { return Ok(Data::Temporary) };
    let secret = source.secret("SECRET_KEY")?;
    let secret = secret.ok_or(SettingError::Missing {
        name: "SECRET_KEY",
        reason: "what DATA_DIR keeps is encrypted and signed with it",
    })?;
    if secret.expose_secret().len() < SHORTEST_SECRET {
        let reason = format!("it needs at least {SHORTEST_SECRET} characters");
        return Err(SettingError::Wrong { name: "SECRET_KEY", reason });
    }
    Ok(Data::Kept { folder, secret })
}

fn mail(source: &Source<'_>) -> Result<Mail, SettingError> {
    let Some(url) = source.value("SMTP_URL")? else { return Ok(Mail::Mailbox) };
    let from = source.value("MAIL_FROM")?;
    let from = from.ok_or(SettingError::Missing {
        name: "MAIL_FROM",
        reason: "mails need a sender where there is an SMTP_URL",
    })?;
    Ok(Mail::Smtp { url, from, per_minute: source.value("MAILS_PER_MINUTE")? })
}
