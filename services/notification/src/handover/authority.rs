//! A certificate authority of the operator's own.

use std::fmt;
use std::str::FromStr;

use lettre::transport::smtp::client::{Certificate, TlsParameters, TlsParametersBuilder};

/// `SMTP_CA`: certificates (PEM, RFC 7468) that a mail server's may go back to, beside those that everybody trusts.
#[derive(Clone)]
pub struct Authority(Certificate);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it must hold certificates as PEM: -----BEGIN CERTIFICATE-----")]
pub struct NoAuthority;

impl Authority {
    pub(super) fn trusted_by(&self, tls: TlsParametersBuilder) -> TlsParametersBuilder {
        tls.add_root_certificate(self.0.clone())
    }
}

impl FromStr for Authority {
    type Err = NoAuthority;

    fn from_str(text: &str) -> Result<Self, NoAuthority> {
        if !text.contains("-----BEGIN CERTIFICATE-----") {
            return Err(NoAuthority);
        }
        let authority = Self(Certificate::from_pem(text.as_bytes()).map_err(|_| NoAuthority)?);
        let tls = authority.trusted_by(TlsParameters::builder("localhost".to_owned()));
        tls.build_rustls().map(|_| authority).map_err(|_| NoAuthority)
    }
}

impl fmt::Debug for Authority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Authority")
    }
}

#[cfg(test)]
mod tests {
    use super::{Authority, NoAuthority};

    #[test]
    fn what_is_no_certificate_is_refused_at_the_start() {
        for text in
            ["", "mail.example.org", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"]
        {
            assert_eq!(text.parse::<Authority>().err(), Some(NoAuthority), "{text}");
        }
    }
}
