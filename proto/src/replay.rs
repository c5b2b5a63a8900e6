//! Asking a service to tell everything again. Each has a topic of its own for that, so that a question which it cannot
//! hear yet, because its own queue is not there either, waits and is not lost.

pub mod v1 {
    include!("../generated/treffpunkt.replay.v1.rs");
}

use crate::Event;
use crate::feedback::v1::{BallotsReady, SurveyChanged};
use crate::notification::v1::{BallotsIssued, DeliveryChanged};
use crate::registration::v1::{ConferenceChanged, OrganiserChanged, ParticipantChanged};

pub const REGISTRATION: &str = "replay.registration";
pub const FEEDBACK: &str = "replay.feedback";
pub const NOTIFICATION: &str = "replay.notification";

/// Where to ask for a topic to be told again. None where that is not done: a link to sign in is asked for by a person.
pub fn of(topic: &str) -> Option<&'static str> {
    match topic {
        ConferenceChanged::TOPIC | ParticipantChanged::TOPIC | OrganiserChanged::TOPIC => {
            Some(REGISTRATION)
        }
        SurveyChanged::TOPIC | BallotsReady::TOPIC => Some(FEEDBACK),
        BallotsIssued::TOPIC | DeliveryChanged::TOPIC => Some(NOTIFICATION),
        _ => None,
    }
}
