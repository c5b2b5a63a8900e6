//! An organiser's session: a cookie signed with Ed25519 (RFC 8032). Registration signs, every service reads.

use std::sync::Arc;
use std::time::Duration;

use actix_web::cookie::{Cookie, SameSite};
use data_encoding::BASE64URL_NOPAD;
use ring::signature::{ED25519, Ed25519KeyPair, UnparsedPublicKey};

use crate::clock::Instant;
use crate::ids::OrganiserId;

pub const COOKIE: &str = "organiser";

/// After this long one signs in again: about a long working day.
pub const LIFETIME: Duration = Duration::from_hours(12);

const BODY: usize = 16 + 8;

/// Who is signed in, and since when. Whether that still holds is for [`super::access`] to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Session {
    pub organiser: OrganiserId,
    pub begun: Instant,
}

#[derive(Clone)]
pub struct SessionKey(Arc<Ed25519KeyPair>);

#[derive(Clone)]
pub struct SessionVerifier(Arc<[u8]>);

impl SessionKey {
    pub(crate) fn new(pair: Ed25519KeyPair) -> Self {
        Self(pair.into())
    }

    /// The cookie of a session. `secure` where the site is reached by https.
    pub fn cookie(&self, session: Session, secure: bool) -> Cookie<'static> {
        let body = body(session);
        let signature = self.0.sign(&body);
        let token = BASE64URL_NOPAD.encode(&[body.as_slice(), signature.as_ref()].concat());
        let age = actix_web::cookie::time::Duration::try_from(LIFETIME).unwrap_or_default();
        let cookie = Cookie::build(COOKIE, token).path("/").http_only(true).secure(secure);
        // Lax, because the sign-in link is opened from a mail program.
        cookie.same_site(SameSite::Lax).max_age(age).finish()
    }
}

impl SessionVerifier {
    pub(crate) fn new(public_key: Vec<u8>) -> Self {
        Self(public_key.into())
    }

    /// The session of a cookie's value, if registration signed it and it is not too old.
    pub fn read(&self, token: &str, now: Instant) -> Option<Session> {
        let bytes = BASE64URL_NOPAD.decode(token.as_bytes()).ok()?;
        let (body, signature) = bytes.split_at_checked(BODY)?;
        UnparsedPublicKey::new(&ED25519, &*self.0).verify(body, signature).ok()?;
        let (organiser, begun) = body.split_at(16);
        let session = Session {
            organiser: organiser.try_into().ok()?,
            begun: Instant::from_micros(i64::from_be_bytes(begun.try_into().ok()?)),
        };
        (now <= session.begun.plus(LIFETIME)).then_some(session)
    }
}

fn body(session: Session) -> [u8; BODY] {
    let mut body = [0; BODY];
    body[..16].copy_from_slice(session.organiser.0.as_bytes());
    body[16..].copy_from_slice(&session.begun.as_micros().to_be_bytes());
    body
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::keys::Keys;
    use crate::testing::{START, keys};

    fn session() -> Session {
        Session { organiser: OrganiserId(Uuid::from_u128(7)), begun: START }
    }

    fn signed() -> String {
        keys().sessions().cookie(session(), true).value().to_owned()
    }

    #[test]
    fn a_session_holds_for_a_long_working_day() {
        let read = |now| keys().pages().sessions.read(&signed(), now);
        assert_eq!(read(START), Some(session()));
        assert_eq!(read(START.plus(LIFETIME)), Some(session()));
        assert_eq!(read(START.plus(LIFETIME + Duration::from_micros(1))), None);
    }

    #[test]
    fn a_session_of_another_installation_is_refused() {
        let others = Keys::new("the secret of another installation".to_owned().into());
        assert_eq!(others.pages().sessions.read(&signed(), START), None);
    }

    #[test]
    fn the_cookie_is_for_this_site_alone_and_no_script_reads_it() {
        let flags = |secure| {
            let cookie = keys().sessions().cookie(session(), secure);
            (
                cookie.http_only(),
                cookie.secure(),
                cookie.same_site(),
                cookie.path().map(str::to_owned),
            )
        };
        let path = || Some("/".to_owned());
        assert_eq!(flags(true), (Some(true), Some(true), Some(SameSite::Lax), path()));
        assert_eq!(flags(false), (Some(true), Some(false), Some(SameSite::Lax), path()));
    }

    proptest! {
        #[test]
        fn any_changed_character_is_refused(at: prop::sample::Index, other in "[A-Za-z0-9_=-]") {
            let mut token = signed();
            let at = at.index(token.len());
            prop_assume!(token[at..=at] != other);
            token.replace_range(at..=at, &other);
            prop_assert_eq!(keys().pages().sessions.read(&token, START), None);
        }

        #[test]
        fn any_other_text_is_refused(text: String) {
            prop_assert_eq!(keys().pages().sessions.read(&text, START), None);
        }
    }
}
