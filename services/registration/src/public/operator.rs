//! Who runs the site: for the legal notice (§ 5 DDG) and the privacy notice (Art. 13 GDPR).

use shared::settings::{SettingError, Source};

/// What `--help` says of these settings.
pub const HELP: &str = "\
The legal notice and the privacy notice name who runs the site:
  OPERATOR_NAME, OPERATOR_ADDRESS, OPERATOR_REPRESENTATIVE, OPERATOR_EMAIL, OPERATOR_PHONE, OPERATOR_PRIVACY_CONTACT,
  OPERATOR_PROCESSORS (companies that process data for you: hosting, mail)";

/// What the settings say; empty where they say nothing, and the pages then say that it is missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Operator {
    /// The association or company (`OPERATOR_NAME`).
    pub name: String,
    /// Street, town; lines or parts with commas between (`OPERATOR_ADDRESS`).
    pub address: String,
    /// Who speaks for it (`OPERATOR_REPRESENTATIVE`).
    pub representative: String,
    /// `OPERATOR_EMAIL`
    pub email: String,
    /// `OPERATOR_PHONE`
    pub phone: String,
    /// How to reach the data protection officer, where there is one (`OPERATOR_PRIVACY_CONTACT`).
    pub privacy_contact: String,
    /// Who works for it: the data centre, the mail provider (`OPERATOR_PROCESSORS`).
    pub processors: String,
}

impl Operator {
    pub fn read(source: &Source<'_>) -> Result<Self, SettingError> {
        let text = |name| Ok(source.text(name)?.unwrap_or_default());
        Ok(Self {
            name: text("OPERATOR_NAME")?,
            address: text("OPERATOR_ADDRESS")?,
            representative: text("OPERATOR_REPRESENTATIVE")?,
            email: text("OPERATOR_EMAIL")?,
            phone: text("OPERATOR_PHONE")?,
            privacy_contact: text("OPERATOR_PRIVACY_CONTACT")?,
            processors: text("OPERATOR_PROCESSORS")?,
        })
    }

    /// The address, a line for each part.
    pub fn address_lines(&self) -> Vec<&str> {
        let parts = self.address.split(['\n', ',']).map(str::trim);
        parts.filter(|part| !part.is_empty()).collect()
    }

    /// Whether the legal notice can be what the law asks for.
    pub fn is_complete(&self) -> bool {
        ![&self.name, &self.address, &self.email].iter().any(|part| part.is_empty())
    }
}
