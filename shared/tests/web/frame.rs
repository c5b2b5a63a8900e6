//! What is around every page: problems explained in the reader's language, headers that protect, cookies that say
//! nothing.

use std::sync::Arc;

use super::house::{LARGEST_BODY, ask, problems};
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::StatusCode;
use actix_web::test::TestRequest;
use shared::testing::base;
use shared::{Base, i18n::Lang};

fn get(path: &str) -> TestRequest {
    TestRequest::get().uri(path)
}

#[actix_web::test]
async fn every_problem_has_a_page_in_the_language_of_the_reader() {
    for problem in problems() {
        for (lang, dir) in [(Lang::De, "ltr"), (Lang::Ar, "rtl")] {
            let path = format!("/problem/{}?lang={lang}", problem.word());
            let answer = ask(&base(), get(&path)).await;
            assert_eq!(answer.status, actix_web::ResponseError::status_code(&problem), "{path}");
            assert!(
                answer.body.contains(&format!(r#"<html lang="{lang}" dir="{dir}">"#)),
                "{path}"
            );
            assert!(!answer.body.contains("problem-"), "a text is missing on {path}");
            assert!(!answer.body.contains("roof"), "what went wrong is for the log alone");
            assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
            assert_eq!(answer.header("cache-control"), "no-store");
        }
    }
}

#[actix_web::test]
async fn a_problem_says_when_to_come_back_and_where_to_go() {
    let asked = async |word| ask(&base(), get(&format!("/problem/{word}"))).await;
    assert_eq!(asked("too-often").await.header("retry-after"), "91");
    assert_eq!(asked("busy").await.header("retry-after"), "3");
    assert_eq!(asked("internal").await.header("retry-after"), "");
    assert_eq!(asked("sign-in-first").await.header("location"), "/organise/sign-in");
}

#[actix_web::test]
async fn what_the_framework_refuses_has_a_page_too() {
    let large = "x".repeat(LARGEST_BODY + 1);
    let form = ("content-type", "application/x-www-form-urlencoded");
    let refused = [
        (get("/nowhere"), StatusCode::NOT_FOUND, "Diese Seite gibt es nicht"),
        (
            TestRequest::delete().uri("/form"),
            StatusCode::METHOD_NOT_ALLOWED,
            "So lässt sich diese Seite",
        ),
        (
            TestRequest::post().uri("/form").insert_header(form).set_payload(large),
            StatusCode::PAYLOAD_TOO_LARGE,
            "Das ist zu viel auf einmal",
        ),
    ];
    for (request, status, title) in refused {
        let answer = ask(&base(), request).await;
        assert_eq!(answer.status, status);
        assert!(answer.body.contains(title), "{}", answer.body);
    }
}

#[actix_web::test]
async fn every_answer_has_the_headers_that_protect() {
    let base = base();
    for path in [
        "/c/x",
        "/s/x",
        "/nowhere",
        "/problem/internal",
        "/problem/sign-in-first",
        &base.assets.css,
    ] {
        let answer = ask(&base, get(path)).await;
        let policy = answer.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; style-src 'self'; script-src 'self'"),
            "{path}"
        );
        assert!(!policy.contains("unsafe"), "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("strict-transport-security"), "", "{path}");
        let secure = ask(&over_https(), get(path)).await;
        assert_eq!(secure.header("strict-transport-security"), "max-age=31536000", "{path}");
    }
}

fn over_https() -> Base {
    let url = "https://treffpunkt.test".parse().expect("a URL");
    Base { public_url: Arc::new(url), ..base() }
}

#[actix_web::test]
async fn a_new_browser_gets_a_cookie_that_ends_with_it() {
    let answer = ask(&over_https(), get("/c/x")).await;
    let cookie = answer.cookie("browser").expect("a cookie");
    assert_eq!((cookie.http_only(), cookie.secure()), (Some(true), Some(true)));
    assert_eq!((cookie.same_site(), cookie.path()), (Some(SameSite::Lax), Some("/")));
    assert_eq!((cookie.max_age(), cookie.expires()), (None, None));

    let known = get("/c/x").cookie(Cookie::new("browser", cookie.value()));
    assert!(ask(&over_https(), known).await.cookie("browser").is_none());
    let plain = ask(&base(), get("/c/x")).await;
    assert_eq!(plain.cookie("browser").expect("a cookie").secure(), None);
}

#[actix_web::test]
async fn the_language_is_asked_for_then_remembered_then_guessed() {
    let lang = async |request| ask(&base(), request).await.body[..2].to_owned();
    let remembered = || Cookie::new("lang", "ar");
    let guessed = || ("accept-language", "ar-SY,de;q=0.5");
    assert_eq!(lang(get("/c/x")).await, "de");
    assert_eq!(lang(get("/c/x").insert_header(guessed())).await, "ar");
    assert_eq!(lang(get("/c/x").cookie(remembered())).await, "ar");
    assert_eq!(lang(get("/c/x?lang=de").cookie(remembered()).insert_header(guessed())).await, "de");
    assert_eq!(lang(get("/c/x?lang=tlh").cookie(remembered())).await, "ar");

    let answer = ask(&over_https(), get("/c/x?lang=ar")).await;
    let cookie = answer.cookie("lang").expect("a cookie");
    assert_eq!(
        (cookie.value(), cookie.secure(), cookie.http_only()),
        ("ar", Some(true), Some(true))
    );
    assert!(ask(&base(), get("/c/x?lang=tlh")).await.cookie("lang").is_none());
}
