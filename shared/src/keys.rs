//! One secret, a key of its own for each purpose (HKDF, RFC 5869), so that no key opens two doors.
//!
//! The secret is registration's. Where the services are processes of their own, the others are given only the keys that
//! they need, as `SERVICE_KEY`: feedback cannot make a link or a session.

use std::str::FromStr;

use data_encoding::BASE64URL_NOPAD;
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

/// What pages need: to recognise organisers' sessions (the public half) and this site's forms. All services share the
/// latter, because a page of one may hold a form of another: signing out.
#[derive(Clone)]
pub struct PageKeys {
    pub sessions: SessionVerifier,
    pub forms: FormKey,
}

/// What mails need: links to sign, ballots to keep sealed, events with personal data to open.
#[derive(Clone)]
pub struct MailKeys {
    pub links: LinkKey,
    pub ballots: SealKey,
    pub personal: SealKey,
}

/// `SERVICE_KEY`: the keys of a service that does not hold the secret.
pub struct ServiceKey {
    pub pages: PageKeys,
    /// notification's; no other service has them.
    pub mails: Option<MailKeys>,
}

type Key = [u8; 32];

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
    fn derive(&self, purpose: &str) -> Key {
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

    /// Opens organisers' sessions: registration alone.
    pub fn sessions(&self) -> SessionKey {
        SessionKey::new(self.session_pair())
    }

    pub fn pages(&self) -> PageKeys {
        pages(&self.page_keys())
    }

    pub fn mails(&self) -> MailKeys {
        mails(&self.mail_keys())
    }

    /// The `SERVICE_KEY` of a service that shows pages and no more: feedback.
    pub fn key_for_pages(&self) -> String {
        BASE64URL_NOPAD.encode(self.page_keys().as_flattened())
    }

    /// The `SERVICE_KEY` of the service that writes mails: notification.
    pub fn key_for_mails(&self) -> String {
        let keys = [self.page_keys().as_slice(), self.mail_keys().as_slice()].concat();
        BASE64URL_NOPAD.encode(keys.as_flattened())
    }

    fn page_keys(&self) -> [Key; 2] {
        let public = self.session_pair();
        let public = public.public_key().as_ref().try_into();
        [public.expect("an Ed25519 public key has 32 bytes"), self.derive("forms")]
    }

    fn mail_keys(&self) -> [Key; 3] {
        [self.derive("links"), self.derive("seal ballots"), self.derive("seal personal")]
    }

    fn session_pair(&self) -> Ed25519KeyPair {
        Ed25519KeyPair::from_seed_unchecked(&self.derive("sessions"))
            .expect("every 32 bytes are an Ed25519 seed")
    }
}

fn pages([sessions, forms]: &[Key; 2]) -> PageKeys {
    PageKeys { sessions: SessionVerifier::new(sessions.to_vec()), forms: FormKey::new(forms) }
}

fn mails([links, ballots, personal]: &[Key; 3]) -> MailKeys {
    MailKeys {
        links: LinkKey::new(links),
        ballots: SealKey::new(ballots),
        personal: SealKey::new(personal),
    }
}

/// Text that is no `SERVICE_KEY`. Does not show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not what `registration key` prints")]
pub struct NoServiceKey;

impl FromStr for ServiceKey {
    type Err = NoServiceKey;

    fn from_str(text: &str) -> Result<Self, NoServiceKey> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| NoServiceKey)?;
        match bytes.as_chunks().0 {
            _ if bytes.len() % size_of::<Key>() != 0 => Err(NoServiceKey),
            [sessions, forms] => Ok(Self { pages: pages(&[*sessions, *forms]), mails: None }),
            [sessions, forms, links, ballots, personal] => Ok(Self {
                pages: pages(&[*sessions, *forms]),
                mails: Some(mails(&[*links, *ballots, *personal])),
            }),
            _ => Err(NoServiceKey),
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::auth::session::Session;
    use crate::ids::OrganiserId;
    use crate::links::{Link, Purpose};
    use crate::testing::{START, keys};

    fn service_key(text: &str) -> ServiceKey {
        text.parse().expect("a key")
    }

    #[test]
    fn feedback_recognises_sessions_and_can_make_no_link() {
        let session = Session { organiser: OrganiserId(Uuid::from_u128(7)), begun: START };
        let cookie = keys().sessions().cookie(session, true);
        let feedback = service_key(&keys().key_for_pages());
        assert_eq!(feedback.pages.sessions.read(cookie.value(), START), Some(session));
        assert!(feedback.mails.is_none());
    }

    #[test]
    fn notification_signs_links_that_registration_reads() {
        let mails = service_key(&keys().key_for_mails()).mails.expect("the keys of mails");
        let span = std::time::Duration::from_secs(60);
        let link = Link::new(Purpose::Me, Uuid::from_u128(7), 3, START, span);
        let token = mails.links.sign(link);
        assert_eq!(keys().links().read(&token, Purpose::Me, START), Ok(link));
        let sealed = mails.ballots.seal(b"row", b"ballots");
        assert_eq!(keys().mails().ballots.open(b"row", &sealed).expect("its key"), b"ballots");
    }

    #[test]
    fn other_text_is_refused() {
        let key = keys().key_for_mails();
        for text in ["", "abc", &key[1..], &key[..key.len() - 43], &format!("{key}AAAA")] {
            assert!(text.parse::<ServiceKey>().is_err(), "{text}");
        }
    }
}
