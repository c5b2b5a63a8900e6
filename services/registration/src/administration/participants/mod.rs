//! The people of a conference: the list, its export, one person, and signing up somebody who phones.

mod add;
mod csv;
mod list;
mod person;

use actix_web::web;

use crate::delivery::{Delivery, State as MailState};

pub(super) fn routes(config: &mut web::ServiceConfig) {
    let add = web::resource("/organise/c/{slug}/participants/add").get(add::show).post(add::send);
    config
        .route("/organise/c/{slug}/participants", web::get().to(list::show))
        .route("/organise/c/{slug}/participants.csv", web::get().to(csv::export))
        .service(add)
        .route("/organise/participants/{id}", web::get().to(person::show))
        .route("/organise/participants/{id}/edit", web::post().to(person::edit))
        .route("/organise/participants/{id}/cancel", web::post().to(person::cancel));
}

/// The class of the badge for how far a mail has come.
const fn mail_class(mail: &Delivery) -> &'static str {
    match mail.state {
        MailState::Accepted => "confirmed",
        MailState::Planned | MailState::Deferred => "waiting",
        MailState::Failed | MailState::Bounced | MailState::Unknown => "cancelled",
        MailState::Expired | MailState::Cancelled => "",
    }
}
