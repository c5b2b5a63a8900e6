//! `/dev/mail`: the list, and each message as HTML, text, calendar entry and source.

use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use shared::web::{Problem, see_other};

use super::DemoMailbox;
use super::reading::Reading;
use crate::{Notification, Page};

const COOKIE: &str = "mailbox";
const HOME: &str = "/dev/mail";

/// A message is a world of its own: it may style itself and do nothing else.
const MESSAGE_POLICY: &str = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; \
     style-src 'unsafe-inline'; frame-ancestors 'self'";

pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route(HOME, web::get().to(list))
        .route("/dev/mail/{number}", web::get().to(read))
        .route("/dev/mail/{number}/html", web::get().to(html))
        .route("/dev/mail/{number}/source", web::get().to(source));
}

#[derive(Deserialize)]
struct Key {
    token: Option<String>,
}

#[derive(Template)]
#[template(path = "mailbox/mailbox.html")]
struct MailboxPage {
    page: Page,
    rows: Vec<Row>,
    open: Option<Opened>,
}

struct Row {
    number: u64,
    to: String,
    subject: String,
    time: String,
    is_open: bool,
}

struct Opened {
    mail: Reading,
    date: String,
}

async fn list(
    app: web::Data<Notification>,
    request: HttpRequest,
    page: Page,
    key: web::Query<Key>,
) -> Result<HttpResponse, Problem> {
    match &key.token {
        Some(token) if demo(&app)?.opens_with(token) => Ok(let_in(token)),
        Some(_) => Err(Problem::NotFound),
        None => show(opened(&app, &request)?, page, None),
    }
}

async fn read(
    app: web::Data<Notification>,
    request: HttpRequest,
    page: Page,
    number: web::Path<u64>,
) -> Result<HttpResponse, Problem> {
    let demo = opened(&app, &request)?;
    let mail = find(demo, *number)?;
    show(demo, page, Some(mail))
}

/// The HTML part, for the frame. Its links open beside it, as in a mail program.
async fn html(
    app: web::Data<Notification>,
    request: HttpRequest,
    number: web::Path<u64>,
) -> Result<HttpResponse, Problem> {
    let mail = find(opened(&app, &request)?, *number)?;
    let html = mail.html.replacen("<head>", "<head><base target=\"_blank\">", 1);
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"))
        .insert_header((header::CONTENT_SECURITY_POLICY, MESSAGE_POLICY))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(html))
}

/// The message as it would go over the wire.
async fn source(
    app: web::Data<Notification>,
    request: HttpRequest,
    number: web::Path<u64>,
) -> Result<HttpResponse, Problem> {
    let mail = find(opened(&app, &request)?, *number)?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/plain; charset=utf-8"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(mail.raw))
}

fn demo(app: &Notification) -> Result<&DemoMailbox, Problem> {
    app.mailbox.as_deref().ok_or(Problem::NotFound)
}

/// The mailbox, for a browser that has shown the token. Nobody else learns that it is there.
fn opened<'a>(app: &'a Notification, request: &HttpRequest) -> Result<&'a DemoMailbox, Problem> {
    let demo = demo(app)?;
    let cookie = request.cookie(COOKIE);
    let may = cookie.is_some_and(|cookie| demo.opens_with(cookie.value()));
    may.then_some(demo).ok_or(Problem::NotFound)
}

/// Swaps the token in the address for a cookie.
fn let_in(token: &str) -> HttpResponse {
    let cookie = Cookie::build(COOKIE, token.to_owned()).path("/dev").http_only(true);
    see_other(HOME).cookie(cookie.same_site(SameSite::Lax).finish()).finish()
}

fn find(demo: &DemoMailbox, number: u64) -> Result<Reading, Problem> {
    let received = demo.mailbox.get(number).ok_or(Problem::NotFound)?;
    Reading::of(&received).ok_or(Problem::NotFound)
}

fn show(demo: &DemoMailbox, page: Page, mail: Option<Reading>) -> Result<HttpResponse, Problem> {
    let time = |mail: &Reading| {
        let zone = jiff::tz::TimeZone::get("Europe/Berlin").unwrap_or(jiff::tz::TimeZone::UTC);
        mail.date.map(|date| page.tr().moment(date, &zone)).unwrap_or_default()
    };
    let open_number = mail.as_ref().map(|mail| mail.number);
    let row = |mail: Reading| Row {
        time: time(&mail),
        is_open: open_number == Some(mail.number),
        number: mail.number,
        to: mail.to,
        subject: mail.subject,
    };
    let mails = demo.mailbox.all();
    let rows = mails.iter().filter_map(|mail| Reading::of(mail)).map(row).collect();
    let open = mail.map(|mail| Opened { date: time(&mail), mail });
    let title = page.t("mailbox-title");
    let view = MailboxPage { page: page.titled(title), rows, open };
    view.page.show_private(&view)
}
