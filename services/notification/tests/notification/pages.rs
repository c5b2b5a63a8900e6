//! The pages: whether mails arrive, and the mailbox of demo mode.

use actix_web::cookie::Cookie;

use actix_web::http::{StatusCode, header};
use actix_web::middleware::from_fn;
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use actix_web::{App, web};
use notification::Delivery;
use notification::mail::State;
use proto::registration::v1::organiser_changed::{Grant, Role};
use proto::registration::v1::{OrganiserChanged, ParticipantChanged};
use shared::auth::session::Session;
use shared::ids::OrganiserId;
use shared::process::Running;
use shared::testing::{START, base, keys};
use shared::web::frame::frame;
use shared::{Base, Instant};
use tests::sink::{Phase, Rule};
use uuid::Uuid;

use crate::stage::{SERIES, Stage, conference, person};

const ORGANISER: Uuid = Uuid::from_u128(0x09);
const TOKEN: &str = "a token of the demo";

/// A browser: what it asks, with its cookies.
struct Visit {
    status: StatusCode,
    headers: header::HeaderMap,
    body: String,
}

async fn visit(stage: &Stage, request: TestRequest) -> Visit {
    let app = App::new()
        .app_data(web::Data::new(stage.base.clone()))
        .wrap(from_fn(frame))
        .configure(stage.service.routes());
    let app = init_service(app).await;
    let response = call_service(&app, request.to_request()).await;
    let (status, headers) = (response.status(), response.headers().clone());
    let body = String::from_utf8(read_body(response).await.to_vec()).expect("UTF-8");
    Visit { status, headers, body }
}

fn session(stage: &Stage, organiser: Uuid) -> Cookie<'static> {
    let begun: Instant = stage.base.clock.now();
    keys().sessions().cookie(Session { organiser: OrganiserId(organiser), begun }, false)
}

fn browser() -> Cookie<'static> {
    Cookie::new("browser", Uuid::from_u128(7).to_string())
}

/// A GET by the organiser.
async fn get(stage: &Stage, path: &str) -> Visit {
    let request = TestRequest::get().uri(path).cookie(browser()).cookie(session(stage, ORGANISER));
    visit(stage, request).await
}

/// A POST by the organiser, with the token of the page's forms (one to sign out is always there).
async fn post(stage: &Stage, path: &str) -> Visit {
    let page = get(stage, "/mail/").await.body;
    let (_, rest) = page.split_once("name=\"form_token\" value=\"").expect("a form");
    let token = rest.split_once('"').expect("a value").0;
    let form = [("form_token", token)];
    let request = TestRequest::post().uri(path).set_form(form);
    visit(stage, request.cookie(browser()).cookie(session(stage, ORGANISER))).await
}

fn organiser(id: Uuid, role: Role, scope: Uuid) -> OrganiserChanged {
    OrganiserChanged {
        id: id.as_bytes().to_vec(),
        revision: 1,
        valid_from: START.as_micros(),
        grants: vec![Grant { role: role.into(), scope_id: scope.as_bytes().to_vec() }],
    }
}

/// A conference with an organiser and one mail that its recipient's server refused.
async fn with_a_failed_mail() -> Stage {
    let mut stage = Stage::with_conference().await;
    stage.hear(&organiser(ORGANISER, Role::Organiser, SERIES)).await;
    stage.sink.add(Rule::refuse(Phase::Recipient, 550).times(1));
    stage.hear(&ParticipantChanged { name: "<Rosa> & Co".to_owned(), ..person(1) }).await;
    stage.deliver().await;
    stage
}

#[actix_web::test]
async fn an_organiser_sees_what_failed_why_and_what_to_do() {
    let stage = with_a_failed_mail().await;
    let page = get(&stage, "/mail/").await;
    assert_eq!(page.status, StatusCode::OK);
    for part in [
        "&#60;Rosa&#62; &#38; Co",
        "nicht zugestellt",
        "rufen Sie die Person an",
        "/organise/participants/",
    ] {
        assert!(page.body.contains(part), "{part} in {}", page.body);
    }
    assert!(!page.body.contains("verein.example"), "an address is not needed here");
    assert_eq!(page.headers.get(header::CACHE_CONTROL).expect("a header"), "no-store");
    let arabic = get(&stage, "/mail/?lang=ar").await.body;
    assert!(arabic.contains("dir=\"rtl\"") && arabic.contains("لم تُسلّم"));
}

