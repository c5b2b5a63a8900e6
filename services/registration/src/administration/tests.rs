use proto::registration::v1::ParticipantChanged;
use shared::auth::Role;
use shared::ids::ParticipantId;

use crate::conference::State;
use crate::participant::{self, Filter, Participant, State as PersonState};
use crate::stage::{Browser, FILE, Office, events};

const CONFERENCE: &str = "/organise/c/dortmund";

/// What an organiser types for somebody who phones.
fn by_phone(email: &str) -> Vec<(&str, &str)> {
    vec![
        ("name", "=Amina Demir"),
        ("email", email),
        ("language", "ar"),
        ("organisation", "VMDO"),
        ("sector", "welfare"),
        ("needs", "step-free"),
        ("needs_words", "Rampe am Eingang"),
        ("consent_data", "yes"),
    ]
}

async fn add(browser: &Browser, email: &str) -> ParticipantId {
    let path = format!("{CONFERENCE}/participants/add");
    let answer = browser.fill(&path, &by_phone(email)).await;
    assert_eq!(answer.status, 303, "{}", answer.html);
    let id = answer.location().strip_prefix("/organise/participants/").expect("the person's page");
    id.parse().expect("an id")
}

async fn people(site: &Office) -> Vec<Participant> {
    let id = site.conference().await.id;
    let people = participant::of_conference(&mut site.conn().await, id, &Filter::default()).await;
    people.expect("an answer")
}

/// Every page and every form of a conference, with the roles that may use it.
#[actix_web::test]
async fn each_role_does_its_own() {
    use Role::*;
    let site = Office::with_conference().await;
    let organiser = site.browser_of(Organiser).await;
    let id = add(&organiser, "amina@verein.example").await;
    let person = format!("/organise/participants/{id}");
    let pages: &[(&str, &[Role])] = &[
        ("/organise/", &[Owner, Organiser, Needs, Desk, Reader]),
        ("/organise/import", &[Owner, Organiser]),
        (CONFERENCE, &[Owner, Organiser, Needs, Desk, Reader]),
        ("/organise/c/dortmund/participants", &[Owner, Organiser, Desk]),
        ("/organise/c/dortmund/participants.csv", &[Owner, Organiser]),
        ("/organise/c/dortmund/participants/add", &[Owner, Organiser]),
        ("/organise/c/dortmund/desk", &[Owner, Organiser, Desk]),
        ("/organise/c/dortmund/needs", &[Needs]),
        (&person, &[Owner, Organiser, Desk]),
    ];
    let edit = format!("{person}/edit");
    let cancel = format!("{person}/cancel");
    let tick = format!("{CONFERENCE}/desk/{id}");
    let forms: &[(&str, &[Role])] = &[
        (&edit, &[Owner, Organiser]),
        (&tick, &[Owner, Organiser, Desk]),
        ("/organise/c/dortmund/edit", &[Owner, Organiser]),
        ("/organise/c/dortmund/capacity", &[Owner, Organiser]),
        ("/organise/c/dortmund/publish", &[Owner, Organiser]),
        ("/organise/import", &[Owner, Organiser]),
        (&cancel, &[Owner, Organiser]),
        ("/organise/c/dortmund/over", &[Owner, Organiser]),
        ("/organise/c/dortmund/cancel", &[Owner, Organiser]),
    ];
    for role in Role::ALL {
        let browser = site.browser_of(*role).await;
        for (page, may) in pages {
            let status = browser.get(page).await.status;
            assert_eq!(status == 403, !may.contains(role), "{role} gets {page}: {status}");
        }
        for (form, may) in forms {
            let status = browser.fill_from("/organise/", form, &[]).await.status;
            assert_eq!(status == 403, !may.contains(role), "{role} posts {form}: {status}");
        }
    }
}

#[actix_web::test]
async fn nobody_reaches_into_another_series() {
    let site = Office::with_conference().await;
    let id = add(&site.browser_of(Role::Organiser).await, "amina@verein.example").await;
    let elsewhere = site.organiser_of_another_series().await;
    let browser = site.signed_in(elsewhere);
    for page in ["", "/participants", "/participants.csv", "/desk", "/needs", "/participants/add"] {
        assert_eq!(browser.get(&format!("{CONFERENCE}{page}")).await.status, 403, "{page}");
    }
    let person = format!("/organise/participants/{id}");
    assert_eq!(browser.get(&person).await.status, 403);
    let cancel = format!("{person}/cancel");
    assert_eq!(browser.fill_from("/organise/", &cancel, &[]).await.status, 403);
    let tick = format!("/organise/c/halle/desk/{id}");
    let answer = browser.fill_from("/organise/", &tick, &[("came", "yes")]).await;
    assert_eq!(answer.status, 404, "the person is at another conference");
    let overview = browser.get("/organise/").await;
    assert!(overview.shows("/organise/c/halle") && !overview.shows(CONFERENCE));
    let import = browser.fill("/organise/import", &[("toml", FILE)]).await;
    assert_eq!(import.status, 422);
    assert!(import.shows("fehlt Ihnen die Berechtigung"));
}

#[actix_web::test]
async fn strangers_are_asked_to_sign_in() {
    let site = Office::with_conference().await;
    for page in ["/organise/", CONFERENCE, "/organise/import", "/organise/c/nirgends"] {
        let answer = site.browser().get(page).await;
        assert_eq!((answer.status, answer.location()), (303, "/organise/sign-in"));
    }
    let owner = site.browser_of(Role::Owner).await;
    for page in ["/organise/c/nirgends", "/organise/participants/abc"] {
        assert_eq!(owner.get(page).await.status, 404, "{page}");
    }
}

