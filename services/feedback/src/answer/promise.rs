//! The promise, before the first question: what organisers see, from how many answers on, until when, and its limits.
//! Made from the configuration in force.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use shared::i18n::FluentArgs;
use shared::web::{Mistakes, Problem};

use super::notice;
use crate::Page;
use crate::ballot::{Standing, Visit};
use crate::conference::Contact;
use crate::survey::Survey;

/// Asks whoever has a ballot on paper for its code.
#[derive(Default)]
pub struct CodeField {
    typed: String,
    mistakes: Mistakes,
}

impl CodeField {
    pub fn new(typed: &str, mistakes: Mistakes) -> Self {
        Self { typed: typed.to_owned(), mistakes }
    }
}

/// What the page leads to.
enum Next {
    Questions,
    Code(CodeField),
    /// Nothing: it is read for its own sake.
    Nothing,
}

#[derive(Template)]
#[template(path = "answer/promise.html")]
pub struct PromisePage<'a> {
    pub page: Page,
    conference: String,
    slug: &'a str,
    promises: Vec<String>,
    limits: Vec<String>,
    contact: &'a Contact,
    next: Next,
}

impl<'a> PromisePage<'a> {
    /// The page with a field for the code of a paper ballot.
    pub fn new(page: Page, visit: &'a Visit, code: CodeField) -> Self {
        Self::leading_to(Next::Code(code), page, visit)
    }

    fn leading_to(next: Next, page: Page, visit: &'a Visit) -> Self {
        let heading = page.t("promise-title");
        Self {
            conference: visit.conference.title(page.language()).to_owned(),
            slug: &visit.conference.slug,
            promises: promises(&page, visit),
            limits: LIMITS.iter().map(|key| page.t(key)).collect(),
            contact: &visit.conference.contact.0,
            next,
            page: page.titled(heading),
        }
    }
}

/// What cannot be promised.
const LIMITS: &[&str] = &[
    "promise-limit-box",
    "promise-limit-backup",
    "promise-limit-operator",
    "promise-limit-organisers",
    "promise-limit-words",
];

fn promises(page: &Page, visit: &Visit) -> Vec<String> {
    let survey = &visit.survey;
    let until = match survey.closes_at {
        Some(at) => {
            let at = page.tr().moment(at, &visit.conference.zone());
            page.t1("promise-until", "moment", at)
        }
        None => page.t("promise-until-later"),
    };
    let sizes = sizes(survey);
    let with_sizes = |key| page.tr().args(key, &sizes);
    vec![
        page.t("promise-no-name"),
        page.t("promise-ballot"),
        with_sizes("promise-box"),
        with_sizes("promise-cells"),
        with_sizes("promise-too-few"),
        page.t("promise-words"),
        until,
    ]
}

fn sizes(survey: &Survey) -> FluentArgs<'static> {
    FluentArgs::from_iter([
        ("group", survey.group_size),
        ("box", 2 * survey.group_size),
        ("sensitive", survey.sensitive_group_size),
    ])
}

/// The promise with the way on; or, for whom there is none, why.
pub async fn show(page: Page, visit: Visit, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let another = asks_for_another_code(&request);
    let next = match visit.standing {
        Standing::NotYet => return notice::not_yet(page, &visit),
        Standing::Closed => return notice::closed(page, &visit),
        Standing::Used if !another => return notice::used(page, &visit),
        Standing::Ready(_) if !another => Next::Questions,
        _ => Next::Code(CodeField::default()),
    };
    let page = PromisePage::leading_to(next, page, &visit);
    page.page.show_private(&page)
}

/// The same page for everyone, at any time.
pub async fn show_to_everyone(page: Page, visit: Visit) -> Result<HttpResponse, Problem> {
    let page = PromisePage::leading_to(Next::Nothing, page, &visit);
    page.page.show_private(&page)
}

/// `?code=new`: a device goes on to the next person.
fn asks_for_another_code(request: &HttpRequest) -> bool {
    let query = web::Query::<Vec<(String, String)>>::from_query(request.query_string());
    query.is_ok_and(|query| query.iter().any(|(name, value)| name == "code" && value == "new"))
}
