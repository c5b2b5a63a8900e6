//! Closing a survey, and letting people answer longer.

use std::time::Duration;

use actix_web::{HttpResponse, web};
use jiff::civil::Date;
use shared::auth::Permission;
use shared::web::{Check, FieldProblem, Fields, Mistakes, Problem, see_other};
use shared::{Instant, Service};

use super::dashboard::Dashboard;
use super::{Report, admit};
use crate::{Feedback, Form, Organiser, Page, survey};

/// The promise says until when; it should not become never.
const LONGEST: Duration = Duration::from_hours(180 * 24);

pub async fn close(
    app: web::Data<Feedback>,
    page: Page,
    organiser: Organiser,
    slug: web::Path<String>,
    _: Form,
) -> Result<HttpResponse, Problem> {
    let report = admit(&app, &organiser, &slug, Permission::ManageConferences).await?;
    let now = app.base().clock.now();
    let mut conn = app.db().conn().await?;
    let close = async |conn: &mut _| survey::close(conn, report.survey.id, now, page.trace).await;
    conn.transaction(close).await?;
    Ok(back(&report))
}

pub async fn prolong(
    app: web::Data<Feedback>,
    page: Page,
    organiser: Organiser,
    slug: web::Path<String>,
    form: Form,
) -> Result<HttpResponse, Problem> {
    let report = admit(&app, &organiser, &slug, Permission::ManageConferences).await?;
    let now = app.base().clock.now();
    match read_until(&form.fields, &report, now) {
        Ok(until) => {
            let mut conn = app.db().conn().await?;
            let prolong = async |conn: &mut _| {
                survey::prolong(conn, report.survey.id, until, now, page.trace).await
            };
            conn.transaction(prolong).await?;
            Ok(back(&report))
        }
        Err(problems) => {
            let mistakes = Mistakes::new(&problems, page.tr());
            let page = Dashboard::new(&app, page, &organiser, &report).await?;
            let page = page.with_mistakes(form.fields.get("until"), mistakes);
            page.page.show_mistakes(&page)
        }
    }
}

/// The end of the day that was chosen, at the place of the conference.
fn read_until(
    fields: &Fields,
    Report { conference, survey }: &Report,
    now: Instant,
) -> Result<Instant, Vec<FieldProblem>> {
    let mut check = Check::new(fields);
    let day: Option<Date> = check.required_choice("until");
    let end = day.and_then(|day| day.at(23, 59, 59, 0).to_zoned(conference.zone()).ok());
    let end = end.map(|end| Instant::from(end.timestamp()));
    if end.is_some() && end <= survey.closes_at {
        check.problem("until", "results-until-earlier");
    }
    if end.is_some_and(|end| end > now.plus(LONGEST)) {
        check.problem("until", "results-until-far");
    }
    check.finish(end.unwrap_or(now))
}

fn back(report: &Report) -> HttpResponse {
    see_other(format!("/results/{}", report.conference.slug)).finish()
}
