//! The binary's settings, checked at the start.

use std::path::PathBuf;

use registration::public::Operator;
use secrecy::SecretString;
use shared::process::{self, secret_key};
use shared::settings::{SettingError, Source};

/// Everything that the process is told from outside.
pub struct Settings {
    pub process: process::Settings,
    pub data: Data,
    /// Where mails go; nowhere but to `/dev/mail` in demo mode.
    pub mail: Option<notification::Options>,
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

impl Settings {
    pub fn read(source: &Source<'_>) -> Result<Self, SettingError> {
        let settings = Self {
            process: process::Settings::read(source)?,
            data: data(source)?,
            mail: notification::Options::read(source)?,
            operator: Operator::read(source)?,
        };
        settings.demo_stays_local()?;
        Ok(settings)
    }

    pub const fn demo(&self) -> bool {
        self.mail.is_none()
    }

    /// Strangers must not reach a site that shows its mails or forgets its data.
    fn demo_stays_local(&self) -> Result<(), SettingError> {
        let missing = |name, reason| Err(SettingError::Missing { name, reason });
        if self.process.bind.ip().is_loopback() {
            return Ok(());
        }
        match (&self.mail, &self.data) {
            (None, _) => missing("SMTP_URL", "BIND is not a loopback address"),
            (_, Data::Temporary) => missing("DATA_DIR", "BIND is not a loopback address"),
            _ => Ok(()),
        }
    }
}

fn data(source: &Source<'_>) -> Result<Data, SettingError> {
    let Some(folder) = source.value("DATA_DIR")? else { return Ok(Data::Temporary) };
    let secret = secret_key(source)?.ok_or(SettingError::Missing {
        name: "SECRET_KEY",
        reason: "what DATA_DIR keeps is encrypted and signed with it",
    })?;
    Ok(Data::Kept { folder, secret })
}
