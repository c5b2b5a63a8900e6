//! Coming in with a ballot: by the link of an invitation, or by typing the code from a slip of paper.

use actix_web::{HttpResponse, web};
use shared::ballot_code::BallotCode;
use shared::i18n::Tr;
use shared::web::{Check, Mistakes, Problem, see_other};
use shared::{Base, Service};

use super::{Standing, Visit, cookie};
use crate::answer::notice;
use crate::answer::promise::{CodeField, PromisePage};
use crate::{Feedback, Form, Page};

/// Swaps the code in the address for a cookie. It uses nothing: mail scanners open links.
pub async fn follow_link(
    app: web::Data<Feedback>,
    page: Page,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (slug, code) = path.into_inner();
    let code = BallotCode::parse(&code).ok();
    let visit = Visit::with(&app, &slug, code).await?;
    match (visit.standing, code) {
        (Standing::Ready(_) | Standing::Used, Some(code)) => Ok(swapped(app.base(), &visit, code)),
        (Standing::NotYet, _) => notice::not_yet(page, &visit),
        (Standing::Closed, _) => notice::closed(page, &visit),
        _ => notice::no_such_ballot(page, &visit),
    }
}

/// Takes the code that was typed from a slip of paper.
pub async fn type_code(
    app: web::Data<Feedback>,
    page: Page,
    slug: web::Path<String>,
    form: Form,
) -> Result<HttpResponse, Problem> {
    let typed = form.fields.get("code");
    if let Some(lang) = form.switch_lang {
        let visit = Visit::with(&app, &slug, None).await?;
        let page = PromisePage::new(
            page.switched_to(lang),
            &visit,
            CodeField::new(typed, Mistakes::default()),
        );
        return page.page.show_private(&page);
    }
    let code = BallotCode::parse(typed).ok().filter(|_| !form.robot);
    let visit = Visit::with(&app, &slug, code).await?;
    match (visit.standing, code) {
        (Standing::Ready(_) | Standing::Used, Some(code)) => Ok(swapped(app.base(), &visit, code)),
        (Standing::NotYet, _) => notice::not_yet(page, &visit),
        (Standing::Closed, _) => notice::closed(page, &visit),
        _ => {
            let field = CodeField::new(typed, wrong_code(&form, page.tr()));
            let page = PromisePage::new(page, &visit, field);
            page.page.show_mistakes(&page)
        }
    }
}

fn wrong_code(form: &Form, tr: Tr) -> Mistakes {
    let mut check = Check::new(&form.fields);
    check.problem("code", "promise-code-wrong");
    Mistakes::new(&check.finish(()).err().unwrap_or_default(), tr)
}

fn swapped(base: &Base, visit: &Visit, code: BallotCode) -> HttpResponse {
    let mut survey = see_other(format!("/s/{}", visit.conference.slug));
    survey.cookie(cookie(code, base.secure())).finish()
}
