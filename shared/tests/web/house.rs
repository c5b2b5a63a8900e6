//! A small service with one page of each kind, behind the frame that every service has.

use std::sync::LazyLock;
use std::time::Duration;

use actix_web::dev::Service as _;
use actix_web::http::StatusCode;
use actix_web::http::header::HeaderMap;
use actix_web::middleware::from_fn;
use actix_web::test::{TestRequest, init_service, read_body};
use actix_web::{App, HttpResponse, web};
use askama::Template;
use shared::events::MIGRATIONS;
use shared::i18n::Texts;
use shared::limits::TooOften;
use shared::links::LinkProblem;
use shared::testing::TestDb;
use shared::web::{Problem, assets, frame};
use shared::{Base, Db, Service};

pub type Page = shared::web::Page<House>;
pub type Form = shared::web::Form<House>;

/// Larger than any form of the tests but one.
pub const LARGEST_BODY: usize = 1024;

pub struct House {
    base: Base,
    db: TestDb,
}

static TEXTS: LazyLock<Texts> = LazyLock::new(|| Texts::new(&[]));

impl Service for House {
    fn base(&self) -> &Base {
        &self.base
    }

    fn db(&self) -> &Db {
        &self.db.db
    }

    fn texts() -> &'static Texts {
        &TEXTS
    }
}

#[derive(Template)]
#[template(source = "{{ page.lang() }}|{{ page.form_token() }}|{{ words }}", ext = "txt")]
struct Words<'a> {
    page: &'a Page,
    words: String,
}

/// What a visitor gets.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("plain letters"))
    }

    /// The cookie that was set, with its flags.
    pub fn cookie(&self, name: &str) -> Option<actix_web::cookie::Cookie<'_>> {
        let set = self.headers.get_all("set-cookie").map(|value| value.to_str().expect("plain"));
        let cookies = set.map(|cookie| actix_web::cookie::Cookie::parse(cookie).expect("a cookie"));
        cookies.into_iter().find(|cookie| cookie.name() == name)
    }
}

/// Asks a house on this base once.
pub async fn ask(base: &Base, request: TestRequest) -> Answer {
    let house = House { base: base.clone(), db: TestDb::new(&MIGRATIONS).await };
    let app = App::new()
        .app_data(web::Data::new(base.clone()))
        .app_data(web::Data::new(house))
        .app_data(web::PayloadConfig::new(LARGEST_BODY))
        .wrap(from_fn(frame::frame))
        .configure(assets::routes)
        .configure(routes);
    let app = init_service(app).await;
    let response = app.call(request.to_request()).await.expect("the frame answers");
    let (status, headers) = (response.status(), response.headers().clone());
    let body = String::from_utf8(read_body(response).await.to_vec()).expect("text");
    Answer { status, headers, body }
}

fn routes(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/c/{slug}").get(show))
        .service(web::resource("/s/{slug}").get(show))
        .service(web::resource("/form").get(show).post(send))
        .service(web::resource("/problem/{word}").get(fail));
}

async fn show(page: Page) -> Result<HttpResponse, Problem> {
    page.show(&Words { page: &page, words: String::new() })
}

/// Says what the form says.
async fn send(page: Page, form: Form) -> Result<HttpResponse, Problem> {
    let page = match form.switch_lang {
        Some(lang) => page.switched_to(lang),
        None => page,
    };
    let words = format!(
        "{} too_fast={} robot={} submission={}",
        form.fields.get("name"),
        form.too_fast,
        form.robot,
        form.submission
    );
    page.show_mistakes(&Words { page: &page, words })
}

async fn fail(word: web::Path<String>) -> Result<HttpResponse, Problem> {
    Err(problems().into_iter().find(|problem| problem.word() == *word).expect("a known problem"))
}

/// One of each kind.
pub fn problems() -> Vec<Problem> {
    vec![
        Problem::NotFound,
        Problem::Forbidden,
        Problem::SignInFirst,
        Problem::FormExpired,
        Problem::BrokenForm,
        Problem::TooLarge,
        Problem::WrongMethod,
        Problem::Link(LinkProblem::Forged),
        Problem::Link(LinkProblem::Expired),
        Problem::Link(LinkProblem::Outdated),
        Problem::LinkUsed,
        Problem::TooOften(TooOften(Duration::from_secs(90))),
        Problem::Busy,
        Problem::internal("the roof leaks at Ayşe's"),
    ]
}
