//! Registration: conferences, sign-up, the waiting list, organisers, the day itself.
//!
//! It knows who comes; it never sees what they answer afterwards.

pub mod conference;
pub mod public;
mod schema;
pub mod series;
mod state;
mod texts;

pub use state::{Form, Organiser, Page, Registration};
pub use texts::TEXTS;
