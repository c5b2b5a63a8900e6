use std::collections::BTreeSet;

use shared::Trace;
use shared::auth::Role;

use super::privacy;
use crate::conference::change;
use crate::stage::{FILE, Office};

/// The names of a page's fields.
fn fields(html: &str) -> BTreeSet<&str> {
    let names = html.split(" name=\"").skip(1).filter_map(|rest| rest.split('"').next());
    names.collect()
}

#[actix_web::test]
async fn the_first_page_shows_what_comes_and_what_was() {
    let site = Office::empty().await;
    assert!(site.browser().get("/").await.shows("Noch keine Konferenz"));
    site.import(FILE).await;
    assert!(!site.browser().get("/").await.shows("Erste regionale"), "a draft is not public");
    site.publish().await;
    let page = site.browser().get("/").await;
    assert!(page.shows("Erste regionale Dialogkonferenz") && page.shows("2 Plätze frei"));
    assert!(page.shows("BV NeMO") && page.shows("Gefördert durch das Amt"));
    assert!(!page.shows("Vergangene Konferenzen"));
    site.base.clock.advance(std::time::Duration::from_hours(200 * 24));
    assert!(site.browser().get("/").await.shows("Vergangene Konferenzen"));
    let arabic = site.browser().get("/?lang=ar").await;
    assert!(arabic.shows("المؤتمر الأول") && arabic.shows("dir=\"rtl\""));
}

#[actix_web::test]
async fn a_conference_says_what_one_must_know() {
    let site = Office::with_conference().await;
    let page = site.browser().get("/c/dortmund").await;
    for said in [
        "Montag, 7. September 2026, 10:00 bis 16:00 Uhr",
        "Haus der Vielfalt",
        "2 von 2 Plätzen sind frei.",
        "rosa@verein.example",
        "Gefördert durch das Amt",
        "href=\"/c/dortmund/sign-up\"",
        "E-Mail-Adresse",
    ] {
        assert!(page.shows(said), "{said}");
    }
    assert!(!page.shows("Workshop-Wunsch"), "there is none to wish for");
    assert_eq!(site.browser().get("/c/nirgends").await.status, 404);
}

/// Pages are kept for a moment, and each reader has a frame of their own around them.
#[actix_web::test]
async fn a_page_that_is_kept_shows_nobody_elses_frame() {
    let site = Office::with_conference().await;
    let organiser = site.browser_of(Role::Reader).await;
    for _ in 0..2 {
        let page = site.browser().get("/c/dortmund").await;
        assert!(page.shows("href=\"/organise/sign-in\"") && !page.shows("form_token"));
        assert!(organiser.get("/c/dortmund").await.shows("form_token"));
        assert!(site.browser().get("/c/dortmund?lang=ar").await.shows("dir=\"rtl\""));
        let linked = site.browser().get("/c/dortmund?from=poster").await;
        assert!(linked.shows("from=poster"), "the languages' links lead to the same address");
    }
    assert!(!site.browser().get("/c/dortmund").await.shows("from=poster"));
}

#[actix_web::test]
async fn a_draft_is_seen_by_its_organisers_only() {
    let site = Office::with_draft().await;
    assert_eq!(site.browser().get("/c/dortmund").await.status, 404);
    let page = site.browser_of(Role::Reader).await.get("/c/dortmund").await;
    assert!(page.shows("Dies ist ein Entwurf"));
    let elsewhere = site.organiser_of_another_series().await;
    assert_eq!(site.signed_in(elsewhere).get("/c/dortmund").await.status, 404);
}

#[actix_web::test]
async fn over_and_cancelled_are_plain() {
    let site = Office::with_conference().await;
    let id = site.conference().await.id;
    let mut conn = site.conn().await;
    conn.transaction(async |conn| change::cancel(conn, id, Trace::new()).await).await.expect("ok");
    let page = site.browser().get("/c/dortmund").await;
    assert!(page.shows("Diese Konferenz ist abgesagt"));
    assert!(!page.shows("/c/dortmund/sign-up"), "nobody can sign up any more");
}

/// Who asks for more must say why.
#[actix_web::test]
async fn the_privacy_notice_explains_every_field_of_the_sign_up_form() {
    let site = Office::with_conference().await;
    let workshop = "workshops = [{ code = \"a\", title = \"A\" }]\ncapacity = 2";
    site.import(&FILE.replace("capacity = 2", workshop)).await;
    let form = site.browser().get("/c/dortmund/sign-up").await;
    let main = form.html.split("<main").nth(1).expect("a page");
    let ours = ["form_token", "website", "switch_lang", "viewport", "color-scheme"];
    let asked: BTreeSet<_> = fields(main).into_iter().filter(|name| !ours.contains(name)).collect();
    assert_eq!(asked, privacy::fields_explained());
}

#[actix_web::test]
async fn what_the_operator_has_not_said_is_said_to_be_missing() {
    let site = Office::empty().await;
    for path in ["/legal-notice", "/privacy"] {
        let page = site.browser().get(path).await;
        assert!(page.shows("OPERATOR_NAME"), "{path}");
    }
    assert_eq!(site.browser().get("/accessibility").await.status, 200);
}
