//! Conferences: what they are, what may change and when, and telling the other services.

pub mod content;
mod model;
mod sector;
mod table;

pub use content::Content;
pub use model::{Conference, State};
pub use sector::Sector;
pub use table::{all, by_id, by_slug, lock, of_series, save_counts};
