//! The pages that anyone may read.

mod accessibility;
mod board;
mod conference;
mod home;
mod legal_notice;
mod operator;
mod privacy;

use actix_web::web;

pub use board::{Board, Notice};
pub use operator::{HELP as OPERATOR_HELP, Operator};

pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/", web::get().to(home::show))
        .route("/c/{slug}", web::get().to(conference::show))
        .route("/legal-notice", web::get().to(legal_notice::show))
        .route("/privacy", web::get().to(privacy::show))
        .route("/accessibility", web::get().to(accessibility::show));
}

#[cfg(test)]
mod tests;
