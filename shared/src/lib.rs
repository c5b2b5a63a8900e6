//! What every service stands on: the database, events, links and sessions, languages, pages.
//!
//! Invariant: this crate knows no service. What only one service needs does not belong here.

pub mod auth;
pub mod ballot_code;
pub mod base;
pub mod clock;
pub mod db;
pub mod events;
pub mod i18n;
pub mod ids;
pub mod keys;
pub mod limits;
pub mod links;
pub mod metrics;
pub mod moment;
pub mod process;
pub mod seal;
pub mod settings;
pub mod shutdown;
pub mod telemetry;
#[cfg(feature = "testing")]
pub mod testing;
pub mod text;
pub mod trace;
pub mod web;
pub mod writer;

pub use base::{Base, Service};
pub use clock::{Clock, Instant};
pub use db::{Conn, Db};
pub use trace::Trace;
