//! Ballots: the right to answer a survey once, as a code in a mail or on paper.
//!
//! notification makes the codes and knows who was sent which; feedback keeps only their hashes. Sixteen bytes:
//! number (3, big-endian) | secret tag (9, HMAC by notification's key) | check tag (4, HMAC by the pool's check key).
//! The check tag tells a code that was made here, used or not, from a slip of the keyboard; it opens nothing.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use data_encoding::{Encoding, Specification};
use ring::{digest, hmac};

/// What feedback keeps of a ballot: SHA-256 of its sixteen bytes.
pub type BallotHash = [u8; 32];

const TAGGED: usize = 12;

/// One ballot's code. It has no `Debug`, so that none gets into a log by accident.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct BallotCode([u8; 16]);

/// A text that is no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a ballot's code has 26 letters and digits")]
pub struct NoCode;

impl BallotCode {
    /// The code with a number (below 2²⁴), the same each time for the same keys.
    pub fn issue(secret_key: &[u8], check_key: &[u8], number: u32) -> Self {
        debug_assert!(number < 1 << 24, "a number has three bytes");
        let [_, number @ ..] = number.to_be_bytes();
        let mut code = [0; 16];
        code[..3].copy_from_slice(&number);
        code[3..TAGGED].copy_from_slice(&tag(secret_key, &number)[..TAGGED - 3]);
        let check = tag(check_key, &code[..TAGGED]);
        code[TAGGED..].copy_from_slice(&check[..16 - TAGGED]);
        Self(code)
    }

    /// Reads a code as people type it: upper or lower case, in groups, O for 0, I and L for 1.
    pub fn parse(text: &str) -> Result<Self, NoCode> {
        let bytes = ALPHABET.decode(text.trim().as_bytes()).map_err(|_| NoCode)?;
        bytes.try_into().map(Self).map_err(|_| NoCode)
    }

    /// What is kept of the code.
    pub fn hash(self) -> BallotHash {
        let hash = digest::digest(&digest::SHA256, &self.0);
        hash.as_ref().try_into().expect("SHA-256 has 32 bytes")
    }

    /// Whether the code was made for the pool with this check key.
    pub fn check_tag_holds(self, check_key: &[u8]) -> bool {
        // A forged check tag opens nothing, so the comparison need not hide how far it came.
        tag(check_key, &self.0[..TAGGED]).starts_with(&self.0[TAGGED..])
    }
}

impl fmt::Display for BallotCode {
    /// 26 letters and digits in lower case, without those that look alike.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&ALPHABET.encode(&self.0))
    }
}

impl FromStr for BallotCode {
    type Err = NoCode;
    fn from_str(text: &str) -> Result<Self, NoCode> {
        Self::parse(text)
    }
}

/// HMAC-SHA-256 (RFC 2104).
fn tag(key: &[u8], message: &[u8]) -> [u8; 32] {
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), message);
    tag.as_ref().try_into().expect("HMAC-SHA-256 has 32 bytes")
}

/// Base32 with Douglas Crockford's letters.
static ALPHABET: LazyLock<Encoding> = LazyLock::new(|| {
    let mut specification = Specification::new();
    specification.symbols.push_str("0123456789abcdefghjkmnpqrstvwxyz");
    specification.translate.from.push_str("oOiIlLABCDEFGHJKMNPQRSTVWXYZ");
    specification.translate.to.push_str("001111abcdefghjkmnpqrstvwxyz");
    specification.ignore.push_str(" -");
    specification.encoding().expect("32 symbols, and none of them translated or ignored")
});

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::BallotCode;

    #[test]
    fn a_code_is_what_python_makes_of_the_definition() {
        let code = BallotCode::issue(b"secret", b"check", 258);
        assert_eq!(code.to_string(), "000g46zayvthg3sag1m743eptg");
    }

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = BallotCode::issue(b"secret", b"check", 1);
        let text = code.to_string();
        let typed = text.to_uppercase().replace('0', "O").replace('1', "l");
        let groups: Vec<&str> = [&typed[..8], &typed[8..20], &typed[20..]].into();
        assert!(BallotCode::parse(&format!(" {} ", groups.join("-"))) == Ok(code));
    }

    proptest! {
        #[test]
        fn a_code_comes_back_and_only_its_pool_knows_it(number in 0_u32..1 << 24) {
            let code = BallotCode::issue(b"secret", b"check", number);
            prop_assert!(code.to_string().parse() == Ok(code));
            prop_assert!(code.check_tag_holds(b"check"));
            prop_assert!(!code.check_tag_holds(b"another"));
            prop_assert_ne!(code.hash(), BallotCode::issue(b"other", b"check", number).hash());
        }

        #[test]
        fn any_text_is_read_without_a_panic(text in ".*") {
            let _ = BallotCode::parse(&text);
        }
    }
}
