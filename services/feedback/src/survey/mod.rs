//! Surveys: one for each conference, planned → open → closed. Nothing leads back.

mod life;
mod model;
pub mod questionnaire;
mod table;

pub use life::{close, close_again, close_if_due, follow, prolong, tell_all};
pub use model::{State, Survey};
pub use questionnaire::{QUESTIONS, Question};
pub(crate) use table::save_answers;
pub use table::{closed, lock, of_conference, running};
