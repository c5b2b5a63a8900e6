use std::time::Duration;

use futures_util::future::join;
use proto::registration::v1::SignInAsked;
use shared::auth::Role;
use shared::i18n::Lang;
use shared::ids::{OrganiserId, SignInLinkId};
use shared::links::{Link, Purpose};
use shared::testing::{START, TestDb, keys};
use shared::{Db, Instant, Trace};

use super::*;
use crate::organiser::{self, Invitation};
use crate::stage::{Office, events};

const ROSA: &str = "rosa@verein.example";

/// The link that the mail of an event holds.
fn link_of(asked: &SignInAsked) -> String {
    let id = SignInLinkId::try_from(asked.link_id.as_slice()).expect("an id");
    let expires = Instant::from_micros(asked.expires_at);
    let link = Link { purpose: Purpose::SignIn, subject: id.0, epoch: 0, expires };
    format!("/organise/sign-in/{}", keys().links().sign(link))
}

async fn fresh_link(site: &Office, organiser: OrganiserId) -> String {
    let (links, now) = (keys().links(), site.base.clock.now());
    sign_in_link(&mut site.conn().await, &links, organiser, now).await.expect("a link")
}

#[actix_web::test]
async fn the_page_tells_nothing_and_the_mail_goes_to_organisers_only() {
    let site = Office::with_draft().await;
    site.organiser(ROSA, Role::Owner).await;
    let mut answers = Vec::new();
    for email in ["ROSA@verein.example", "niemand@verein.example"] {
        let answer = site.browser().fill("/organise/sign-in", &[("email", email)]).await;
        answers.push((answer.status, answer.location().to_owned(), answer.html));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!((answers[0].0, answers[0].1.as_str()), (303, "/organise/sign-in/sent"));
    let asked = events::<SignInAsked>(&site).await;
    assert_eq!(asked.iter().map(|asked| asked.email.as_str()).collect::<Vec<_>>(), [ROSA]);
    let browser = site.browser();
    assert_eq!(browser.get(&link_of(&asked[0])).await.status, 200);
}

/// Two processes, and one of them signs in.
#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_spend_a_link_at_once_one_gets_in() {
    let test = TestDb::new(&crate::MIGRATIONS).await;
    let (second, links) = (test.replica().await, keys().links());
    let mut conn = test.db.conn().await.expect("a connection");
    let rosa = Invitation { email: ROSA, language: Lang::De, role: Role::Owner, series: None };
    let add = async |conn: &mut _| organiser::add(conn, &rosa, START, Trace::new()).await;
    let organiser = conn.transaction(add).await.expect("an account").id;
    let spend = async |db: &Db, id| {
        let mut conn = db.conn().await.expect("a connection");
        link::spend(&mut conn, id, START).await.expect("an answer").is_some()
    };
    for _ in 0..20 {
        let path = sign_in_link(&mut conn, &links, organiser, START).await.expect("a link");
        let token = path.rsplit('/').next().expect("a token");
        let link = links.read(token, Purpose::SignIn, START).expect("a link that holds");
        let id = SignInLinkId(link.subject);
        let (here, there) = join(spend(&test.db, id), spend(&second, id)).await;
        assert!(here != there, "{here} and {there}");
    }
}

#[actix_web::test]
async fn a_link_signs_in_once_and_looking_at_it_changes_nothing() {
    let site = Office::with_draft().await;
    let organiser = site.organiser(ROSA, Role::Owner).await;
    let link = fresh_link(&site, organiser).await;
    for _ in 0..3 {
        assert_eq!(site.browser().get(&link).await.status, 200);
    }
    let browser = site.browser();
    let landed = browser.fill(&link, &[]).await;
    assert_eq!((landed.status, landed.location()), (303, "/organise/"));
    assert_eq!(browser.get("/organise/").await.status, 200);
    let again = site.browser().get(&link).await;
    assert_eq!(again.status, 410);
    assert!(again.shows("schon benutzt"));
}

