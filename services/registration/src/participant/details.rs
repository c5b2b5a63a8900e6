//! What a person told about themself.

use shared::i18n::Lang;
use shared::seal::SealKey;

use super::{Needs, Participant};
use crate::address;
use crate::conference::Sector;

/// Checked: see [`super::form`]. The lengths fit the pages and mails.
#[derive(Clone, PartialEq, Eq)]
pub struct Details {
    pub name: String,
    pub addressed_as: String,
    pub email: String,
    pub organisation: String,
    pub sector: Sector,
    pub place: String,
    pub language: Lang,
    /// The code of a workshop, or empty.
    pub workshop: String,
    pub photo_consent: bool,
}

/// A filled-in form. Organisers who are not to see needs send none, and what is stored stays.
#[derive(Clone, PartialEq, Eq)]
pub struct Submitted {
    pub details: Details,
    pub needs: Option<Needs>,
}

impl Details {
    pub fn email_key(&self) -> String {
        address::key(&self.email)
    }

    /// What is stored of a participant.
    pub fn of(person: &Participant) -> Self {
        Self {
            name: person.name.clone(),
            addressed_as: person.addressed_as.clone(),
            email: person.email.clone(),
            organisation: person.organisation.clone(),
            sector: person.sector,
            place: person.place.clone(),
            language: person.language,
            workshop: person.workshop.clone(),
            photo_consent: person.photo_consent,
        }
    }
}

impl Submitted {
    /// Writes what was told into the participant's row.
    pub fn write_to(&self, person: &mut Participant, key: &SealKey) {
        let Self { details, needs } = self;
        person.name.clone_from(&details.name);
        person.addressed_as.clone_from(&details.addressed_as);
        person.email.clone_from(&details.email);
        person.email_key = details.email_key();
        person.organisation.clone_from(&details.organisation);
        person.sector = details.sector;
        person.place.clone_from(&details.place);
        person.language = details.language;
        person.workshop.clone_from(&details.workshop);
        person.photo_consent = details.photo_consent;
        if let Some(needs) = needs {
            person.needs = needs.seal(key, person.id);
        }
    }
}
