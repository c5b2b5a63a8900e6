//! `/me/correct`: the person changes what they told (Art. 16 GDPR).

use actix_web::{HttpResponse, web};
use askama::Template;
use shared::web::{Check, FieldProblem, Fields, Problem, see_other};

use super::Me;
use super::access::{cookie, no_cookie};
use crate::head::Head;
use crate::participant::form::{self, View};
use crate::participant::{
    self, Corrected, Correction, Details, Participant, State, Submitted, needs,
};
use crate::{Form, Page, Registration};

#[derive(Template)]
#[template(path = "my_registration/correct.html")]
struct CorrectForm {
    page: Page,
    head: Head,
    form: View,
}

#[derive(Template)]
#[template(path = "my_registration/new_address.html")]
struct NewAddress {
    page: Page,
}

impl CorrectForm {
    fn show(
        page: Page,
        me: &Me,
        typed: Fields,
        problems: &[FieldProblem],
    ) -> Result<HttpResponse, Problem> {
        let form = View::new(&me.conference, typed, problems, page.tr());
        let title = page.t("my-correct-title");
        let shown = Self { head: me.head(&page), form, page: page.titled(title) };
        if problems.is_empty() {
            shown.page.show_private(&shown)
        } else {
            shown.page.show_mistakes(&shown)
        }
    }
}

pub async fn show(
    app: web::Data<Registration>,
    page: Page,
    me: Me,
) -> Result<HttpResponse, Problem> {
    let needs = needs::open(&app.needs, &me.person).map_err(Problem::internal)?;
    let stored = form::fields_of(&Details::of(&me.person), &needs);
    CorrectForm::show(page, &me, stored, &[])
}

pub async fn send(
    app: web::Data<Registration>,
    page: Page,
    me: Me,
    sent: Form,
) -> Result<HttpResponse, Problem> {
    if let Some(lang) = sent.switch_lang {
        return CorrectForm::show(page.switched_to(lang), &me, sent.fields, &[]);
    }
    let mut check = Check::new(&sent.fields);
    let read = form::read(&mut check, &me.conference, true);
    let submitted = match check.finish(read) {
        Ok(submitted) => submitted,
        Err(problems) => return CorrectForm::show(page, &me, sent.fields, &problems),
    };
    if me.person.state == State::Cancelled && new_key(&me, &submitted) {
        let problems = mistake(&sent.fields, "my-correct-address-cancelled");
        return CorrectForm::show(page, &me, sent.fields, &problems);
    }
    match correct(&app, &page, &me, &submitted).await? {
        Corrected::Done(person) => Ok(corrected(&app, &me, &person)),
        // Deleted in another window meanwhile: the next page says so.
        Corrected::Gone => Ok(see_other("/me/").finish()),
        Corrected::AddressRefused => {
            let problems = mistake(&sent.fields, "my-correct-address-refused");
            CorrectForm::show(page, &me, sent.fields, &problems)
        }
    }
}

pub async fn new_address(page: Page) -> Result<HttpResponse, Problem> {
    let title = page.t("my-new-address-title");
    let told = NewAddress { page: page.titled(title) };
    told.page.show(&told)
}

/// Only who reads the mail to a new address comes in again; it may be a stranger's.
fn corrected(app: &Registration, me: &Me, person: &Participant) -> HttpResponse {
    if person.email_key == me.person.email_key {
        see_other("/me/").cookie(cookie(app, person)).finish()
    } else {
        see_other("/me/new-address").cookie(no_cookie()).finish()
    }
}

fn new_key(me: &Me, submitted: &Submitted) -> bool {
    submitted.details.email_key() != me.person.email_key
}

async fn correct(
    app: &Registration,
    page: &Page,
    me: &Me,
    submitted: &Submitted,
) -> Result<Corrected, Problem> {
    if new_key(me, submitted) {
        // A mail goes to the new address, and nobody shall try addresses out.
        app.client_limits.check(me.conference.id, page.client.address)?;
    }
    let correction = Correction { submitted, key: &app.needs, now: app.base.clock.now() };
    let (id, trace) = (me.person.id, page.trace);
    let mut conn = app.db.conn().await?;
    let corrected = conn
        .transaction(async |conn| participant::correct(conn, id, &correction, trace).await)
        .await?;
    Ok(corrected)
}

fn mistake(typed: &Fields, text: &'static str) -> Vec<FieldProblem> {
    let mut check = Check::new(typed);
    check.problem("email", text);
    check.finish(()).err().unwrap_or_default()
}
