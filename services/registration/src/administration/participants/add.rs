//! `/organise/c/{slug}/participants/add`: signing up somebody who phones. The same decision and the same mail as for
//! everybody, but no limit for the client.

use actix_web::{HttpResponse, web};
use askama::Template;
use shared::auth::Permission;
use shared::web::{Check, FieldProblem, Fields, Problem, see_other};

use crate::administration::tabs::{At, Tabs};
use crate::administration::{conference_for, mistake};
use crate::conference::Conference;
use crate::participant::form::{self, View};
use crate::participant::{self, Submitted};
use crate::sign_up::{Outcome, SignUp};
use crate::{Form, Organiser, Page, Registration};

#[derive(Template)]
#[template(path = "administration/participants/add.html")]
struct AddPage {
    page: Page,
    tabs: Tabs,
    slug: String,
    form: View,
    full: bool,
    consent_data: bool,
}

pub(super) async fn show(
    app: web::Data<Registration>,
    page: Page,
    organiser: Organiser,
    slug: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let conference = conference(&app, &organiser, &slug).await?;
    let view = view(page, &organiser, &conference, Fields::default(), &[]);
    view.page.show_private(&view)
}

pub(super) async fn send(
    app: web::Data<Registration>,
    page: Page,
    organiser: Organiser,
    slug: web::Path<String>,
    sent: Form,
) -> Result<HttpResponse, Problem> {
    let conference = conference(&app, &organiser, &slug).await?;
    if let Some(lang) = sent.switch_lang {
        let view = view(page.switched_to(lang), &organiser, &conference, sent.fields, &[]);
        return view.page.show_private(&view);
    }
    let problems = match read(&sent, &conference) {
        Ok(submitted) => {
            let email_key = submitted.details.email_key();
            let outcome = sign_up(&app, &page, &conference, &sent, submitted).await?;
            match refusal(outcome) {
                None => return landing(&app, &conference, &email_key).await,
                Some(problems) => problems,
            }
        }
        Err(problems) => problems,
    };
    let view = view(page, &organiser, &conference, sent.fields, &problems);
    view.page.show_mistakes(&view)
}

async fn conference(
    app: &Registration,
    organiser: &Organiser,
    slug: &str,
) -> Result<Conference, Problem> {
    let mut conn = app.db.conn().await?;
    conference_for(&mut conn, organiser, slug, Permission::EditParticipants).await
}

fn view(
    page: Page,
    organiser: &Organiser,
    conference: &Conference,
    typed: Fields,
    problems: &[FieldProblem],
) -> AddPage {
    let tr = page.tr();
    let title = page.t("people-add-title");
    AddPage {
        tabs: Tabs::new(conference, &organiser.access, At::Participants, tr),
        slug: conference.slug.clone(),
        full: conference.free() == 0,
        consent_data: typed.ticked("consent_data"),
        form: View::new(conference, typed, problems, tr),
        page: page.titled(title),
    }
}

fn read(sent: &Form, conference: &Conference) -> Result<Submitted, Vec<FieldProblem>> {
    let mut check = Check::new(&sent.fields);
    let submitted = form::read(&mut check, conference, true);
    check.required_tick("consent_data");
    check.finish(submitted)
}

async fn sign_up(
    app: &Registration,
    page: &Page,
    conference: &Conference,
    sent: &Form,
    submitted: Submitted,
) -> Result<Outcome, Problem> {
    let email_key = submitted.details.email_key();
    let command = SignUp {
        conference: conference.id,
        submission: SignUp::submission(sent.submission, conference.id, &email_key),
        submitted,
        at: app.base.clock.now(),
        trace: page.trace,
    };
    let outcome = app.sign_ups.write(command).await?;
    app.counts.count(outcome);
    Ok(outcome)
}

/// Organisers see the list anyway, so they are told plainly.
fn refusal(outcome: Outcome) -> Option<Vec<FieldProblem>> {
    match outcome {
        Outcome::Confirmed | Outcome::Waiting | Outcome::Again => None,
        Outcome::Known => Some(mistake("email", "people-known")),
        Outcome::Closed => Some(mistake("main-form", "people-closed")),
        Outcome::AddressLimit | Outcome::ClientLimit | Outcome::Robot => {
            Some(mistake("email", "people-address-limit"))
        }
    }
}

/// The new person's page.
async fn landing(
    app: &Registration,
    conference: &Conference,
    email_key: &str,
) -> Result<HttpResponse, Problem> {
    let theirs = participant::by_email_key(&mut app.db.conn().await?, email_key).await?;
    let here = theirs.iter().find(|person| person.conference_id == conference.id);
    Ok(match here {
        Some(person) => see_other(format!("/organise/participants/{}", person.id)).finish(),
        None => see_other(format!("/organise/c/{}/participants", conference.slug)).finish(),
    })
}
