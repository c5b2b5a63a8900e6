//! Conferences: what they are, what may change and when, and telling the other services.

pub mod change;
pub mod content;
pub mod event;
pub mod import;
mod model;
mod rules;
mod sector;
mod table;
pub mod timer;

pub use change::ChangeError;
pub use content::Content;
pub use model::{Conference, State};
pub use rules::{Edit, LARGEST, Refused};
pub use sector::Sector;
pub use table::{all, by_id, by_slug, lock, of_series, save_counts};

#[cfg(test)]
mod tests;
