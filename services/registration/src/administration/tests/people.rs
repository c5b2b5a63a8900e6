use proto::registration::v1::ParticipantChanged;
use shared::auth::Role;

use super::{CONFERENCE, add, by_phone, people};
use crate::participant::State as PersonState;
use crate::stage::{Office, events};

#[actix_web::test]
async fn the_list_is_searched_and_narrowed() {
    let site = Office::with_conference().await;
    let owner = site.browser_of(Role::Owner).await;
    for email in ["amina@verein.example", "rosa@verein.example", "third@verein.example"] {
        add(&owner, email).await;
    }
    let path = format!("{CONFERENCE}/participants");
    let rows = |html: &str| html.matches("href=\"/organise/participants/").count();
    assert_eq!(rows(&owner.get(&path).await.html), 3);
    assert_eq!(rows(&owner.get(&format!("{path}?q=AMINA@")).await.html), 1);
    assert_eq!(rows(&owner.get(&format!("{path}?state=waiting")).await.html), 1);
    let nobody = owner.get(&format!("{path}?q=niemand&state=unsinn")).await;
    assert!(nobody.shows("Niemand gefunden"));
}

#[actix_web::test]
async fn the_export_holds_no_formula_and_no_need() {
    let site = Office::with_conference().await;
    let owner = site.browser_of(Role::Owner).await;
    add(&owner, "amina@verein.example").await;
    let file = owner.get(&format!("{CONFERENCE}/participants.csv")).await;
    assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
    let text = file.html.strip_prefix('\u{feff}').expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<std::collections::HashMap<String, String>> =
        reader.deserialize().map(|row| row.expect("CSV")).collect();
    assert_eq!(rows[0]["name"], "'=Amina Demir");
    assert_eq!((rows[0]["number"].as_str(), rows[0]["state"].as_str()), ("1", "confirmed"));
    assert!(!text.contains("Rampe") && !text.contains("step-free"));
}

#[actix_web::test]
async fn a_person_is_corrected_and_cancelled_by_phone() {
    let site = Office::with_conference().await;
    let owner = site.browser_of(Role::Owner).await;
    let id = add(&owner, "amina@verein.example").await;
    add(&owner, "rosa@verein.example").await;
    let person = format!("/organise/participants/{id}");
    let taken = [
        ("name", "Amina"),
        ("email", "ROSA@verein.example"),
        ("language", "de"),
        ("sector", "welfare"),
    ];
    let answer = owner.fill_from(&person, &format!("{person}/edit"), &taken).await;
    assert_eq!(answer.status, 422);
    assert!(answer.shows("gehört schon zu einer anderen Anmeldung"));
    owner.fill_from(&person, &format!("{person}/cancel"), &[]).await;
    let page = owner.get(&person).await;
    assert!(page.shows("Abgesagt") && !page.shows("id=\"cancel\""));
    assert_eq!(site.conference().await.taken, 1);
    assert_eq!(events::<ParticipantChanged>(&site).await.len(), 3);
}

#[actix_web::test]
async fn somebody_who_phones_twice_is_found() {
    let site = Office::with_conference().await;
    let owner = site.browser_of(Role::Owner).await;
    add(&owner, "amina@verein.example").await;
    let path = format!("{CONFERENCE}/participants/add");
    let again = owner.fill(&path, &by_phone("Amina@verein.example")).await;
    assert_eq!(again.status, 422);
    assert!(again.shows("schon jemand angemeldet") && again.shows("value=\"VMDO\""));
    let without_consent: Vec<_> = by_phone("neu@verein.example")
        .into_iter()
        .filter(|(name, _)| *name != "consent_data")
        .collect();
    assert_eq!(owner.fill(&path, &without_consent).await.status, 422);
    assert_eq!(people(&site).await.len(), 1);
}

#[actix_web::test]
async fn who_came_is_ticked_at_the_door() {
    let site = Office::with_conference().await;
    let id = add(&site.browser_of(Role::Organiser).await, "amina@verein.example").await;
    let desk = site.browser_of(Role::Desk).await;
    let path = format!("{CONFERENCE}/desk");
    let page = desk.get(&path).await;
    assert!(page.shows("0 <small>/ 1</small>") && !page.shows("amina@verein.example"));
    let tick = format!("{path}/{id}");
    let ticked = desk.fill_from(&path, &tick, &[("came", "yes")]).await;
    assert_eq!(ticked.location(), format!("{path}#p-{id}"));
    assert!(desk.get(&path).await.shows("1 <small>/ 1</small>"));
    assert_eq!(people(&site).await[0].state, PersonState::Attended);
    desk.fill_from(&path, &tick, &[("came", "no")]).await;
    assert_eq!(people(&site).await[0].state, PersonState::Confirmed);
    assert!(desk.get(&format!("{path}?q=niemand")).await.shows("Niemand gefunden"));
}
