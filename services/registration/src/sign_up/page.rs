//! `/c/{slug}/sign-up`: the form; `/c/{slug}/signed-up`: what happens next, the same for everybody.

use std::sync::Arc;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};
use shared::ids::ConferenceId;
use shared::web::{Check, FieldProblem, Fields, Problem};

use super::view::{Refusal, SignUpForm, SignedUp};
use super::{Outcome, SignUp};
use crate::conference::Conference;
use crate::participant::{Submitted, form};
use crate::public::Notice;
use crate::{Form, Page, Registration};

pub fn routes(config: &mut web::ServiceConfig) {
    let sign_up = web::resource("/c/{slug}/sign-up").get(show).post(send);
    config.service(sign_up).route("/c/{slug}/signed-up", web::get().to(signed_up));
}

async fn show(
    app: web::Data<Registration>,
    page: Page,
    slug: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let notice = public(&app, &slug).await?;
    let conference = &notice.conference;
    if !conference.takes_sign_ups(app.base.clock.now()) {
        return Refusal::closed(page, conference);
    }
    SignUpForm::new(page, conference, Fields::default(), &[]).show()
}

async fn send(
    app: web::Data<Registration>,
    page: Page,
    slug: web::Path<String>,
    sent: Form,
) -> Result<HttpResponse, Problem> {
    let notice = public(&app, &slug).await?;
    let conference = &notice.conference;
    if !conference.takes_sign_ups(app.base.clock.now()) {
        return Refusal::closed(page, conference);
    }
    if let Some(lang) = sent.switch_lang {
        return SignUpForm::new(page.switched_to(lang), conference, sent.fields, &[]).show();
    }
    if sent.robot {
        app.counts.count(Outcome::Robot);
        return Ok(see_signed_up(conference));
    }
    match read(&sent, conference) {
        Ok(submitted) => {
            let outcome = sign_up(&app, &page, conference, &sent, submitted).await?;
            answer(page, conference, outcome)
        }
        Err(problems) => SignUpForm::new(page, conference, sent.fields, &problems).show(),
    }
}

async fn signed_up(
    app: web::Data<Registration>,
    page: Page,
    slug: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let notice = public(&app, &slug).await?;
    SignedUp::new(page, &notice.conference).show()
}

/// The conference of a slug, if people may know of it.
async fn public(app: &Registration, slug: &str) -> Result<Arc<Notice>, Problem> {
    let notice = app.board.find(&app.db, slug).await?;
    notice.filter(|notice| notice.conference.is_public()).ok_or(Problem::NotFound)
}

fn read(sent: &Form, conference: &Conference) -> Result<Submitted, Vec<FieldProblem>> {
    let mut check = Check::new(&sent.fields);
    let submitted = form::read(&mut check, conference, true);
    check.required_tick("consent_data");
    if sent.too_fast {
        check.problem("main-form", "form-too-fast");
    }
    check.finish(submitted)
}

/// Has the sign-up decided; it is durable when this returns.
async fn sign_up(
    app: &Registration,
    page: &Page,
    conference: &Conference,
    sent: &Form,
    submitted: Submitted,
) -> Result<Outcome, Problem> {
    let outcome = match app.client_limits.check(conference.id, page.client.address) {
        Ok(()) => app.sign_ups.write(command(app, page, conference.id, sent, submitted)).await?,
        Err(_) => Outcome::ClientLimit,
    };
    app.counts.count(outcome);
    Ok(outcome)
}

fn command(
    app: &Registration,
    page: &Page,
    conference: ConferenceId,
    sent: &Form,
    submitted: Submitted,
) -> SignUp {
    let email_key = submitted.details.email_key();
    SignUp {
        conference,
        submission: SignUp::submission(sent.submission, conference, &email_key),
        submitted,
        at: app.base.clock.now(),
        trace: page.trace,
    }
}

fn answer(page: Page, conference: &Conference, outcome: Outcome) -> Result<HttpResponse, Problem> {
    match outcome {
        // One answer for all of them: no page tells whether an address is known.
        Outcome::Confirmed
        | Outcome::Waiting
        | Outcome::Again
        | Outcome::Known
        | Outcome::Robot => Ok(see_signed_up(conference)),
        Outcome::Closed => Refusal::closed(page, conference),
        Outcome::AddressLimit => Refusal::too_often(page, conference, "address"),
        Outcome::ClientLimit => Refusal::too_often(page, conference, "client"),
    }
}

fn see_signed_up(conference: &Conference) -> HttpResponse {
    let location = format!("/c/{}/signed-up", conference.slug);
    HttpResponse::build(StatusCode::SEE_OTHER)
        .insert_header((header::LOCATION, location))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .finish()
}
