//! `/organise/c/{slug}`: how a conference stands, and everything that can be done with it.

mod change;
mod edit;
mod show;

use actix_web::web;

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/organise/c/{slug}", web::get().to(show::show))
        .route("/organise/c/{slug}/publish", web::post().to(change::publish))
        .route("/organise/c/{slug}/over", web::post().to(change::end))
        .route("/organise/c/{slug}/cancel", web::post().to(change::cancel))
        .route("/organise/c/{slug}/capacity", web::post().to(change::set_capacity))
        .route("/organise/c/{slug}/edit", web::post().to(change::edit));
}
