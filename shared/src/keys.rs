//! One secret, a key of its own for each purpose (HKDF, RFC 5869), so that no key opens two doors.

use ring::hkdf::{HKDF_SHA256, KeyType, Salt};
use ring::signature::{Ed25519KeyPair, KeyPair};
use secrecy::{ExposeSecret, SecretString};

use crate::auth::session::{SessionKey, SessionVerifier};
use crate::links::LinkKey;
use crate::seal::SealKey;
use crate::web::form_token::FormKey;

/// The installation's secret, `SECRET_KEY`. Everything else is derived from it.
#[derive(Clone)]
pub struct Keys(SecretString);

struct Bytes32;

impl KeyType for Bytes32 {
    fn len(&self) -> usize {
        32
    }
}

impl Keys {
    pub fn new(secret: SecretString) -> Self {
        Self(secret)
    }

    /// A key for one purpose; the same words give the same key.
    fn derive(&self, purpose: &str) -> [u8; 32] {
        let secret =
            Salt::new(HKDF_SHA256, b"treffpunkt").extract(self.0.expose_secret().as_bytes());
        let mut key = [0; 32];
        secret
            .expand(&[purpose.as_bytes()], Bytes32)
            .and_then(|okm| okm.fill(&mut key))
            .expect("HKDF gives up to 8160 bytes, 32 are asked for");
        key
    }

    /// Signs and reads the links in mails: for registration and notification.
    pub fn links(&self) -> LinkKey {
        LinkKey::new(&self.derive("links"))
    }

    /// Encrypts what a database must not show, for the named purpose.
    pub fn seal(&self, purpose: &str) -> SealKey {
        SealKey::new(&self.derive(&format!("seal {purpose}")))
    }

    /// Signs forms. All services share it, because a page of one may hold a form of another: signing out.
    pub fn forms(&self) -> FormKey {
        FormKey::new(&self.derive("forms"))
    }

    /// Opens organisers' sessions: registration alone.
    pub fn sessions(&self) -> SessionKey {
        SessionKey::new(self.session_pair())
    }

    /// Recognises organisers' sessions: the public half, for every service.
    pub fn session_verifier(&self) -> SessionVerifier {
        SessionVerifier::new(self.session_pair().public_key().as_ref().to_vec())
    }

    fn session_pair(&self) -> Ed25519KeyPair {
        Ed25519KeyPair::from_seed_unchecked(&self.derive("sessions"))
            .expect("every 32 bytes are an Ed25519 seed")
    }
}
