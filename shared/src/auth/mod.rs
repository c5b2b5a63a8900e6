//! Who may do what, everywhere.
//!
//! Registration owns the organisers and publishes `organiser.changed`; every service keeps a small copy ([`access`]) and
//! checks each request's [`session`] against it, so that taking a role away holds as soon as the event is there.

pub mod access;
pub mod organiser;
pub mod role;
pub mod session;

pub use access::Access;
pub use organiser::Organiser;
pub use role::{Permission, Role};
