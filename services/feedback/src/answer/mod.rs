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

use crate::ballot;

pub use answers::Answers;
pub use post::{Letter, Outcome, Post};
pub use table::of_survey;

pub fn routes(config: &mut web::ServiceConfig) {
    let promise = web::resource("/s/{slug}").get(promise::show).post(ballot::type_code);
    let questions = web::resource("/s/{slug}/questions");
    config
        .service(promise)
        .service(web::resource("/s/{slug}/promise").get(promise::show_to_everyone))
        .service(questions.get(questions::ask).post(questions::take_answers))
        .service(web::resource("/s/{slug}/thanks").get(notice::thanks))
        // Last: its pattern takes the words above for codes too.
        .service(web::resource("/s/{slug}/{code}").get(ballot::follow_link));
}
