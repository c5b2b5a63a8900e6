//! Settings: each by the environment variable `NAME`, or from the file that `NAME_FILE` names. Checked at the start,
//! with errors that name the setting.

use std::fmt::Display;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::str::FromStr;
use std::time::Duration;

use secrecy::SecretString;

/// A setting that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingError {
    #[error("{name}: {reason}")]
    Wrong { name: &'static str, reason: String },
    #[error("{name} is missing: {reason}")]
    Missing { name: &'static str, reason: &'static str },
    #[error("{name}_FILE: {file} cannot be read")]
    File { name: &'static str, file: String, source: std::io::Error },
}

/// Reads settings by name. In tests a map takes the environment's place.
pub struct Source<'a>(&'a dyn Fn(&str) -> Option<String>);

impl<'a> Source<'a> {
    pub fn new(look_up: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Self(look_up)
    }

    /// The process's environment.
    pub fn environment() -> Self {
        Self(&|name| std::env::var(name).ok())
    }

    /// The setting's text, trimmed; none where it is not set or empty.
    pub fn text(&self, name: &'static str) -> Result<Option<String>, SettingError> {
        let given = match (self.0(name), self.0(&format!("{name}_FILE"))) {
            (Some(text), _) => Some(text),
            (None, Some(file)) => Some(read(name, file)?),
            (None, None) => None,
        };
        Ok(given.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()))
    }

    /// The setting as a value; none where it is not set.
    pub fn value<T: FromStr<Err: Display>>(
        &self,
        name: &'static str,
    ) -> Result<Option<T>, SettingError> {
        let Some(text) = self.text(name)? else { return Ok(None) };
        let wrong = |error: T::Err| SettingError::Wrong { name, reason: error.to_string() };
        text.parse().map(Some).map_err(wrong)
    }

    pub fn secret(&self, name: &'static str) -> Result<Option<SecretString>, SettingError> {
        Ok(self.text(name)?.map(SecretString::from))
    }
}

fn read(name: &'static str, file: String) -> Result<String, SettingError> {
    std::fs::read_to_string(&file).map_err(|source| SettingError::File { name, file, source })
}

crate::words! {
    /// How log lines look: for people or for machines.
    LogFormat { Text = "text", Json = "json" }
}

/// What forms that anyone can send are held to.
#[derive(Debug, Clone, Copy)]
pub struct FormRules {
    /// A person takes at least this long (`FORM_MIN_SECONDS`).
    pub fastest: Duration,
    /// Sign-ups of one client an hour (`SIGN_UPS_PER_CLIENT`).
    pub sign_ups_per_client: NonZeroU32,
}

impl FormRules {
    pub fn read(source: &Source<'_>) -> Result<Self, SettingError> {
        let seconds = source.value("FORM_MIN_SECONDS")?.unwrap_or(2);
        Ok(Self {
            fastest: Duration::from_secs(seconds),
            sign_ups_per_client: source.value("SIGN_UPS_PER_CLIENT")?.unwrap_or(SIGN_UPS),
        })
    }
}

/// Enough for an association that signs its people up from one office, too few to fill a conference.
const SIGN_UPS: NonZeroU32 = NonZeroU32::new(10).expect("10 is not 0");

/// The address of a proxy whose `X-Forwarded-For` is believed (`TRUSTED_PROXY`).
pub fn trusted_proxy(source: &Source<'_>) -> Result<Option<IpAddr>, SettingError> {
    source.value("TRUSTED_PROXY")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads settings where these alone are set.
    fn with<T>(set: &[(&str, &str)], read: impl Fn(&Source<'_>) -> T) -> T {
        let look_up = |name: &str| {
            set.iter().find(|(of, _)| *of == name).map(|(_, value)| (*value).to_owned())
        };
        read(&Source::new(&look_up))
    }

    #[test]
    fn a_setting_is_its_variable_or_the_file_that_is_named() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), "  from the file\n").expect("a file");
        let file = file.path().to_string_lossy();
        let text = |set: &[(&str, &str)]| with(set, |source| source.text("KEY").expect("readable"));
        assert_eq!(text(&[]), None);
        assert_eq!(text(&[("KEY", " ")]), None);
        assert_eq!(text(&[("KEY", " given ")]).as_deref(), Some("given"));
        assert_eq!(text(&[("KEY_FILE", &file)]).as_deref(), Some("from the file"));
        assert_eq!(text(&[("KEY", "given"), ("KEY_FILE", &file)]).as_deref(), Some("given"));
    }

    #[test]
    fn an_error_names_the_setting_and_the_file() {
        let missing = with(&[("KEY_FILE", "/not/there")], |source| source.text("KEY"));
        let error = missing.expect_err("no file").to_string();
        assert_eq!(error, "KEY_FILE: /not/there cannot be read");

        let wrong = with(&[("FORM_MIN_SECONDS", "two")], FormRules::read);
        let error = wrong.expect_err("no number").to_string();
        assert!(error.starts_with("FORM_MIN_SECONDS: "), "{error}");

        let wrong = with(&[("TRUSTED_PROXY", "localhost")], trusted_proxy);
        let error = wrong.expect_err("no address").to_string();
        assert!(error.starts_with("TRUSTED_PROXY: "), "{error}");
    }

    #[test]
    fn a_secret_does_not_show_in_debug_output() {
        let secret = with(&[("SECRET_KEY", "open sesame")], |source| source.secret("SECRET_KEY"));
        assert!(!format!("{secret:?}").contains("sesame"));
    }

    #[test]
    fn nobody_may_sign_up_zero_times() {
        let rules = with(&[("SIGN_UPS_PER_CLIENT", "0")], FormRules::read);
        assert!(matches!(rules, Err(SettingError::Wrong { name: "SIGN_UPS_PER_CLIENT", .. })));
    }
}