#[actix_web::test]
async fn a_failed_mail_is_tried_again_by_hand() {
    let mut stage = with_a_failed_mail().await;
    let id = stage.mails().await[0].id;
    let answer = post(&stage, &format!("/mail/{id}/retry")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    stage.deliver().await;
    assert_eq!(stage.states().await, [(State::Accepted, 1)].into());
    post(&stage, &format!("/mail/{id}/retry")).await;
    stage.deliver().await;
    assert_eq!(stage.sink.received().len(), 1, "an accepted mail is not sent again");
}

#[actix_web::test]
async fn held_mails_are_let_go_by_hand() {
    let mut stage = with_a_failed_mail().await;
    let mut conn = stage.database.db.conn().await.expect("a connection");
    notification::hold(&mut conn).await.expect("a row");
    stage.hear(&person(2)).await;
    stage.deliver().await;
    let page = get(&stage, "/mail/").await.body;
    assert!(page.contains("Der Versand ist angehalten"));
    assert!(page.contains("Ayşe Yıldız") && page.contains("sobald Sie den Versand freigeben"));
    assert_eq!(post(&stage, "/mail/release").await.status, StatusCode::SEE_OTHER);
    stage.deliver().await;
    assert_eq!(stage.sink.received().len(), 1);
    assert!(!get(&stage, "/mail/").await.body.contains("Der Versand ist angehalten"));
}

#[actix_web::test]
async fn trouble_with_the_account_is_said_at_the_top() {
    let mut stage = with_a_failed_mail().await;
    stage.sink.add(Rule::refuse(Phase::Sender, 553));
    stage.hear(&person(2)).await;
    stage.deliver().await;
    assert!(get(&stage, "/mail/").await.body.contains("MAIL_FROM"));
}

#[actix_web::test]
async fn what_would_come_too_late_needs_nobody() {
    let stage = with_a_failed_mail().await;
    stage.base.clock.advance(crate::stage::conference_ends().since(START) + crate::stage::HOUR);
    stage
        .hear(&OrganiserChanged { revision: 2, ..organiser(ORGANISER, Role::Owner, SERIES) })
        .await;
    let page = get(&stage, "/mail/").await.body;
    assert!(page.contains("Keine E-Mail hängt fest"));
}

#[actix_web::test]
async fn others_see_nothing_of_it() {
    let stage = with_a_failed_mail().await;
    let nobody = visit(&stage, TestRequest::get().uri("/mail/")).await;
    assert_eq!(nobody.status, StatusCode::SEE_OTHER);
    assert_eq!(nobody.headers.get(header::LOCATION).expect("a header"), "/organise/sign-in");
    let (reader, elsewhere) = (Uuid::from_u128(1), Uuid::from_u128(2));
    stage.hear(&organiser(reader, Role::Reader, SERIES)).await;
    stage.hear(&organiser(elsewhere, Role::Owner, Uuid::from_u128(0xe15e))).await;
    let as_who = |who| TestRequest::get().uri("/mail/").cookie(session(&stage, who));
    assert_eq!(visit(&stage, as_who(reader)).await.status, StatusCode::FORBIDDEN);
    let page = visit(&stage, as_who(elsewhere)).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.body.contains("Rosa"));
}

#[actix_web::test]
async fn a_forged_form_changes_nothing() {
    let stage = with_a_failed_mail().await;
    let id = stage.mails().await[0].id;
    for path in ["/mail/release".to_owned(), format!("/mail/{id}/retry")] {
        let request = TestRequest::post().uri(&path).set_form([("form_token", "x")]);
        let request = request.cookie(browser()).cookie(session(&stage, ORGANISER));
        assert_eq!(visit(&stage, request).await.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(stage.states().await, [(State::Failed, 1)].into());
}

/// The demo, with one mail in its mailbox.
async fn demo() -> Stage {
    let base = Base { demo: true, ..base() };
    let mut stage = Stage::with(base, |_| Delivery::to_mailbox(TOKEN.to_owned())).await;
    stage.hear(&conference()).await;
    stage.hear(&person(1)).await;
    stage.deliver().await;
    assert_eq!(stage.states().await, [(State::Accepted, 1)].into());
    stage
}

async fn read_mailbox(stage: &Stage, path: &str) -> Visit {
    visit(stage, TestRequest::get().uri(path).cookie(Cookie::new("mailbox", TOKEN))).await
}

#[actix_web::test]
async fn the_mailbox_opens_with_its_token_only() {
    let stage = demo().await;
    for path in
        ["/dev/mail", "/dev/mail/1", "/dev/mail/1/html", "/dev/mail/1/source", "/dev/mail?token=x"]
    {
        assert_eq!(
            visit(&stage, TestRequest::get().uri(path)).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    let opened = visit(&stage, TestRequest::get().uri("/dev/mail?token=a+token+of+the+demo")).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER);
    assert_eq!(opened.headers.get(header::LOCATION).expect("a header"), "/dev/mail");
    let cookies =
        opened.headers.get_all(header::SET_COOKIE).filter_map(|cookie| cookie.to_str().ok());
    let cookie =
        cookies.into_iter().find(|cookie| cookie.starts_with("mailbox=")).expect("a cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("Path=/dev"));
}

#[actix_web::test]
async fn a_mail_is_shown_as_a_mail_program_does() {
    let stage = demo().await;
    let list = read_mailbox(&stage, "/dev/mail").await;
    assert!(
        list.body.contains("Ihr Platz ist bestätigt") && list.body.contains("href=\"/dev/mail/1\"")
    );
    let mail = read_mailbox(&stage, "/dev/mail/1").await;
    for part in
        ["<iframe src=\"/dev/mail/1/html\"", "sandbox=", "BEGIN:VCALENDAR", "GLEICH teilhaben"]
    {
        assert!(mail.body.contains(part), "{part}");
    }
    let html = read_mailbox(&stage, "/dev/mail/1/html").await;
    let policy = html.headers.get(header::CONTENT_SECURITY_POLICY).expect("a policy");
    let policy = policy.to_str().expect("ASCII");
    assert!(policy.starts_with("sandbox") && policy.contains("default-src 'none'"));
    assert!(!policy.contains("script-src") && html.body.contains("<base target=\"_blank\">"));
    let source = read_mailbox(&stage, "/dev/mail/1/source").await;
    assert!(source.body.contains("Auto-Submitted: auto-generated"));
    assert_eq!(read_mailbox(&stage, "/dev/mail/2").await.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn without_demo_mode_there_is_no_mailbox() {
    let stage = Stage::with_conference().await;
    assert_eq!(read_mailbox(&stage, "/dev/mail").await.status, StatusCode::NOT_FOUND);
}
