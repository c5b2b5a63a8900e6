//! Encryption of single values in a database (ChaCha20-Poly1305, RFC 8439).

use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::rand::{SecureRandom, SystemRandom};

/// A sealed value that this key does not open: another key, another place, or changed bytes.
#[derive(Debug, thiserror::Error)]
#[error("a sealed value does not open")]
pub struct DoesNotOpen;

/// Seals and opens values of one purpose.
#[derive(Clone)]
pub struct SealKey(std::sync::Arc<LessSafeKey>);

impl SealKey {
    pub(crate) fn new(key: &[u8; 32]) -> Self {
        let key = UnboundKey::new(&CHACHA20_POLY1305, key).expect("the key has 32 bytes");
        Self(LessSafeKey::new(key).into())
    }

    /// Encrypts. `place` (the row's id) is bound to the value, so that it cannot be moved to another row.
    /// The result is nonce, ciphertext and tag: 28 bytes longer than the value.
    pub fn seal(&self, place: &[u8], value: &[u8]) -> Vec<u8> {
        let mut nonce = [0; NONCE_LEN];
        SystemRandom::new().fill(&mut nonce).expect("the system gives random bytes");
        let mut sealed = value.to_vec();
        self.0
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(place),
                &mut sealed,
            )
            .expect("the value is shorter than 256 GiB");
        [nonce.as_slice(), &sealed].concat()
    }

    /// Decrypts what [`SealKey::seal`] gave for the same place.
    pub fn open(&self, place: &[u8], sealed: &[u8]) -> Result<Vec<u8>, DoesNotOpen> {
        let (nonce, ciphertext) = sealed.split_at_checked(NONCE_LEN).ok_or(DoesNotOpen)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| DoesNotOpen)?;
        let mut value = ciphertext.to_vec();
        let opened =
            self.0.open_in_place(nonce, Aad::from(place), &mut value).map_err(|_| DoesNotOpen)?;
        Ok(opened.to_vec())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::testing::keys;

    #[test]
    fn a_value_opens_with_its_key_at_its_place_only() {
        let sealed = keys().seal("needs").seal(b"row 1", "Gebärdensprache".as_bytes());
        let open = |purpose, place: &[u8]| keys().seal(purpose).open(place, &sealed);
        assert_eq!(open("needs", b"row 1").expect("its place"), "Gebärdensprache".as_bytes());
        open("needs", b"row 2").expect_err("another row");
        open("mails", b"row 1").expect_err("another purpose");
    }

    #[test]
    fn equal_values_do_not_look_equal() {
        let key = keys().seal("needs");
        assert_ne!(key.seal(b"row", b"none"), key.seal(b"row", b"none"));
    }

    proptest! {
        #[test]
        fn any_changed_byte_is_refused(value: Vec<u8>, at: prop::sample::Index, change in 1..=255_u8) {
            let key = keys().seal("needs");
            let mut sealed = key.seal(b"row", &value);
            prop_assert_eq!(sealed.len(), value.len() + 28);
            prop_assert_eq!(&key.open(b"row", &sealed).expect("unchanged"), &value);
            let at = at.index(sealed.len());
            sealed[at] ^= change;
            prop_assert!(key.open(b"row", &sealed).is_err());
        }

        #[test]
        fn any_other_bytes_are_refused(bytes: Vec<u8>) {
            prop_assert!(keys().seal("needs").open(b"row", &bytes).is_err());
        }
    }
}
