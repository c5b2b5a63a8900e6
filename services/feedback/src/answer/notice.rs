//! Pages that say how things stand: thank you, not yet, closed, no such ballot.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;
use shared::web::Problem;

use crate::Page;
use crate::ballot::Visit;
use crate::conference::Contact;

#[derive(Template)]
#[template(path = "answer/notice.html")]
struct Notice<'a> {
    page: Page,
    kicker: &'a str,
    text: String,
    /// Whether another ballot can be used here, as on a device that goes round.
    next_ballot: Option<&'a str>,
    contact: &'a Contact,
}

impl<'a> Notice<'a> {
    fn new(page: Page, visit: &'a Visit, title: &str, text: String) -> Self {
        let conference = &visit.conference;
        let title = page.t(title);
        Self {
            kicker: conference.title(page.language()),
            text,
            next_ballot: None,
            contact: &conference.contact.0,
            page: page.titled(title),
        }
    }

    fn with_next_ballot(mut self, visit: &'a Visit) -> Self {
        self.next_ballot = Some(&visit.conference.slug);
        self
    }

    fn show(&self, status: StatusCode) -> Result<HttpResponse, Problem> {
        self.page.show_refusal(status, self)
    }
}

/// After answering; the same for whoever comes by.
pub async fn thanks(page: Page, visit: Visit) -> Result<HttpResponse, Problem> {
    let text = page.t("survey-thanks-text");
    let notice = Notice::new(page, &visit, "survey-thanks", text);
    notice.page.show_private(&notice)
}

/// The ballot was used: by this person a moment ago, or earlier. Said as a thank-you (409).
pub fn used(page: Page, visit: &Visit) -> Result<HttpResponse, Problem> {
    let text = page.t("survey-used-text");
    Notice::new(page, visit, "survey-used", text).with_next_ballot(visit).show(StatusCode::CONFLICT)
}

pub fn not_yet(page: Page, visit: &Visit) -> Result<HttpResponse, Problem> {
    let day = page.tr().date(visit.conference.ends_at, &visit.conference.zone());
    let text = page.t1("survey-not-yet-text", "date", day);
    let notice = Notice::new(page, visit, "survey-not-yet", text);
    notice.page.show_private(&notice)
}

pub fn closed(page: Page, visit: &Visit) -> Result<HttpResponse, Problem> {
    let text = page.t("survey-closed-text");
    Notice::new(page, visit, "survey-closed", text).show(StatusCode::GONE)
}

/// A code that was not made for this survey (404).
pub fn no_such_ballot(page: Page, visit: &Visit) -> Result<HttpResponse, Problem> {
    let text = page.t("survey-no-ballot-text");
    let notice = Notice::new(page, visit, "survey-no-ballot", text);
    notice.with_next_ballot(visit).show(StatusCode::NOT_FOUND)
}
