//! `/me/link`: "send me my link". It tells nothing about whether an address is known, and does the same work for both.

use actix_web::{HttpResponse, web};
use askama::Template;
use shared::web::{Check, FieldProblem, Fields, Mistakes, Problem, see_other};

use crate::address::{self, evenly};
use crate::{Form, Page, Registration, participant};

#[derive(Template)]
#[template(path = "my_registration/link.html")]
struct LinkForm {
    page: Page,
    typed: Fields,
    mistakes: Mistakes,
}

#[derive(Template)]
#[template(path = "my_registration/link_sent.html")]
struct LinkSent {
    page: Page,
}

impl LinkForm {
    fn show(page: Page, typed: Fields, problems: &[FieldProblem]) -> Result<HttpResponse, Problem> {
        let title = page.t("my-link-title");
        let mistakes = Mistakes::new(problems, page.tr());
        let form = Self { typed, mistakes, page: page.titled(title) };
        if problems.is_empty() { form.page.show(&form) } else { form.page.show_mistakes(&form) }
    }
}

pub async fn show(page: Page) -> Result<HttpResponse, Problem> {
    LinkForm::show(page, Fields::default(), &[])
}

pub async fn send(
    app: web::Data<Registration>,
    page: Page,
    sent: Form,
) -> Result<HttpResponse, Problem> {
    if let Some(lang) = sent.switch_lang {
        return LinkForm::show(page.switched_to(lang), sent.fields, &[]);
    }
    let email = match read(&sent) {
        Ok(email) => email,
        Err(problems) => return LinkForm::show(page, sent.fields, &problems),
    };
    if !sent.robot {
        app.link_limit.check(page.client.address)?;
        evenly(renew(&app, &page, &address::key(&email))).await?;
    }
    Ok(see_other("/me/link/sent").finish())
}

pub async fn sent(page: Page) -> Result<HttpResponse, Problem> {
    let title = page.t("my-link-sent-title");
    let sent = LinkSent { page: page.titled(title) };
    sent.page.show(&sent)
}

fn read(sent: &Form) -> Result<String, Vec<FieldProblem>> {
    let mut check = Check::new(&sent.fields);
    let email = check.email("email");
    if sent.too_fast {
        check.problem("main-form", "form-too-fast");
    }
    check.finish(email)
}

async fn renew(app: &Registration, page: &Page, email_key: &str) -> Result<(), Problem> {
    let (now, trace) = (app.base.clock.now(), page.trace);
    let mut conn = app.db.conn().await?;
    conn.transaction(async |conn| participant::renew_links(conn, email_key, now, trace).await)
        .await?;
    Ok(())
}
