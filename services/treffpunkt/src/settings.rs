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

/// What `--help` says of the settings.
pub fn help() -> String {
    let [secret, common] = [process::SECRET_HELP, process::SETTINGS_HELP];
    let [mail, operator] = [notification::options::HELP, registration::public::OPERATOR_HELP];
    format!(
        "\
Settings are environment variables. Each NAME can also be given as NAME_FILE, the path of a file that holds it.
With none set, demo mode starts: demo conferences, a temporary folder, a mailbox page instead of SMTP.

  DATA_DIR             Folder of the databases; it is made where it is missing.
{secret}
{mail}
{common}

{operator}"
    )
}

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
