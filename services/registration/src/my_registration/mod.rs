//! "My registration": what a person sees and may do by the link in their mail, without an account.
//!
//! `/me/{token}` swaps the link for a short cookie; everything else here asks for that cookie. A GET changes nothing.

mod access;
mod cancel;
mod correct;
mod data;
mod delete;
mod link;
mod overview;
#[cfg(test)]
mod tests;

use actix_web::web;

pub use access::Me;

pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/me/link").get(link::show).post(link::send))
        .route("/me/link/sent", web::get().to(link::sent))
        .route("/me/", web::get().to(overview::show))
        .service(web::resource("/me/correct").get(correct::show).post(correct::send))
        .route("/me/new-address", web::get().to(correct::new_address))
        .service(web::resource("/me/cancel").get(cancel::ask).post(cancel::cancel))
        .service(web::resource("/me/delete").get(delete::explain).post(delete::delete))
        .route("/me/deleted", web::get().to(delete::deleted))
        .route("/me/data.json", web::get().to(data::download))
        .route("/me/{token}", web::get().to(access::enter));
}
