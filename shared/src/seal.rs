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
