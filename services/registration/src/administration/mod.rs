//! The organisers' pages. Each asks for its permission on the conference or its series before it shows anything.

mod conference;
mod desk;
mod import;
mod needs;
mod overview;
mod participants;
mod tabs;

use actix_web::web;
use shared::Conn;
use shared::auth::Permission;
use shared::web::{Check, FieldProblem, Fields, Problem, see_other};

use crate::Organiser;
use crate::conference::Conference;

pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/organise", web::get().to(async || see_other("/organise/").finish()))
        .route("/organise/", web::get().to(overview::show))
        .service(web::resource("/organise/import").get(import::show).post(import::send))
        .configure(conference::routes)
        .configure(participants::routes)
        .configure(desk::routes)
        .route("/organise/c/{slug}/needs", web::get().to(needs::show));
}

/// The conference of a slug, if the organiser may do this with it.
async fn conference_for(
    conn: &mut Conn,
    organiser: &Organiser,
    slug: &str,
    permission: Permission,
) -> Result<Conference, Problem> {
    let conference = crate::conference::by_slug(conn, slug).await?.ok_or(Problem::NotFound)?;
    organiser.require(permission, &conference.scopes())?;
    Ok(conference)
}

/// A mistake that was found after the fields were checked.
fn mistake(field: &'static str, key: &'static str) -> Vec<FieldProblem> {
    let fields = Fields::default();
    let mut check = Check::new(&fields);
    check.problem(field, key);
    check.finish(()).err().unwrap_or_default()
}

#[cfg(test)]
mod tests;
