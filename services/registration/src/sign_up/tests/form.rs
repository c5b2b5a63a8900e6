//! The form and its answers.

use super::{filled, path, sign_up};
use crate::conference::State as ConferenceState;
use crate::participant::needs::{self, Need};
use crate::participant::{Needs, State};
use crate::stage::Site;

#[actix_web::test]
async fn a_place_and_then_the_waiting_list() {
    let site = Site::with_places(1).await;
    let browser = site.browser(1);
    let answer = sign_up(&site, &browser, "layla@verein.example").await;
    assert_eq!(answer.status, 303);
    assert_eq!(answer.location(), format!("/c/{}/signed-up", site.conference.slug));
    assert!(browser.get(&path(&site)).await.shows("Warteliste"), "the page says so beforehand");
    sign_up(&site, &browser, "omar@verein.example").await;

    let people = site.people().await;
    let told: Vec<_> = people.iter().map(|p| (p.arrival, p.state, p.waiting_position)).collect();
    assert_eq!(told, [(1, State::Confirmed, 0), (2, State::Waiting, 1)]);
    assert_eq!(site.now().await.taken, 1);

    let events = site.told().await;
    assert_eq!(events.len(), 2);
    assert_eq!(events[1].waiting_position, 1);
    assert_eq!(events[1].email, "omar@verein.example");
    assert_eq!(events[1].language, "ar");
}

#[actix_web::test]
async fn the_next_page_tells_what_happens_now() {
    let site = Site::with_places(1).await;
    let page = site.browser(1).get(&format!("/c/{}/signed-up", site.conference.slug)).await;
    assert_eq!(page.status, 200);
    assert!(page.shows("Spam-Ordner") && page.shows("rosa@treffpunkt.test"));
}

#[actix_web::test]
async fn access_needs_are_sealed_and_leave_no_trace() {
    let site = Site::with_places(1).await;
    let mut fields = filled("Layla Khoury", "layla@verein.example");
    fields.extend([("needs", "sign-language"), ("needs", "diet"), ("needs_words", "ohne Nüsse")]);
    assert_eq!(site.browser(1).fill(&path(&site), &fields).await.status, 303);

    let mut person = site.person("layla@verein.example").await;
    let sealed = person.needs.clone().expect("needs are stored");
    assert!(!String::from_utf8_lossy(&sealed).contains("Nüsse"));
    assert!(!format!("{:?}", site.told().await).contains("Nüsse"));

    let opened = needs::open(&site.app.needs, &person).expect("they open");
    let catalogue = vec![Need::SignLanguage, Need::Diet];
    assert!(opened == Needs { catalogue, words: "ohne Nüsse".to_owned() });

    person.id = shared::ids::ParticipantId::new();
    assert!(needs::open(&site.app.needs, &person).is_err(), "not in another row");
}

#[actix_web::test]
async fn mistakes_are_told_and_what_was_typed_stays() {
    let site = Site::with_places(1).await;
    let browser = site.browser(1);
    let long = "ü".repeat(201);
    let fields =
        [("name", long.as_str()), ("email", "layla@"), ("place", "Çorlu"), ("sector", "x")];
    let answer = browser.fill(&path(&site), &fields).await;
    assert_eq!(answer.status, 422);
    for shown in [long.as_str(), "value=\"Çorlu\"", "#name", "#email", "#sector", "#consent_data"]
    {
        assert!(answer.shows(shown), "{shown}");
    }
    assert!(!answer.shows("href=\"#place\""));
    assert!(site.people().await.is_empty());
}

#[actix_web::test]
async fn a_workshop_that_is_not_offered_is_a_mistake() {
    let site = Site::with_places(2).await;
    let with = |workshop| {
        let mut fields = filled("Layla Khoury", "layla@verein.example");
        fields.push(("workshop", workshop));
        fields
    };
    let browser = site.browser(1);
    assert_eq!(browser.fill(&path(&site), &with("fremd")).await.status, 422);
    assert_eq!(browser.fill(&path(&site), &with("kommune")).await.status, 303);
    assert_eq!(site.person("layla@verein.example").await.workshop, "kommune");
}

#[actix_web::test]
async fn switching_the_language_keeps_what_was_typed() {
    let site = Site::with_places(1).await;
    let mut fields = filled("Layla Khoury", "layla@verein.example");
    fields.extend([("switch_lang", "ar"), ("needs", "diet")]);
    let answer = site.browser(1).fill(&path(&site), &fields).await;
    assert_eq!(answer.status, 200);
    assert!(answer.shows("dir=\"rtl\"") && answer.shows("value=\"Layla Khoury\""));
    assert!(answer.shows("value=\"diet\" checked") && answer.shows("value=\"welfare\" checked"));
    assert!(answer.cookie("lang").starts_with("lang=ar"));
    assert!(site.people().await.is_empty());
}

#[actix_web::test]
async fn a_conference_that_takes_nobody_says_why() {
    let site = Site::with_places(1).await;
    let browser = site.browser(1);
    let token = browser.get(&path(&site)).await.token();
    assert_eq!(browser.get("/c/nirgends/sign-up").await.status, 404);
    for (state, status, words) in [
        (ConferenceState::Draft, 404, "Diese Seite gibt es nicht"),
        (ConferenceState::Over, 410, "schon vorbei"),
        (ConferenceState::Cancelled, 410, "findet nicht statt"),
    ] {
        site.set_state(state).await;
        for answer in [browser.get(&path(&site)).await, browser.post(&path(&site), &token).await] {
            assert_eq!(answer.status, status, "{state}");
            assert!(answer.shows(words), "{state}: {}", answer.html);
        }
    }
}

#[actix_web::test]
async fn nobody_signs_up_after_the_end() {
    let site = Site::with_places(1).await;
    site.wait(std::time::Duration::from_hours(24 * 20));
    assert_eq!(site.browser(1).get(&path(&site)).await.status, 410);
}

#[actix_web::test]
async fn the_operator_sees_what_became_of_sign_ups() {
    let site = Site::with_places(1).await;
    for email in ["layla@verein.example", "omar@verein.example", "omar@verein.example"] {
        sign_up(&site, &site.browser(1), email).await;
    }
    let metrics = site.app.base.metrics.encode();
    for line in [
        "treffpunkt_sign_ups_total{outcome=\"confirmed\"} 1",
        "treffpunkt_sign_ups_total{outcome=\"waiting\"} 1",
        "treffpunkt_sign_ups_total{outcome=\"known\"} 1",
        "treffpunkt_sign_up_batch_count 3",
    ] {
        assert!(metrics.contains(line), "{line} in {metrics}");
    }
}
