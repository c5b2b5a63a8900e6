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
        .service(web::resource("/results/{slug}").get(dashboard::show))
        .service(web::resource("/results/{slug}/live").get(live::watch))
        .service(web::resource("/results/{slug}/close").post(manage::close))
        .service(web::resource("/results/{slug}/prolong").post(manage::prolong));
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
