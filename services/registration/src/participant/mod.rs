//! A person at one conference: what they told, the state that they are in, and how it may change.

mod change;
mod correct;
mod details;
mod event;
pub mod form;
mod link;
pub mod needs;
mod table;

pub use change::{cancel, erase, mark_attended};
pub use correct::{Corrected, Correction, correct};
pub use details::{Details, Submitted};
pub(crate) use event::message;
pub use event::{publish, republish_all};
pub use link::renew_links;
pub use needs::Needs;
pub use table::{
    Filter, Participant, by_addresses, by_email_key, by_id, by_submissions, count, insert_all,
    of_conference, place_in_line, save, waiting,
};

shared::words! {
    /// What a person is at a conference.
    State {
        Waiting = "waiting",
        Confirmed = "confirmed",
        Cancelled = "cancelled",
        /// They came.
        Attended = "attended",
    }
}

impl State {
    /// Whether the person takes one of the conference's places.
    pub const fn has_place(self) -> bool {
        matches!(self, Self::Confirmed | Self::Attended)
    }
}