#[actix_web::test]
async fn forged_and_expired_links() {
    let site = Office::with_draft().await;
    let organiser = site.organiser(ROSA, Role::Owner).await;
    assert_eq!(site.browser().get("/organise/sign-in/abc").await.status, 404);
    let link = fresh_link(&site, organiser).await;
    site.base.clock.advance(LIFETIME + Duration::from_secs(1));
    let answer = site.browser().get(&link).await;
    assert_eq!(answer.status, 410);
    assert!(answer.shows("abgelaufen"));
}

#[actix_web::test]
async fn nobody_fills_an_organisers_mailbox() {
    let site = Office::with_draft().await;
    site.organiser(ROSA, Role::Owner).await;
    for _ in 0..20 {
        site.browser().fill("/organise/sign-in", &[("email", ROSA)]).await;
    }
    assert_eq!(events::<SignInAsked>(&site).await.len(), 5);
    let one_too_many = site.browser().fill("/organise/sign-in", &[("email", ROSA)]).await;
    assert_eq!(one_too_many.status, 429, "nor may one client try addresses out");
    site.base.clock.advance(Duration::from_hours(1));
    let now = site.base.clock.now();
    let mut conn = site.conn().await;
    conn.transaction(async |conn| ask(conn, ROSA, now, Trace::new()).await).await.expect("asked");
    assert_eq!(events::<SignInAsked>(&site).await.len(), 6, "an hour later it works again");
}

#[actix_web::test]
async fn nobody_keeps_an_organiser_out_by_asking_too_often() {
    let site = Office::with_draft().await;
    site.organiser(ROSA, Role::Owner).await;
    ask_often(&site).await;
    assert_eq!(events::<SignInAsked>(&site).await.len(), 5);
    site.base.clock.advance(LIFETIME + Duration::from_secs(1));
    ask_often(&site).await;
    let asked = events::<SignInAsked>(&site).await;
    assert_eq!(asked.len(), 6, "the five have expired");
    assert_eq!(site.browser().fill(&link_of(&asked[5]), &[]).await.location(), "/organise/");
    ask_often(&site).await;
    assert_eq!(events::<SignInAsked>(&site).await.len(), 7, "the sixth is spent");
}

/// As a stranger does, from many addresses.
async fn ask_often(site: &Office) {
    let now = site.base.clock.now();
    for _ in 0..10 {
        let mut conn = site.conn().await;
        conn.transaction(async |conn| ask(conn, ROSA, now, Trace::new()).await)
            .await
            .expect("asked");
    }
}

#[actix_web::test]
async fn mistakes_keep_what_was_typed() {
    let site = Office::empty().await;
    let answer = site.browser().fill("/organise/sign-in", &[("email", "rosa@")]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.shows("value=\"rosa@\"") && answer.shows("error-summary"));
    let fields = [("email", "rosa@"), ("switch_lang", "ar")];
    let arabic = site.browser().fill("/organise/sign-in", &fields).await;
    assert!(arabic.shows("dir=\"rtl\"") && arabic.shows("value=\"rosa@\""));
}

#[actix_web::test]
async fn robots_are_thanked_and_get_nothing() {
    let site = Office::with_draft().await;
    site.organiser(ROSA, Role::Owner).await;
    let fields = [("email", ROSA), ("website", "http://spam.example")];
    let answer = site.browser().fill("/organise/sign-in", &fields).await;
    assert_eq!(answer.location(), "/organise/sign-in/sent");
    assert!(events::<SignInAsked>(&site).await.is_empty());
}

#[actix_web::test]
async fn signing_out_here_and_everywhere() {
    let site = Office::with_draft().await;
    let organiser = site.organiser(ROSA, Role::Owner).await;
    let here = site.signed_in(organiser);
    let there = site.signed_in(organiser);
    assert_eq!(here.fill_from("/organise/", "/organise/sign-out", &[]).await.status, 303);
    assert_eq!(here.get("/organise/").await.location(), "/organise/sign-in");
    assert_eq!(there.get("/organise/").await.status, 200);
    there.fill_from("/organise/", "/organise/sign-out-everywhere", &[]).await;
    let old = site.signed_in(organiser);
    assert_eq!(old.get("/organise/").await.location(), "/organise/sign-in");
    site.base.clock.advance(Duration::from_secs(1));
    let new = site.signed_in(organiser);
    assert_eq!(new.get("/organise/").await.status, 200);
}
