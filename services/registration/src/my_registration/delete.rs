//! `/me/delete`: GET explains, POST deletes (Art. 17 GDPR).

use actix_web::{HttpResponse, web};
use askama::Template;
use shared::web::{Problem, see_other};

use super::Me;
use super::access::no_cookie;
use crate::head::Head;
use crate::{Form, Page, Registration, participant};

#[derive(Template)]
#[template(path = "my_registration/delete.html")]
struct Explanation {
    page: Page,
    head: Head,
    /// Deleting gives the place away.
    has_place: bool,
}

#[derive(Template)]
#[template(path = "my_registration/deleted.html")]
struct Deleted {
    page: Page,
}

pub async fn explain(
    app: web::Data<Registration>,
    page: Page,
    me: Me,
) -> Result<HttpResponse, Problem> {
    let title = page.t("my-delete-title");
    let (head, has_place) = (me.head(&page), me.may_cancel(&app));
    let explanation = Explanation { head, has_place, page: page.titled(title) };
    explanation.page.show_private(&explanation)
}

pub async fn delete(
    app: web::Data<Registration>,
    page: Page,
    me: Me,
    sent: Form,
) -> Result<HttpResponse, Problem> {
    if let Some(lang) = sent.switch_lang {
        return explain(app, page.switched_to(lang), me).await;
    }
    let mut conn = app.db.conn().await?;
    let (id, trace) = (me.person.id, page.trace);
    conn.transaction(async |conn| participant::erase(conn, id, trace).await).await?;
    Ok(see_other("/me/deleted").cookie(no_cookie()).finish())
}

pub async fn deleted(page: Page) -> Result<HttpResponse, Problem> {
    let title = page.t("my-deleted-title");
    let deleted = Deleted { page: page.titled(title) };
    deleted.page.show(&deleted)
}
