//! The service as its neighbours see it: events go in, mails and events come out.

mod at_once;
mod ballots;
mod database;
mod delivery;
mod gap;
mod mails;
mod pages;
mod replicas;
mod server;
mod stage;
mod texts;
mod tidy;
