//! Whom to write to and about what: the copies of conferences and participants, as registration tells them.

mod conference;
mod hear;
mod person;
pub mod sign_in;

pub use conference::{
    Conference, ConferenceState, all as conferences, find as conference,
    revisions as conference_revisions,
};
pub use hear::{conference_changed, participants_changed};
pub use person::{
    Person, PersonState, Told, all as people, find as person, of_conference,
    revisions as person_revisions,
};
pub use sign_in::SignIn;
