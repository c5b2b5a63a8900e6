use std::time::Duration;

use proto::registration::v1::{OrganiserChanged, SignInAsked};
use shared::Trace;
use shared::auth::session::Session;
use shared::auth::{Access, Permission, Role, access};
use shared::i18n::Lang;
use shared::ids::{OrganiserId, ScopeId};
use shared::testing::keys;

use super::*;
use crate::series;
use crate::stage::{FILE, Office, events};

async fn access(site: &Office, organiser: OrganiserId) -> Access {
    let session = Session { organiser, begun: site.base.clock.now() };
    let access = access::of_session(&mut site.conn().await, session).await;
    access.expect("an answer").expect("an organiser with a role")
}

async fn scope_of(site: &Office, series: &str) -> ScopeId {
    let found = series::by_slug(&mut site.conn().await, series).await;
    found.expect("an answer").expect("the series").id.into()
}

async fn try_to_add(site: &Office, email: &str, series: Option<&str>) -> Result<Added, AddError> {
    let invitation = Invitation { email, language: Lang::De, role: Role::Desk, series };
    let now = site.base.clock.now();
    let mut conn = site.conn().await;
    conn.transaction(async |conn| add(conn, &invitation, now, Trace::new()).await).await
}

async fn try_to_remove(
    site: &Office,
    email: &str,
    role: Option<Role>,
    series: Option<&str>,
) -> Result<Removed, RemoveError> {
    let now = site.base.clock.now();
    let mut conn = site.conn().await;
    conn.transaction(async |conn| remove(conn, email, role, series, now, Trace::new()).await).await
}

#[actix_web::test]
async fn who_comes_before_any_series_gets_the_role_on_each_new_one() {
    let site = Office::empty().await;
    let organiser = site.organiser("rosa@verein.example", Role::Owner).await;
    site.import(FILE).await;
    site.import(&FILE.replace("gleich-teilhaben", "zweite").replace("dortmund", "halle")).await;
    let access = access(&site, organiser).await;
    for series in ["gleich-teilhaben", "zweite"] {
        let scope = scope_of(&site, series).await;
        assert!(access.may(Permission::ManageConferences, &[scope]), "{series}");
    }
}

#[actix_web::test]
async fn one_role_more_is_told_and_the_same_role_is_not() {
    let site = Office::with_draft().await;
    let first = site.organiser("rosa@verein.example", Role::Desk).await;
    let again = site.organiser("ROSA@verein.example", Role::Desk).await;
    let needs = site.organiser("rosa@verein.example", Role::Needs).await;
    assert_eq!((first, first), (again, needs), "one person, one account");
    let told = events::<OrganiserChanged>(&site).await;
    let told: Vec<_> = told.iter().map(|event| (event.revision, event.grants.len())).collect();
    assert_eq!(told, [(1, 1), (2, 2)]);
    let scope = scope_of(&site, "gleich-teilhaben").await;
    let access = access(&site, first).await;
    assert!(access.may(Permission::SeeNeeds, &[scope]));
    assert!(!access.may(Permission::ManageConferences, &[scope]));
}

#[actix_web::test]
async fn who_cannot_be_taken_in() {
    let site = Office::with_draft().await;
    let refused = try_to_add(&site, "kein Postfach", None).await;
    assert!(matches!(refused, Err(AddError::NoAddress)));
    let refused = try_to_add(&site, "a@verein.example", Some("nirgends")).await;
    assert!(matches!(refused, Err(AddError::NoSuchSeries(_))));
    site.import(&FILE.replace("gleich-teilhaben", "zweite").replace("dortmund", "halle")).await;
    let refused = try_to_add(&site, "a@verein.example", None).await;
    assert!(
        matches!(refused, Err(AddError::WhichSeries(slugs)) if slugs == "gleich-teilhaben, zweite")
    );
    assert!(
        by_email(&mut site.conn().await, "a@verein.example").await.expect("an answer").is_none()
    );
}

#[actix_web::test]
async fn who_is_removed_is_out_at_once_and_gets_no_more_mail() {
    let site = Office::with_draft().await;
    let organiser = site.organiser("rosa@verein.example", Role::Owner).await;
    let (links, now) = (keys().links(), site.base.clock.now());
    let link = sign_in::sign_in_link(&mut site.conn().await, &links, organiser, now).await;
    let browser = site.signed_in(organiser);
    assert_eq!(browser.get("/organise/").await.status, 200);
    let removed = try_to_remove(&site, "ROSA@verein.example", None, None).await;
    assert!(removed.is_ok_and(|removed| removed.id == organiser && removed.gone));
    assert_eq!(browser.get("/organise/").await.location(), "/organise/sign-in");
    assert_eq!(site.browser().get(&link.expect("a link")).await.status, 410);
    let told = events::<OrganiserChanged>(&site).await;
    let told: Vec<_> = told.iter().map(|event| (event.revision, event.grants.len())).collect();
    assert_eq!(told, [(1, 1), (2, 0)], "the other services learn it");
    site.browser().fill("/organise/sign-in", &[("email", "rosa@verein.example")]).await;
    assert!(events::<SignInAsked>(&site).await.is_empty());
}

#[actix_web::test]
async fn who_loses_one_role_keeps_the_others_and_signs_in_again() {
    let site = Office::with_draft().await;
    let organiser = site.organiser("rosa@verein.example", Role::Desk).await;
    site.organiser("rosa@verein.example", Role::Needs).await;
    let browser = site.signed_in(organiser);
    let series = Some("gleich-teilhaben");
    let removed = try_to_remove(&site, "rosa@verein.example", Some(Role::Needs), series).await;
    assert!(removed.is_ok_and(|removed| !removed.gone));
    assert_eq!(browser.get("/organise/").await.location(), "/organise/sign-in");
    site.base.clock.advance(Duration::from_secs(1));
    let scope = scope_of(&site, "gleich-teilhaben").await;
    let access = access(&site, organiser).await;
    assert!(!access.may(Permission::SeeNeeds, &[scope]));
    assert_eq!(site.signed_in(organiser).get("/organise/c/dortmund/desk").await.status, 200);
}

#[actix_web::test]
async fn who_is_taken_in_again_gets_a_new_account() {
    let site = Office::with_draft().await;
    let first = site.organiser("rosa@verein.example", Role::Owner).await;
    try_to_remove(&site, "rosa@verein.example", None, None).await.expect("an organiser");
    let again = site.organiser("rosa@verein.example", Role::Owner).await;
    assert_ne!(first, again);
    site.base.clock.advance(Duration::from_secs(1));
    assert_eq!(site.signed_in(first).get("/organise/").await.location(), "/organise/sign-in");
    assert_eq!(site.signed_in(again).get("/organise/").await.status, 200);
}

#[actix_web::test]
async fn who_cannot_be_removed() {
    let site = Office::with_draft().await;
    let organiser = site.organiser("rosa@verein.example", Role::Desk).await;
    let refused = try_to_remove(&site, "niemand@verein.example", None, None).await;
    assert!(matches!(refused, Err(RemoveError::NoSuchOrganiser)));
    let refused = try_to_remove(&site, "rosa@verein.example", Some(Role::Owner), None).await;
    assert!(matches!(refused, Err(RemoveError::NoSuchRole)));
    let refused = try_to_remove(&site, "rosa@verein.example", None, Some("nirgends")).await;
    assert!(matches!(refused, Err(RemoveError::NoSuchSeries(_))));
    assert_eq!(site.signed_in(organiser).get("/organise/").await.status, 200);
}
