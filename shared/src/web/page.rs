//! What a page knows about itself: its language, its address, its reader.

use std::marker::PhantomData;

use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::Payload;
use actix_web::http::{StatusCode, header};
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpRequest, HttpResponse, HttpResponseBuilder, web};
use std::future::{Ready, ready};

use super::Problem;
use super::client::{Client, LANGUAGE_COOKIE};
use super::form_token::{FormKey, FormToken};
use crate::auth::organiser;
use crate::base::{Base, Service};
use crate::clock::Instant;
use crate::i18n::{FluentValue, Lang, Tr};
use crate::ids::SubmissionId;
use crate::trace::Trace;

/// The context of a page of service `S`: an extractor for handlers, and `page` in templates.
pub struct Page<S> {
    pub client: Client,
    pub trace: Trace,
    tr: Tr,
    title: String,
    /// Path and query without `lang`.
    address: String,
    signed_in: bool,
    forms: FormKey,
    opened: Instant,
    switched: bool,
    css: String,
    js: String,
    secure: bool,
    demo: bool,
    service: PhantomData<S>,
}

/// An item of the language switch.
pub struct Language {
    pub code: &'static str,
    pub name: &'static str,
    pub url: String,
    pub current: bool,
}

impl<S: Service> Page<S> {
    pub(super) fn of(request: &HttpRequest, base: &Base) -> Self {
        let client = Client::of(request, base);
        Self {
            trace: super::frame::trace(request),
            tr: S::texts().speak(client.lang),
            title: String::new(),
            address: address(request),
            signed_in: organiser::session(request, base).is_some(),
            forms: base.forms.clone(),
            opened: base.clock.now(),
            switched: false,
            css: base.assets.css.clone(),
            js: base.assets.js.clone(),
            secure: base.secure(),
            demo: base.demo,
            client,
            service: PhantomData,
        }
    }

    /// Sets the title, an already translated text.
    pub fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// Goes on in another language, and remembers it: the language switch of a form.
    pub fn switched_to(mut self, lang: Lang) -> Self {
        self.tr = S::texts().speak(lang);
        self.switched = true;
        self
    }

    pub fn tr(&self) -> Tr {
        self.tr
    }

    pub fn language(&self) -> Lang {
        self.tr.lang
    }

    /// The page as a response.
    pub fn show(&self, template: &impl askama::Template) -> Result<HttpResponse, Problem> {
        self.respond(StatusCode::OK, "private, no-cache", template)
    }

    /// As [`Page::show`], with what was rendered for somebody else a moment ago.
    pub fn show_rendered(&self, html: Bytes) -> HttpResponse {
        self.response(StatusCode::OK, "private, no-cache").body(html)
    }

    /// Whether everybody who opens `path` in this language would see the same frame around the page.
    pub fn is_for_everyone_at(&self, path: &str) -> bool {
        !self.signed_in && self.address == path
    }

    /// A page behind a link or a session: nothing keeps a copy.
    pub fn show_private(&self, template: &impl askama::Template) -> Result<HttpResponse, Problem> {
        self.respond(StatusCode::OK, "no-store", template)
    }

    /// The form again, with its mistakes (422).
    pub fn show_mistakes(&self, template: &impl askama::Template) -> Result<HttpResponse, Problem> {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        self.respond(status, "no-store", template)
    }

    /// A page that says why something cannot be done, with the status for it.
    pub fn show_refusal(
        &self,
        status: StatusCode,
        template: &impl askama::Template,
    ) -> Result<HttpResponse, Problem> {
        self.respond(status, "no-store", template)
    }

    fn respond(
        &self,
        status: StatusCode,
        keep: &str,
        template: &impl askama::Template,
    ) -> Result<HttpResponse, Problem> {
        Ok(self.response(status, keep).body(template.render()?))
    }

    fn response(&self, status: StatusCode, keep: &str) -> HttpResponseBuilder {
        let mut response = HttpResponse::build(status);
        response
            .insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"))
            .insert_header((header::CACHE_CONTROL, keep));
        if self.switched {
            response.cookie(language_cookie(self.language(), self.secure));
        }
        response
    }
}

/// What templates ask for; see `templates/base.html`.
impl<S> Page<S> {
    pub fn title(&self) -> &str {
        &self.title
    }

    pub fn lang(&self) -> &'static str {
        self.tr.lang.code()
    }

    pub fn dir(&self) -> &'static str {
        self.tr.lang.dir()
    }

    pub fn t(&self, key: &str) -> String {
        self.tr.t(key)
    }

    pub fn t1<'a>(&self, key: &str, name: &'a str, value: impl Into<FluentValue<'a>>) -> String {
        self.tr.t1(key, name, value)
    }

    pub fn languages(&self) -> Vec<Language> {
        let joint = if self.address.contains('?') { '&' } else { '?' };
        let language = |lang: &Lang| Language {
            code: lang.code(),
            name: lang.name(),
            url: format!("{}{joint}lang={lang}", self.address),
            current: *lang == self.tr.lang,
        };
        Lang::ALL.iter().map(language).collect()
    }

    /// A token of its own for each form.
    pub fn form_token(&self) -> String {
        let submission = SubmissionId(uuid::Uuid::new_v4());
        self.forms.sign(self.client.browser, FormToken { submission, issued: self.opened })
    }

    pub fn css(&self) -> &str {
        &self.css
    }

    pub fn js(&self) -> &str {
        &self.js
    }

    pub fn signed_in(&self) -> bool {
        self.signed_in
    }

    pub fn demo(&self) -> bool {
        self.demo
    }
}

impl<S: Service> FromRequest for Page<S> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let service = request.app_data::<web::Data<S>>();
        ready(match service {
            Some(service) => Ok(Self::of(request, service.base())),
            None => Err(Problem::internal("the service is not set up")),
        })
    }
}

/// Remembers the chosen language for a year.
pub(super) fn language_cookie(lang: Lang, secure: bool) -> Cookie<'static> {
    Cookie::build(LANGUAGE_COOKIE, lang.code())
        .path("/")
        .secure(secure)
        .http_only(true)
        .same_site(SameSite::Lax)
        .max_age(actix_web::cookie::time::Duration::days(365))
        .finish()
}

fn address(request: &HttpRequest) -> String {
    let query = url::form_urlencoded::parse(request.query_string().as_bytes());
    let rest: Vec<_> = query.filter(|(name, _)| name != "lang").collect();
    // Two slashes at the beginning would lead to another host.
    let path = format!("/{}", request.path().trim_start_matches('/'));
    if rest.is_empty() {
        return path;
    }
    let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(rest).finish();
    format!("{path}?{query}")
}
