//! The people who use the program, each with a browser and a mailbox.

mod attendee;
mod organiser;

pub use attendee::Attendee;
pub use organiser::{Organiser, Row};
