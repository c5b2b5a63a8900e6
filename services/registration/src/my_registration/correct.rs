//! `/me/correct`: the person changes what they told (Art. 16 GDPR).

use actix_web::{HttpResponse, web};
use askama::Template;
use shared::web::{Check, FieldProblem, Fields, Problem};

use super::access::cookie;
use super::{Me, see};
use crate::head::Head;
use crate::participant::form::{self, View};
use crate::participant::{self, Corrected, Correction, Details, Submitted, needs};
use crate::{Form, Page, Registration};

#[derive(Template)]
#[template(path = "my_registration/correct.html")]
struct CorrectForm {
    page: Page,
    head: Head,
    form: View,
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
    match correct(&app, &page, &me, &submitted).await? {
        Corrected::Done(person) => Ok(see("/me/").cookie(cookie(&app, &person)).finish()),
        // Deleted in another window meanwhile: the next page says so.
        Corrected::Gone => Ok(see("/me/").finish()),
        Corrected::AddressRefused => {
            let problems = address_refused(&sent.fields);
            CorrectForm::show(page, &me, sent.fields, &problems)
        }
    }
}

async fn correct(
    app: &Registration,
    page: &Page,
    me: &Me,
    submitted: &Submitted,
) -> Result<Corrected, Problem> {
    if submitted.details.email_key() != me.person.email_key {
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

fn address_refused(typed: &Fields) -> Vec<FieldProblem> {
    let mut check = Check::new(typed);
    check.problem("email", "my-correct-address-refused");
    check.finish(()).err().unwrap_or_default()
}
