//! Registration: conferences, sign-up, the waiting list, organisers, the day itself.
//!
//! It knows who comes; it never sees what they answer afterwards.

pub mod conference;
mod schema;
pub mod series;
