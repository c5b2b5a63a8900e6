//! Pages and forms: what every page of every service has in common.

pub mod assets;
pub mod check;
pub mod client;
pub mod form;
pub mod form_token;
pub mod frame;
pub mod health;
pub mod page;
pub mod problem;
mod redirect;
pub mod server;

pub use check::{Check, Choice, FieldProblem, Mistakes};
pub use client::Client;
pub use form::{Fields, Form};
pub use page::Page;
pub use problem::Problem;
pub use redirect::see_other;
