//! The hidden token of a form: it shows that the form was given to this browser by this site (CSRF), when (people take
//! their time), and which filling-in it is (a double click is one).

use data_encoding::BASE64URL_NOPAD;
use ring::hmac;
use uuid::Uuid;

use crate::clock::Instant;
use crate::ids::SubmissionId;

/// Signs the tokens of a service's forms (HMAC-SHA-256).
#[derive(Clone)]
pub struct FormKey(hmac::Key);

/// What a valid token says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormToken {
    pub submission: SubmissionId,
    pub issued: Instant,
}

const BODY: usize = 16 + 8;

impl FormKey {
    pub(crate) fn new(key: &[u8; 32]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, key))
    }

    /// A token for a browser.
    pub fn sign(&self, browser: Uuid, token: FormToken) -> String {
        let mut body = [0; BODY];
        body[..16].copy_from_slice(token.submission.0.as_bytes());
        body[16..].copy_from_slice(&token.issued.as_micros().to_be_bytes());
        let tag = hmac::sign(&self.0, &signed(browser, &body));
        BASE64URL_NOPAD.encode(&[body.as_slice(), tag.as_ref()].concat())
    }

    /// Reads a token that was given to this browser.
    pub fn read(&self, browser: Uuid, token: &str) -> Option<FormToken> {
        let bytes = BASE64URL_NOPAD.decode(token.as_bytes()).ok()?;
        let (body, tag) = bytes.split_at_checked(BODY)?;
        hmac::verify(&self.0, &signed(browser, body), tag).ok()?;
        let (submission, issued) = body.split_at(16);
        Some(FormToken {
            submission: submission.try_into().ok()?,
            issued: Instant::from_micros(i64::from_be_bytes(issued.try_into().ok()?)),
        })
    }
}

fn signed(browser: Uuid, body: &[u8]) -> Vec<u8> {
    [browser.as_bytes(), body].concat()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{START, keys};

    const BROWSER: Uuid = Uuid::from_u128(1);

    fn token() -> FormToken {
        FormToken { submission: SubmissionId(Uuid::from_u128(2)), issued: START }
    }

    #[test]
    fn a_token_holds_for_its_browser_only() {
        let signed = keys().pages().forms.sign(BROWSER, token());
        assert_eq!(keys().pages().forms.read(BROWSER, &signed), Some(token()));
        assert_eq!(keys().pages().forms.read(Uuid::from_u128(3), &signed), None);
    }

    proptest! {
        #[test]
        fn any_changed_character_is_refused(at: prop::sample::Index, other in "[A-Za-z0-9_=-]") {
            let key = keys().pages().forms;
            let mut signed = key.sign(BROWSER, token());
            let at = at.index(signed.len());
            prop_assume!(signed[at..=at] != other);
            signed.replace_range(at..=at, &other);
            prop_assert_eq!(key.read(BROWSER, &signed), None);
        }

        #[test]
        fn any_other_text_is_refused(text: String) {
            prop_assert_eq!(keys().pages().forms.read(BROWSER, &text), None);
        }
    }
}