#[actix_web::test]
async fn from_a_pasted_file_to_a_conference_that_is_over() {
    let site = Office::empty().await;
    let owner = site.browser_of(Role::Owner).await;
    assert!(owner.get("/organise/").await.shows("Noch keine Konferenz"));
    let imported = owner.fill("/organise/import", &[("toml", FILE)]).await;
    assert_eq!((imported.status, imported.location()), (303, CONFERENCE));
    assert!(owner.get(CONFERENCE).await.shows("id=\"publish\""));
    for (form, state) in [("publish", State::Published), ("over", State::Over)] {
        let action = format!("{CONFERENCE}/{form}");
        assert_eq!(owner.fill_from(CONFERENCE, &action, &[]).await.location(), CONFERENCE);
        assert_eq!(site.conference().await.state, state);
    }
    let refused = owner.fill_from("/organise/", &format!("{CONFERENCE}/cancel"), &[]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.shows("Das geht nicht mehr"));
}

#[actix_web::test]
async fn a_file_with_mistakes_comes_back_with_their_lines() {
    let site = Office::empty().await;
    let owner = site.browser_of(Role::Owner).await;
    let toml = FILE.replace("capacity = 2", "capacity = \"viele\"\nfarbe = \"rot\"");
    let answer = owner.fill("/organise/import", &[("toml", &toml)]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.shows("Zeile 14: „conference.capacity“ muss eine ganze Zahl"));
    assert!(answer.shows("Zeile 15: „conference.farbe“ kennen wir nicht"));
    assert!(answer.shows("Erste regionale Dialogkonferenz"), "the text is still there");
    let in_arabic = owner.fill("/organise/import", &[("toml", &toml), ("switch_lang", "ar")]).await;
    assert!(in_arabic.shows("dir=\"rtl\"") && in_arabic.shows("Erste regionale Dialogkonferenz"));
}

#[actix_web::test]
async fn more_places_move_up_who_waits_and_fewer_are_refused() {
    let site = Office::with_conference().await;
    let owner = site.browser_of(Role::Owner).await;
    for number in 1..=4 {
        add(&owner, &format!("person{number}@verein.example")).await;
    }
    let states =
        async |site: &Office| people(site).await.iter().map(|p| p.state).collect::<Vec<_>>();
    use PersonState::{Confirmed, Waiting};
    assert_eq!(states(&site).await, [Confirmed, Confirmed, Waiting, Waiting]);
    let action = format!("{CONFERENCE}/capacity");
    owner.fill_from(CONFERENCE, &action, &[("capacity", "3")]).await;
    assert_eq!(states(&site).await, [Confirmed, Confirmed, Confirmed, Waiting]);
    for (typed, said) in [("1", "schon vergeben"), ("viele", "ganze Zahl"), ("", "füllen")] {
        let answer = owner.fill_from(CONFERENCE, &action, &[("capacity", typed)]).await;
        assert_eq!(answer.status, 422, "{typed}");
        assert!(answer.shows(said), "{typed}");
    }
}

#[actix_web::test]
async fn time_place_and_texts_are_edited() {
    let site = Office::with_conference().await;
    let owner = site.browser_of(Role::Owner).await;
    let action = format!("{CONFERENCE}/edit");
    let mut fields = vec![
        ("date", "2026-10-01"),
        ("starts", "09:30"),
        ("ends", "15:00"),
        ("city", "Dortmund"),
        ("place", "Rathaus"),
        ("title_de", "Neuer Titel"),
        ("title_ar", ""),
        ("directions_ar", "بالقطار"),
        ("contact_email", ""),
    ];
    assert_eq!(owner.fill_from(CONFERENCE, &action, &fields).await.status, 303);
    let conference = site.conference().await;
    assert_eq!(conference.starts_at.to_timestamp().to_string(), "2026-10-01T07:30:00Z");
    assert_eq!((conference.place.as_str(), conference.schedule), ("Rathaus", 1));
    assert_eq!(conference.content().title.0.len(), 1, "the Arabic title is gone");
    assert_eq!(conference.content().directions.0["ar"], "بالقطار");
    fields[0] = ("date", "morgen");
    fields[2] = ("ends", "08:00");
    fields[5] = ("title_de", "");
    let answer = owner.fill_from(CONFERENCE, &action, &fields).await;
    assert_eq!(answer.status, 422);
    for said in ["so: 2027-04-07", "vor dem Beginn", "value=\"morgen\"", "value=\"Rathaus\""] {
        assert!(answer.shows(said), "{said}");
    }
}

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
async fn needs_are_shown_to_the_role_needs_alone() {
    let site = Office::with_conference().await;
    let id = add(&site.browser_of(Role::Organiser).await, "amina@verein.example").await;
    let person = format!("/organise/participants/{id}");
    let desk = site.browser_of(Role::Desk).await;
    let owner = site.browser_of(Role::Owner).await;
    for page in [CONFERENCE, &person, "/organise/c/dortmund/participants"] {
        assert!(!owner.get(page).await.shows("Rampe"), "{page}");
        assert!(!desk.get(page).await.shows("Rampe"), "{page}");
    }
    let needs = site.browser_of(Role::Needs).await.get(&format!("{CONFERENCE}/needs")).await;
    assert!(needs.shows("Rampe am Eingang") && needs.shows("Stufenloser Zugang"));
    let edited = [
        ("name", "Amina"),
        ("email", "neu@verein.example"),
        ("language", "de"),
        ("sector", "welfare"),
    ];
    let answer = owner.fill_from(&person, &format!("{person}/edit"), &edited).await;
    assert_eq!(answer.status, 303, "{}", answer.html);
    let kept = site.browser_of(Role::Needs).await.get(&format!("{CONFERENCE}/needs")).await;
    assert!(kept.shows("Rampe am Eingang"), "who does not see needs does not delete them");
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
