//! What the server offers: encryption with a certificate of its own authority, and logins.

use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;

/// From when on the conversation is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encryption {
    Never,
    /// After STARTTLS (RFC 3207); before it there is no login and no mail.
    Upgrade,
    /// From the first byte (RFC 8314).
    Implicit,
}

pub(super) struct Offer {
    pub encryption: Encryption,
    /// The mechanisms of AUTH (RFC 4954), for example `PLAIN LOGIN`.
    pub logins: &'static str,
    tls: Option<(TlsAcceptor, String)>,
}

impl Offer {
    pub fn in_the_clear() -> Self {
        Self { encryption: Encryption::Never, logins: "PLAIN LOGIN", tls: None }
    }

    pub fn encrypted(encryption: Encryption, logins: &'static str) -> Self {
        Self { encryption, logins, tls: Some(certified()) }
    }

    pub fn acceptor(&self) -> Option<&TlsAcceptor> {
        self.tls.as_ref().map(|(acceptor, _)| acceptor)
    }

    /// The authority's certificate (PEM).
    pub fn authority(&self) -> Option<&str> {
        self.tls.as_ref().map(|(_, authority)| authority.as_str())
    }

    /// How a URL for such a server begins.
    pub fn scheme(&self) -> &'static str {
        match self.encryption {
            Encryption::Never => "smtp",
            Encryption::Upgrade => "smtp+starttls",
            Encryption::Implicit => "smtps",
        }
    }
}

/// A new authority, and a server on this machine that it vouches for.
fn certified() -> (TlsAcceptor, String) {
    let mut authority = CertificateParams::new(Vec::new()).expect("no names");
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate().expect("a key"));
    let authority = authority.expect("a certificate");
    let key = KeyPair::generate().expect("a key");
    let names = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
    let server = CertificateParams::new(names).expect("two names");
    let certificate = server.signed_by(&key, &authority).expect("a certificate");
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("ring speaks TLS")
        .with_no_client_auth()
        .with_single_cert(
            vec![certificate.der().clone()],
            PrivatePkcs8KeyDer::from(key.serialize_der()).into(),
        );
    (TlsAcceptor::from(Arc::new(config.expect("a key that fits"))), authority.pem())
}
