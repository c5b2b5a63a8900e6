//! Results: what organisers and readers see, live while the survey is open. Everything here reads only answers that have
//! left the letter box.

mod chart;
mod dashboard;
mod live;
mod manage;
mod words;

use actix_web::web;
use shared::Service;
use shared::auth::Permission;
use shared::web::Problem;

use crate::conference::{self, Conference};
use crate::survey::{self, Survey};
use crate::{Feedback, Organiser};

pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/results/{slug}", web::get().to(dashboard::show))
        .route("/results/{slug}/live", web::get().to(live::watch))
        .route("/results/{slug}/close", web::post().to(manage::close))
        .route("/results/{slug}/prolong", web::post().to(manage::prolong));
}

/// A conference with its survey.
pub struct Report {
    pub conference: Conference,
    pub survey: Survey,
}

/// The report, if the organiser may do this with it.
async fn admit(
    app: &Feedback,
    organiser: &Organiser,
    slug: &str,
    permission: Permission,
) -> Result<Report, Problem> {
    let mut conn = app.db().conn().await?;
    let conference = conference::by_slug(&mut conn, slug).await?.ok_or(Problem::NotFound)?;
    organiser.require(permission, &conference.scopes())?;
    let survey = survey::of_conference(&mut conn, conference.id).await?;
    Ok(Report { survey: survey.ok_or(Problem::NotFound)?, conference })
}
