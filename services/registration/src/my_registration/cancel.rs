//! `/me/cancel`: GET asks, POST cancels.

use actix_web::{HttpResponse, web};
use askama::Template;
use shared::web::{Problem, see_other};

use super::Me;
use crate::head::Head;
use crate::participant::{self, State};
use crate::{Form, Page, Registration};

#[derive(Template)]
#[template(path = "my_registration/cancel.html")]
struct Question {
    page: Page,
    head: Head,
    waiting: bool,
}

pub async fn ask(
    app: web::Data<Registration>,
    page: Page,
    me: Me,
) -> Result<HttpResponse, Problem> {
    if !me.may_cancel(&app) {
        return Ok(see_other("/me/").finish());
    }
    let title = page.t("my-cancel-title");
    let (head, waiting) = (me.head(&page), me.person.state == State::Waiting);
    let question = Question { head, waiting, page: page.titled(title) };
    question.page.show_private(&question)
}

pub async fn cancel(
    app: web::Data<Registration>,
    page: Page,
    me: Me,
    sent: Form,
) -> Result<HttpResponse, Problem> {
    if let Some(lang) = sent.switch_lang {
        return ask(app, page.switched_to(lang), me).await;
    }
    if me.may_cancel(&app) {
        let mut conn = app.db.conn().await?;
        let (id, trace) = (me.person.id, page.trace);
        conn.transaction(async |conn| participant::cancel(conn, id, trace).await).await?;
    }
    Ok(see_other("/me/").finish())
}
