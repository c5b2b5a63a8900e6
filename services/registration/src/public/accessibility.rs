//! `/accessibility`: what the site does so that everybody can use it, where it falls short, and whom to tell.

use actix_web::{HttpResponse, web};
use askama::Template;
use shared::web::Problem;

use super::Operator;
use crate::{Page, Registration};

#[derive(Template)]
#[template(path = "public/accessibility.html")]
struct AccessibilityPage {
    page: Page,
    operator: Operator,
}

pub(super) async fn show(
    app: web::Data<Registration>,
    page: Page,
) -> Result<HttpResponse, Problem> {
    let title = page.t("accessibility-title");
    let view = AccessibilityPage { page: page.titled(title), operator: app.operator.clone() };
    view.page.show(&view)
}
