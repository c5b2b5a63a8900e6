//! Registration: conferences, sign-up, the waiting list, organisers, the day itself.
//!
//! It knows who comes; it never sees what they answer afterwards.

mod schema;
