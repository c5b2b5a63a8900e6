use proto::registration::v1::OrganiserChanged;
use shared::Trace;
use shared::auth::session::Session;
use shared::auth::{Access, Permission, Role, access};
use shared::i18n::Lang;
use shared::ids::{OrganiserId, ScopeId};

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
