//! What a person needs to take part: health data (Art. 9 GDPR). It is sealed from the first write on, bound to the
//! participant, and only [`open`] opens it.

use serde::{Deserialize, Serialize};
use shared::ids::ParticipantId;
use shared::seal::{DoesNotOpen, SealKey};

use super::Participant;

/// The purpose of the key: `keys.seal(needs::PURPOSE)`.
pub const PURPOSE: &str = "access-needs";

shared::words! {
    /// An item of the catalogue; the texts are `need-<code>` of the locales.
    Need {
        SignLanguage = "sign-language",
        SpeechToText = "speech-to-text",
        StepFree = "step-free",
        Companion = "companion",
        Interpretation = "interpretation",
        Childcare = "childcare",
        QuietRoom = "quiet-room",
        Diet = "diet",
    }
}

/// What a person needs: items of the catalogue, and words.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Needs {
    pub catalogue: Vec<Need>,
    pub words: String,
}

#[derive(Debug, thiserror::Error)]
pub enum NeedsError {
    #[error(transparent)]
    Sealed(#[from] DoesNotOpen),
    #[error("the access needs cannot be read")]
    Json(#[from] serde_json::Error),
}

impl Needs {
    pub fn is_empty(&self) -> bool {
        self.catalogue.is_empty() && self.words.is_empty()
    }

    /// Encrypts for the row of this participant; none where nothing was said.
    pub(super) fn seal(&self, key: &SealKey, of: ParticipantId) -> Option<Vec<u8>> {
        let json = || serde_json::to_vec(self).expect("needs are lists and texts");
        (!self.is_empty()).then(|| key.seal(of.0.as_bytes(), &json()))
    }
}

/// Decrypts. Only for the person, and for organisers with the role *needs*.
pub fn open(key: &SealKey, person: &Participant) -> Result<Needs, NeedsError> {
    match &person.needs {
        None => Ok(Needs::default()),
        Some(sealed) => Ok(serde_json::from_slice(&key.open(person.id.0.as_bytes(), sealed)?)?),
    }
}
