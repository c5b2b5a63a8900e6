//! Links in mails. They are signed from what they open, so that no secret is in a queue or a database.

use std::time::Duration;

use data_encoding::BASE64URL_NOPAD;
use ring::hmac;
use uuid::Uuid;

use crate::clock::Instant;

/// What a link opens; a link for one thing is no link for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Purpose {
    /// "My registration", by the mail.
    Me = 1,
    /// "My registration", by the cookie that the link was swapped for.
    MeCookie = 2,
    /// An organiser's sign-in, once.
    SignIn = 3,
}

/// What is signed. `epoch` rises when older links must no longer hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    pub purpose: Purpose,
    pub subject: Uuid,
    pub epoch: u32,
    /// In whole seconds; what is less is cut off.
    pub expires: Instant,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LinkProblem {
    #[error("the link was not made here")]
    Forged,
    #[error("the link has expired")]
    Expired,
    /// A newer link took its place; decided by whoever knows the epoch.
    #[error("the link was replaced by a newer one")]
    Outdated,
}

const BODY: usize = 1 + 16 + 4 + 8;
const SECOND: i64 = 1_000_000;

/// Signs links and reads them (HMAC-SHA-256, RFC 2104).
#[derive(Clone)]
pub struct LinkKey(hmac::Key);

impl LinkKey {
    pub(crate) fn new(key: &[u8; 32]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, key))
    }

    /// The token that stands in a URL: 82 letters, digits, `-` and `_`.
    pub fn sign(&self, link: Link) -> String {
        let body = body(link);
        let tag = hmac::sign(&self.0, &body);
        BASE64URL_NOPAD.encode(&[body.as_slice(), tag.as_ref()].concat())
    }

    /// Reads a token of the purpose, if it was signed here and has not expired.
    pub fn read(&self, token: &str, purpose: Purpose, now: Instant) -> Result<Link, LinkProblem> {
        let bytes = BASE64URL_NOPAD.decode(token.as_bytes()).map_err(|_| LinkProblem::Forged)?;
        let body: &[u8; BODY] = bytes.first_chunk().ok_or(LinkProblem::Forged)?;
        hmac::verify(&self.0, body, &bytes[BODY..]).map_err(|_| LinkProblem::Forged)?;
        let link = parse(body, purpose).ok_or(LinkProblem::Forged)?;
        if link.expires < now { Err(LinkProblem::Expired) } else { Ok(link) }
    }
}

impl Link {
    /// A link that holds from `now` for a span.
    pub fn new(purpose: Purpose, subject: Uuid, epoch: u32, now: Instant, span: Duration) -> Self {
        Self { purpose, subject, epoch, expires: now.plus(span) }
    }
}

fn body(link: Link) -> [u8; BODY] {
    let mut body = [0; BODY];
    body[0] = link.purpose as u8;
    body[1..17].copy_from_slice(link.subject.as_bytes());
    body[17..21].copy_from_slice(&link.epoch.to_be_bytes());
    body[21..].copy_from_slice(&(link.expires.as_micros() / SECOND).to_be_bytes());
    body
}

fn parse(body: &[u8; BODY], purpose: Purpose) -> Option<Link> {
    let (purpose_byte, rest) = body.split_first()?;
    let (subject, rest) = rest.split_first_chunk::<16>()?;
    let (epoch, rest) = rest.split_first_chunk::<4>()?;
    let seconds = i64::from_be_bytes(*rest.first_chunk()?);
    (*purpose_byte == purpose as u8).then(|| Link {
        purpose,
        subject: Uuid::from_bytes(*subject),
        epoch: u32::from_be_bytes(*epoch),
        expires: Instant::from_micros(seconds.saturating_mul(SECOND)),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::keys::Keys;
    use crate::testing::{START, keys};

    const HOUR: Duration = Duration::from_hours(1);

    fn link() -> Link {
        Link::new(Purpose::Me, Uuid::from_u128(7), 3, START, HOUR)
    }

    #[test]
    fn a_link_opens_what_it_was_signed_for_until_it_expires() {
        let token = keys().links().sign(link());
        let read = |now| keys().links().read(&token, Purpose::Me, now);
        assert_eq!(token.len(), 82);
        assert_eq!(read(START), Ok(link()));
        assert_eq!(read(START.plus(HOUR)), Ok(link()));
        assert_eq!(read(START.plus(HOUR + Duration::from_micros(1))), Err(LinkProblem::Expired));
    }

    #[test]
    fn a_link_for_one_thing_is_no_link_for_another() {
        for signed in [Purpose::Me, Purpose::MeCookie, Purpose::SignIn] {
            let token = keys().links().sign(Link { purpose: signed, ..link() });
            for asked in [Purpose::Me, Purpose::MeCookie, Purpose::SignIn] {
                assert_eq!(keys().links().read(&token, asked, START).is_ok(), signed == asked);
            }
        }
    }

    #[test]
    fn a_link_of_another_installation_is_refused() {
        let others = Keys::new("the secret of another installation".to_owned().into());
        let token = others.links().sign(link());
        assert_eq!(keys().links().read(&token, Purpose::Me, START), Err(LinkProblem::Forged));
    }

    proptest! {
        #[test]
        fn any_changed_character_is_refused(at in 0..82_usize, other in "[A-Za-z0-9_=/ -]") {
            let mut token = keys().links().sign(link());
            prop_assume!(token[at..=at] != other);
            token.replace_range(at..=at, &other);
            prop_assert_eq!(keys().links().read(&token, Purpose::Me, START), Err(LinkProblem::Forged));
        }

        #[test]
        fn any_other_text_is_refused(text: String) {
            prop_assert_eq!(keys().links().read(&text, Purpose::Me, START), Err(LinkProblem::Forged));
        }
    }
}
