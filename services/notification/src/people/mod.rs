//! Whom to write to and about what: the copies of conferences and participants, as registration tells them.

mod conference;
mod hear;
mod person;
pub mod sign_in;

pub use conference::{Conference, ConferenceState, find as conference};
pub use hear::{conference_changed, participant_changed};
pub use person::{Person, PersonState, Told, find as person, of_conference};
