//! Registration: conferences, sign-up, the waiting list, organisers, the day itself.
//!
//! It knows who comes; it never sees what they answer afterwards.

pub mod address;
mod administration;
pub mod command;
pub mod conference;
mod consumer;
pub mod delivery;
mod head;
mod my_registration;
pub mod organiser;
pub mod participant;
pub mod public;
mod replay;
mod retention;
mod said;
mod schema;
pub mod series;
mod service;
pub mod sign_up;
#[cfg(test)]
mod stage;
mod state;
pub mod survey;
mod texts;
pub mod waiting_list;

pub use replay::replay;
pub use service::{MIGRATIONS, Service, start};
pub use state::{Form, Organiser, Page, Registration};
pub use texts::TEXTS;
