//! Answering: the promise, the questions, and the letter box that keeps answers apart from ballots.
//!
//! Nothing in this folder logs, traces or counts: that somebody answered is nobody's business.

mod answers;
mod fields;
pub mod letter_box;
pub mod notice;
mod post;
pub mod promise;
mod questions;
mod table;

use actix_web::web;

pub use answers::Answers;
pub use post::{Letter, Outcome, Post};
pub use table::of_survey;

pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/s/{slug}", web::get().to(promise::show))
        .route("/s/{slug}/promise", web::get().to(promise::show_to_everyone))
        .route("/s/{slug}/questions", web::get().to(questions::ask))
        .route("/s/{slug}/questions", web::post().to(questions::take_answers))
        .route("/s/{slug}/thanks", web::get().to(notice::thanks));
}
