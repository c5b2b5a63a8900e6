//! What is around every request: its trace, its log line and count, its headers and cookies, the page of a problem.

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpRequest, web};
use askama::Template;

use super::client::{self, BROWSER_COOKIE, Client};
use super::{Page, Problem};
use crate::base::{Base, Service};
use crate::db::Db;
use crate::i18n::Texts;
use crate::metrics::Request;
use crate::telemetry::{Chain, Kind, Step};
use crate::trace::Trace;

/// Below this prefix people answer surveys: no trace, no log line, no count says that somebody did.
const UNSEEN: &str = "/s/";

const HEADERS: &[(&str, &str)] = &[
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; \
         frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
];

/// The outermost middleware: `App::new().wrap(from_fn(frame))`.
pub async fn frame<B: MessageBody + 'static>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, actix_web::Error> {
    // A HEAD is answered as its GET (RFC 9110, 9.3.2); the server leaves the body out.
    if request.method() == Method::HEAD {
        request.head_mut().method = Method::GET;
    }
    let base = request.app_data::<web::Data<Base>>().cloned();
    let base = base.ok_or_else(|| Problem::internal("the site is not set up"))?;
    let client = give_browser(&request, &base);
    let trace = Trace::new();
    request.extensions_mut().insert(trace);
    let begun = std::time::Instant::now();

    let response = next.call(request).await?;
    observe(&base, &response, trace, begun.elapsed());
    let mut response = with_problem_page(&base, response);
    add_headers(&base, &mut response);
    add_cookies(&base, &mut response, client)?;
    Ok(response)
}

/// The trace of a request.
pub fn trace(request: &HttpRequest) -> Trace {
    request.extensions().get::<Trace>().copied().unwrap_or_else(Trace::new)
}

/// A browser without our cookie gets one, and this request already counts as having it.
fn give_browser(request: &ServiceRequest, base: &Base) -> Option<Client> {
    if client::browser(request.request()).is_some() {
        return None;
    }
    let client = Client::of(request.request(), base);
    request.extensions_mut().insert(client.browser);
    Some(client)
}

fn observe<B>(base: &Base, response: &ServiceResponse<B>, trace: Trace, took: std::time::Duration) {
    let request = response.request();
    let route = request.match_pattern().unwrap_or_else(|| "none".to_owned());
    // The route too: an encoded path (`/%73/…`) leads there as well.
    if request.path().starts_with(UNSEEN) || route.starts_with(UNSEEN) {
        return;
    }
    let (method, status) = (method(request.method()), response.status().as_u16());
    let milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    tracing::info!(trace_id = %trace, route, method, status, milliseconds, "request");
    Step::tell(|| {
        let name = format!("{method} {route}");
        Step { kind: Kind::Request, name, trace, took }
    });
    if let Some(Problem::Internal(cause)) = problem(response) {
        tracing::error!(trace_id = %trace, route, error = %Chain(cause.as_ref()), "a request failed");
    }
    base.metrics.count_request(Request { route, method, status }, took);
}

/// A word of a few, whatever a client sends: each is a line in the metrics for ever.
fn method(method: &Method) -> String {
    let known = [Method::GET, Method::POST, Method::PUT, Method::DELETE, Method::OPTIONS];
    if known.contains(method) { method.to_string() } else { "other".to_owned() }
}

fn problem<B>(response: &ServiceResponse<B>) -> Option<&Problem> {
    response.response().error().and_then(|error| error.as_error::<Problem>())
}

/// Fills an answer that says only a status with the page that explains it.
fn with_problem_page<B: MessageBody + 'static>(
    base: &Base,
    response: ServiceResponse<B>,
) -> ServiceResponse<EitherBody<B, BoxBody>> {
    let status = response.status();
    let explained = response.response().error().is_none()
        && !(status.is_client_error() || status.is_server_error());
    if explained || has_page(&response) {
        return response.map_into_left_body();
    }
    let fallback = Problem::of_status(status);
    let word = problem(&response).unwrap_or(&fallback).word();
    let html = problem_page(response.request(), base, word);
    let mut response = response.map_body(|_, _| BoxBody::new(html)).map_into_right_body();
    let html_type = HeaderValue::from_static("text/html; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, html_type);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Whether a handler has written a page itself (a form with mistakes, say).
fn has_page<B>(response: &ServiceResponse<B>) -> bool {
    response.response().error().is_none() && response.headers().contains_key(header::CACHE_CONTROL)
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage {
    page: Page<Common>,
    text: String,
}

fn problem_page(request: &HttpRequest, base: &Base, word: &str) -> String {
    let page = Page::<Common>::of(request, base);
    let title = page.t(&format!("problem-{word}-title"));
    let text = page.t(&format!("problem-{word}-text"));
    let page = ProblemPage { page: page.titled(title), text };
    page.render().unwrap_or_else(|_| page.text.clone())
}

fn add_headers<B>(base: &Base, response: &mut ServiceResponse<B>) {
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        // A page may be stricter or, as a shown mail, its own world.
        if !headers.contains_key(*name) {
            headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
    }
    if base.secure() {
        let year = HeaderValue::from_static("max-age=31536000");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
}

fn add_cookies<B>(
    base: &Base,
    response: &mut ServiceResponse<B>,
    new_client: Option<Client>,
) -> Result<(), actix_web::Error> {
    if let Some(client) = new_client {
        let cookie = Cookie::build(BROWSER_COOKIE, client.browser.to_string()).path("/");
        let cookie = cookie.http_only(true).secure(base.secure()).same_site(SameSite::Lax);
        response.response_mut().add_cookie(&cookie.finish())?;
    }
    if let Some(lang) = client::asked_lang(response.request()) {
        let cookie = super::page::language_cookie(lang, base.secure());
        response.response_mut().add_cookie(&cookie)?;
    }
    Ok(())
}

/// The common texts as a service of their own, for pages that belong to none.
struct Common;

static TEXTS: std::sync::LazyLock<Texts> = std::sync::LazyLock::new(|| Texts::new(&[]));

impl Service for Common {
    fn base(&self) -> &Base {
        unreachable!("problem pages are made from the request's base")
    }

    fn db(&self) -> &Db {
        unreachable!("problem pages have no database")
    }

    fn texts() -> &'static Texts {
        &TEXTS
    }
}
