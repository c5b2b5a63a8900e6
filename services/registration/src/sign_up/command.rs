//! What the writer is asked to decide, and what comes of it.

use ring::digest;
use shared::ids::{ConferenceId, ParticipantId, SubmissionId};
use shared::seal::SealKey;
use shared::{Instant, Trace};

use crate::participant::{Participant, State, Submitted};

/// One person's wish to come.
pub struct SignUp {
    pub conference: ConferenceId,
    pub submission: SubmissionId,
    pub submitted: Submitted,
    pub at: Instant,
    pub trace: Trace,
}

shared::words! {
    /// What became of a sign-up; the words are also those of the metrics.
    Outcome {
        Confirmed = "confirmed",
        Waiting = "waiting",
        /// The same form was sent before: nothing more happens.
        Again = "again",
        /// The address is known; its owner is told so, once an hour.
        Known = "known",
        /// The conference took no more sign-ups by the time of the decision.
        Closed = "closed",
        /// The address was asked with too often.
        AddressLimit = "address_limit",
        /// One client signed up too often; it did not come to a decision.
        ClientLimit = "client_limit",
        /// The honeypot was filled; it did not come to a decision.
        Robot = "robot",
    }
}

impl SignUp {
    /// One filled-in form for one address at one conference. Who goes back in the browser and signs a colleague up with
    /// the same page has filled in another.
    pub fn submission(
        form: SubmissionId,
        conference: ConferenceId,
        email_key: &str,
    ) -> SubmissionId {
        let parts = [form.0.as_bytes(), conference.0.as_bytes().as_slice(), email_key.as_bytes()];
        let hash = digest::digest(&digest::SHA256, &parts.concat());
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash.as_ref()[..16]);
        SubmissionId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
    }

    pub fn email_key(&self) -> String {
        self.submitted.details.email_key()
    }

    /// The person as a row, at the end of the line; the rule of the places says the rest.
    pub(super) fn row(&self, key: &SealKey) -> Participant {
        let details = &self.submitted.details;
        let mut row = Participant {
            id: ParticipantId::new(),
            conference_id: self.conference,
            arrival: 0,
            state: State::Waiting,
            revision: 0,
            submission_id: self.submission,
            name: String::new(),
            addressed_as: String::new(),
            email: String::new(),
            email_key: String::new(),
            organisation: String::new(),
            sector: details.sector,
            place: String::new(),
            language: details.language,
            workshop: String::new(),
            needs: None,
            photo_consent: false,
            waiting_position: 0,
            link_epoch: 0,
            repeated_sign_ups: 0,
            repeated_at: None,
            link_requests: 0,
            link_requested_at: None,
            signed_up_at: self.at,
            attended_at: None,
        };
        self.submitted.write_to(&mut row, key);
        row
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_submission_is_one_form_one_conference_one_address() {
        let id = |byte| Uuid::from_bytes([byte; 16]);
        let of = |form, conference, key| {
            SignUp::submission(SubmissionId(id(form)), ConferenceId(id(conference)), key)
        };
        let first = of(1, 1, "a@b.example");
        assert_eq!(first, of(1, 1, "a@b.example"));
        for other in [of(2, 1, "a@b.example"), of(1, 2, "a@b.example"), of(1, 1, "c@b.example")] {
            assert_ne!(first, other);
        }
    }
}
