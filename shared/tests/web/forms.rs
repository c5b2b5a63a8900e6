//! Forms: only who was given one can send it, and what robots do is seen.

use std::time::Duration;

use super::house::{Answer, ask};
use actix_web::cookie::Cookie;
use actix_web::http::StatusCode;
use actix_web::test::TestRequest;
use shared::Base;
use shared::testing::base;

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

/// A browser that has opened the form.
struct Browser {
    base: Base,
    cookie: String,
    token: String,
}

impl Browser {
    async fn opens_the_form(base: &Base) -> Self {
        let answer = ask(base, TestRequest::get().uri("/form")).await;
        let cookie = answer.cookie("browser").expect("a cookie").value().to_owned();
        let token = answer.body.split('|').nth(1).expect("a token").to_owned();
        Self { base: base.clone(), cookie, token }
    }

    /// Sends the form; `more` is what stands beside its token.
    async fn sends(&self, more: &str) -> Answer {
        self.posts(format!("form_token={}{more}", self.token)).await
    }

    async fn posts(&self, body: impl Into<actix_web::web::Bytes>) -> Answer {
        let request = TestRequest::post().uri("/form").insert_header(FORM).set_payload(body);
        ask(&self.base, request.cookie(Cookie::new("browser", &self.cookie))).await
    }
}

fn submission(answer: &Answer) -> &str {
    answer.body.split("submission=").nth(1).expect("a submission")
}

#[actix_web::test]
async fn a_form_comes_back_to_who_gave_it() {
    let browser = Browser::opens_the_form(&base()).await;
    let answer = browser.sends("&name=Ay%C5%9Fe").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("|Ayşe too_fast=false robot=false"), "{}", answer.body);
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[actix_web::test]
async fn a_double_click_is_one_submission_and_a_new_form_another() {
    let base = base();
    let browser = Browser::opens_the_form(&base).await;
    let (first, second) = (browser.sends("").await, browser.sends("").await);
    assert_eq!(submission(&first), submission(&second));
    let other = Browser::opens_the_form(&base).await.sends("").await;
    assert_ne!(submission(&first), submission(&other));
}

#[actix_web::test]
async fn a_form_of_another_site_or_another_browser_is_refused() {
    let base = base();
    let browser = Browser::opens_the_form(&base).await;
    let other = Browser::opens_the_form(&base).await;
    let stolen = Browser { base, cookie: other.cookie, token: browser.token };
    assert_eq!(stolen.sends("").await.status, StatusCode::FORBIDDEN);
    let forged = stolen.posts("name=x").await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    assert!(forged.body.contains("Dieses Formular gilt nicht mehr"));
}

#[actix_web::test]
async fn a_form_holds_for_a_week() {
    let base = base();
    let browser = Browser::opens_the_form(&base).await;
    base.clock.advance(Duration::from_hours(7 * 24));
    assert_eq!(browser.sends("").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    base.clock.advance(Duration::from_secs(1));
    assert_eq!(browser.sends("").await.status, StatusCode::FORBIDDEN);
}

#[actix_web::test]
async fn what_only_robots_do_is_seen() {
    let mut base = base();
    base.form_rules.fastest = Duration::from_secs(2);
    let browser = Browser::opens_the_form(&base).await;
    assert!(browser.sends("").await.body.contains("too_fast=true robot=false"));
    base.clock.advance(Duration::from_secs(2));
    assert!(browser.sends("&website=").await.body.contains("too_fast=false robot=false"));
    assert!(browser.sends("&website=x").await.body.contains("too_fast=false robot=true"));
}

#[actix_web::test]
async fn what_is_no_form_is_refused() {
    let browser = Browser::opens_the_form(&base()).await;
    for broken in [&b"name=%FF"[..], b"name=\xFF", b"name=%00"] {
        let answer = browser.posts(broken.to_vec()).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert!(answer.body.contains("Das Formular kam nicht vollständig an"));
    }
    let json = TestRequest::post().uri("/form").insert_header(("content-type", "application/json"));
    assert_eq!(ask(&browser.base, json.set_payload("{}")).await.status, StatusCode::BAD_REQUEST);
}

#[actix_web::test]
async fn switching_the_language_keeps_what_was_typed() {
    let browser = Browser::opens_the_form(&base()).await;
    let answer = browser.sends("&name=Ay%C5%9Fe&switch_lang=ar").await;
    assert!(answer.body.starts_with("ar|") && answer.body.contains("|Ayşe "), "{}", answer.body);
    assert_eq!(answer.cookie("lang").expect("a cookie").value(), "ar");
}
