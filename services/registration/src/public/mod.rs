//! The pages that anyone may read.

mod home;
mod operator;

use actix_web::web;

pub use operator::Operator;

pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/", web::get().to(home::show));
}
