//! `/legal-notice`: who is behind the site (§ 5 DDG).

use actix_web::{HttpResponse, web};
use askama::Template;
use shared::web::Problem;

use super::Operator;
use crate::series::{self, Series};
use crate::{Page, Registration};

#[derive(Template)]
#[template(path = "public/legal_notice.html")]
struct LegalNoticePage {
    page: Page,
    operator: Operator,
    series: Vec<Series>,
}

pub(super) async fn show(
    app: web::Data<Registration>,
    page: Page,
) -> Result<HttpResponse, Problem> {
    let series = series::all(&mut app.db.conn().await?).await?;
    let title = page.t("site-legal-notice");
    let operator = app.operator.clone();
    let view = LegalNoticePage { page: page.titled(title), operator, series };
    view.page.show(&view)
}
