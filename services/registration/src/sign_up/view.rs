//! The pages of the sign-up.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;
use shared::web::{FieldProblem, Fields, Problem};

use crate::Page;
use crate::conference::{Conference, State};
use crate::head::Head;
use crate::participant::form::View;

#[derive(Template)]
#[template(path = "sign_up/form.html")]
pub struct SignUpForm {
    page: Page,
    head: Head,
    form: View,
    /// Whoever signs up now will wait.
    full: bool,
    consent_data: bool,
}

impl SignUpForm {
    pub fn new(
        page: Page,
        conference: &Conference,
        typed: Fields,
        problems: &[FieldProblem],
    ) -> Self {
        let tr = page.tr();
        let title = page.t("sign-up-title");
        Self {
            head: Head::of(conference, tr),
            full: conference.free() == 0,
            consent_data: typed.ticked("consent_data"),
            form: View::new(conference, typed, problems, tr),
            page: page.titled(title),
        }
    }

    pub fn show(self) -> Result<HttpResponse, Problem> {
        if self.form.mistakes.is_empty() {
            self.page.show_private(&self)
        } else {
            self.page.show_mistakes(&self)
        }
    }
}

#[derive(Template)]
#[template(path = "sign_up/signed_up.html")]
pub struct SignedUp {
    page: Page,
    head: Head,
}

impl SignedUp {
    pub fn new(page: Page, conference: &Conference) -> Self {
        let title = page.t("signed-up-title");
        Self { head: Head::of(conference, page.tr()), page: page.titled(title) }
    }

    pub fn show(self) -> Result<HttpResponse, Problem> {
        self.page.show(&self)
    }
}

/// Why a sign-up cannot be taken, and what to do instead.
#[derive(Template)]
#[template(path = "sign_up/refusal.html")]
pub struct Refusal {
    page: Page,
    head: Head,
    text: String,
}

impl Refusal {
    /// The conference is over or cancelled (410).
    pub fn closed(page: Page, conference: &Conference) -> Result<HttpResponse, Problem> {
        let why = if conference.state == State::Cancelled { "cancelled" } else { "over" };
        Self::show(page, conference, StatusCode::GONE, why)
    }

    /// Too many sign-ups by one `client` or with one `address` (429).
    pub fn too_often(
        page: Page,
        conference: &Conference,
        by: &str,
    ) -> Result<HttpResponse, Problem> {
        Self::show(page, conference, StatusCode::TOO_MANY_REQUESTS, by)
    }

    fn show(
        page: Page,
        conference: &Conference,
        status: StatusCode,
        why: &str,
    ) -> Result<HttpResponse, Problem> {
        let text = page.t(&format!("sign-up-refused-{why}-text"));
        let title = page.t(&format!("sign-up-refused-{why}-title"));
        let refusal =
            Self { head: Head::of(conference, page.tr()), text, page: page.titled(title) };
        refusal.page.show_refusal(status, &refusal)
    }
}
