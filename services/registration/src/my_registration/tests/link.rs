//! Coming in, and asking for a new link.

use std::time::Duration;

use super::{enter, link, sign_up};
use crate::stage::Site;

#[actix_web::test]
async fn a_link_is_swapped_for_a_short_cookie() {
    let site = Site::with_places(1).await;
    let person = sign_up(&site, "layla@verein.example").await;
    let browser = site.browser(1);
    let answer = browser.get(&link(&site, &person)).await;
    let cookie = answer.cookie("me");
    for part in ["Path=/me", "HttpOnly", "SameSite=Lax", "Max-Age=7200"] {
        assert!(cookie.contains(part), "{part} in {cookie}");
    }
    let page = browser.get("/me/").await;
    assert_eq!(page.status, 200);
    for answer in [answer, page] {
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(answer.header("cache-control"), "no-store");
    }
    site.wait(Duration::from_hours(3));
    assert_eq!(browser.get("/me/").await.status, 410);
}

#[actix_web::test]
async fn links_that_do_not_hold() {
    let site = Site::with_places(1).await;
    let person = sign_up(&site, "layla@verein.example").await;
    let good = link(&site, &person);
    let forged =
        format!("{}{}", &good[..good.len() - 1], if good.ends_with('A') { 'B' } else { 'A' });
    let browser = site.browser(1);
    assert_eq!(browser.get(&forged).await.status, 404);
    assert_eq!(browser.get("/me/abc").await.status, 404);
    assert_eq!(browser.get("/me/").await.status, 410, "without a cookie");

    enter(&site, &browser, &person).await;
    let mail = browser.fill("/me/link", &[("email", "layla@verein.example")]).await;
    assert_eq!(mail.location(), "/me/link/sent");
    assert!(browser.get(&good).await.shows("Es gibt einen neueren Link"));
    assert_eq!(browser.get("/me/").await.status, 410, "the cookie is outdated too");
    enter(&site, &browser, &site.person("layla@verein.example").await).await;

    site.wait(Duration::from_hours(24 * 91));
    assert!(browser.get(&good).await.shows("Dieser Link ist abgelaufen"));
}

/// A cookie opens no link's door, and a link no cookie's.
#[actix_web::test]
async fn a_link_is_no_cookie() {
    let site = Site::with_places(1).await;
    let person = sign_up(&site, "layla@verein.example").await;
    let browser = site.browser(1);
    browser.keep_cookie("me", link(&site, &person).trim_start_matches("/me/"));
    assert_eq!(browser.get("/me/").await.status, 404);
}

#[actix_web::test]
async fn asking_for_the_link_tells_nothing() {
    let site = Site::with_places(1).await;
    sign_up(&site, "layla@verein.example").await;
    site.told().await;
    let known = site.browser(1).fill("/me/link", &[("email", "Layla@verein.example")]).await;
    let unknown = site.browser(2).fill("/me/link", &[("email", "niemand@verein.example")]).await;
    assert_eq!(
        (known.status, known.location(), &known.html),
        (303, unknown.location(), &unknown.html)
    );
    let names = |answer: &crate::stage::Answer| answer.headers.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&known), names(&unknown));

    let events = site.told().await;
    assert_eq!(events.len(), 1);
    assert_eq!((events[0].link_requests, events[0].link_epoch), (1, 1));
    assert_eq!(site.browser(1).fill("/me/link", &[("email", "layla")]).await.status, 422);
}

#[actix_web::test]
async fn one_link_an_hour_and_ten_a_day() {
    let site = Site::with_places(1).await;
    sign_up(&site, "layla@verein.example").await;
    let ask = async |number| {
        let fields = [("email", "layla@verein.example")];
        assert_eq!(site.browser(number).fill("/me/link", &fields).await.status, 303);
        site.person("layla@verein.example").await.link_requests
    };
    assert_eq!((ask(1).await, ask(1).await), (1, 1));
    for number in 2..=20 {
        site.wait(Duration::from_hours(1));
        ask(number).await;
    }
    // The second asking counts as well; the sign-up does not.
    assert_eq!(site.person("layla@verein.example").await.link_requests, 9);
}

#[actix_web::test]
async fn one_client_cannot_ask_for_everybody() {
    let site = Site::with_places(1).await;
    let browser = site.browser(1);
    for number in 1..=12 {
        let email = format!("gast{number}@verein.example");
        let status = browser.fill("/me/link", &[("email", &email)]).await.status;
        assert_eq!(status, if number <= 10 { 303 } else { 429 });
    }
}
