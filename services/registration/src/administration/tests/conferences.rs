use shared::auth::Role;

use super::{CONFERENCE, add, people};
use crate::conference::State;
use crate::participant::State as PersonState;
use crate::stage::{FILE, Office};

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
