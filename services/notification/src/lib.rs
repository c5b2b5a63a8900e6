//! What to tell whom, when, in which language: the mails of the conferences.
//!
//! registration tells what is; [`gap`] compares it with what each person was told and plans the mails between the two;
//! [`mail`] keeps them and hands each over once; [`compose`] writes them; [`ballots`] gives out the right to answer a
//! survey. This service never sees an answer, and tells nobody who holds which ballot.

pub mod ballots;
pub mod compose;
mod consumer;
mod delivery_page;
pub mod gap;
pub mod handover;
mod locks;
pub mod mail;
pub mod mailbox;
pub mod options;
pub mod people;
mod schema;
mod start;
mod state;
pub mod tidy;

use diesel_migrations::{EmbeddedMigrations, embed_migrations};
use shared::db::Migrations;

pub use options::{Delivery, Options, Sender};
pub use start::{Service, hold, release, replay, start};
use state::{Form, Organiser, Page};
pub use state::{LOCALES, Notification};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

pub static MIGRATIONS: Migrations = Migrations { sqlite: SQLITE, postgres: POSTGRES };

/// What a log line about a mail may say: never an address.
fn telemetry_of(mail: &mail::ledger::Mail) -> tracing::Span {
    tracing::info_span!("mail", mail.id = %mail.id, purpose = %mail.purpose, trace_id = %mail.trace)
}
