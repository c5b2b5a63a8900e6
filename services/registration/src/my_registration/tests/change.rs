//! Correcting, cancelling, deleting.

use shared::ids::MailId;
use shared::process::Running;

use super::{delivery, enter, link, sign_up};
use crate::conference::State as ConferenceState;
use crate::participant::{Needs, State, needs};
use crate::sign_up::tests::{filled, path};
use crate::stage::{Site, patient_base};

#[actix_web::test]
async fn what_was_told_can_be_corrected() {
    let site = Site::with_places(1).await;
    let person = sign_up(&site, "layla@verein.example").await;
    let browser = site.browser(1);
    enter(&site, &browser, &person).await;
    let form = browser.get("/me/correct").await;
    assert!(form.shows("value=\"step-free\" checked") && form.shows("Aufzug bitte"));
    assert!(form.shows("value=\"Layla Khoury\""));

    let mut fields = filled("Layla al-Khoury", "layla@verein.example");
    fields.extend([("consent_photo", "yes"), ("needs", "diet")]);
    let answer = browser.fill("/me/correct", &fields).await;
    assert_eq!((answer.status, answer.location()), (303, "/me/"));
    let now = site.person("layla@verein.example").await;
    assert_eq!(
        (now.name.as_str(), now.photo_consent, now.link_epoch),
        ("Layla al-Khoury", true, 0)
    );
    let opened = needs::open(&site.app.needs, &now).expect("they open");
    assert!(opened == Needs { catalogue: vec![needs::Need::Diet], words: String::new() });
    assert_eq!(site.told().await.last().map(|event| event.revision), Some(2));
    assert_eq!(browser.fill("/me/correct", &[("name", "")]).await.status, 422);
}

#[actix_web::test]
async fn a_new_address_makes_older_links_invalid() {
    let site = Site::with_places(1).await;
    let person = sign_up(&site, "layla@verein.example").await;
    let (browser, old) = (site.browser(1), link(&site, &person));
    enter(&site, &browser, &person).await;
    let answer = browser.fill("/me/correct", &filled("Layla Khoury", "neu@verein.example")).await;
    assert_eq!((answer.status, answer.location()), (303, "/me/new-address"));
    assert!(browser.get("/me/new-address").await.shows("mit einem neuen Link unterwegs"));
    assert_eq!(browser.get("/me/").await.status, 410, "only the new mailbox comes in");
    assert_eq!(site.browser(2).get(&old).await.status, 410);
    let event = site.told().await.pop().expect("an event");
    assert_eq!((event.email.as_str(), event.link_epoch), ("neu@verein.example", 1));
}

/// The address of another participant and one that was asked with too often get the same words.
#[actix_web::test]
async fn addresses_cannot_be_tried_out() {
    let site = Site::on(patient_base(), 5).await;
    let person = sign_up(&site, "layla@verein.example").await;
    sign_up(&site, "omar@verein.example").await;
    for _ in 0..10 {
        sign_up(&site, "viel@verein.example").await;
    }
    let many = site.browser(3);
    enter(&site, &many, &site.person("viel@verein.example").await).await;
    many.fill("/me/delete", &[]).await;
    let browser = site.browser(1);
    enter(&site, &browser, &person).await;
    for email in ["Omar@verein.example", "viel@verein.example"] {
        let answer = browser.fill("/me/correct", &filled("Layla Khoury", email)).await;
        assert_eq!(answer.status, 422, "{email}");
        assert!(answer.shows("Diese Adresse können wir gerade nicht eintragen"));
    }
    assert_eq!(site.person("layla@verein.example").await.revision, person.revision);
}

/// An attacker's row shall not become the victim's with the attacker still inside.
#[actix_web::test]
async fn nobody_waits_inside_for_a_stranger_to_sign_up() {
    let site = Site::with_places(5).await;
    let person = sign_up(&site, "evil1@verein.example").await;
    let attacker = site.browser(1);
    enter(&site, &attacker, &person).await;
    attacker.fill("/me/cancel", &[]).await;
    let victim = filled("Omar", "victim@verein.example");
    let answer = attacker.fill("/me/correct", &victim).await;
    assert_eq!(answer.status, 422);
    assert!(answer.shows("Sie haben abgesagt, deshalb"));
    let victim = sign_up(&site, "victim@verein.example").await;
    assert_ne!(victim.id, person.id, "a row of their own");
    assert!(!attacker.get("/me/").await.shows("victim@verein.example"));
}

#[actix_web::test]
async fn who_signs_up_again_shuts_older_links_and_cookies_out() {
    let site = Site::with_places(5).await;
    let person = sign_up(&site, "layla@verein.example").await;
    let (browser, old) = (site.browser(1), link(&site, &person));
    enter(&site, &browser, &person).await;
    browser.fill("/me/cancel", &[]).await;
    let again = sign_up(&site, "layla@verein.example").await;
    assert_eq!((again.id, again.state), (person.id, State::Confirmed));
    for path in ["/me/", "/me/data.json", "/me/correct", &old] {
        assert_eq!(browser.get(path).await.status, 410, "{path}");
    }
    enter(&site, &browser, &again).await;
}

/// Ten mails a day and no more, whatever is cancelled and deleted between the sign-ups.
#[actix_web::test]
async fn cancelling_and_deleting_begin_no_new_count() {
    for ways in [vec!["/me/cancel"], vec!["/me/delete"], vec!["/me/cancel", "/me/delete"]] {
        let site = Site::on(patient_base(), 5).await;
        for _ in 0..15 {
            let fields = filled("Layla Khoury", "opfer@verein.example");
            if site.browser(1).fill(&path(&site), &fields).await.status == 303 {
                let browser = site.browser(2);
                enter(&site, &browser, &site.person("opfer@verein.example").await).await;
                for way in &ways {
                    browser.fill(way, &[]).await;
                }
            }
        }
        let told = site.told().await;
        let mails = told.iter().filter(|event| !event.email.is_empty()).count();
        assert_eq!(mails, 10, "{ways:?}");
    }
}

#[actix_web::test]
async fn a_stranger_asking_for_links_keeps_nobody_from_signing_up() {
    let site = Site::on(patient_base(), 5).await;
    for _ in 0..12 {
        site.browser(3).fill("/me/link", &[("email", "layla@verein.example")]).await;
    }
    sign_up(&site, "layla@verein.example").await;
}

#[actix_web::test]
async fn a_cancelled_place_goes_to_the_first_who_waits() {
    let site = Site::with_places(1).await;
    let person = sign_up(&site, "layla@verein.example").await;
    sign_up(&site, "omar@verein.example").await;
    sign_up(&site, "rim@verein.example").await;
    site.told().await;
    let browser = site.browser(1);
    enter(&site, &browser, &person).await;
    assert_eq!(browser.fill("/me/cancel", &[]).await.location(), "/me/");
    assert!(browser.get("/me/").await.shows("Sie haben abgesagt"));
    let states: Vec<_> = site.people().await.iter().map(|person| person.state).collect();
    assert_eq!(states, [State::Cancelled, State::Confirmed, State::Waiting]);
    let told: Vec<_> = site.told().await.into_iter().map(|event| event.email).collect();
    assert_eq!(told, ["layla@verein.example", "omar@verein.example"]);
    assert_eq!(browser.get("/me/cancel").await.location(), "/me/", "nothing is left to cancel");
}

#[actix_web::test]
async fn what_is_over_cannot_be_cancelled() {
    let site = Site::with_places(1).await;
    let person = sign_up(&site, "layla@verein.example").await;
    let browser = site.browser(1);
    enter(&site, &browser, &person).await;
    let form = browser.get("/me/cancel").await.token();
    site.set_state(ConferenceState::Over).await;
    assert_eq!(browser.post("/me/cancel", &form).await.location(), "/me/");
    assert_eq!(site.person("layla@verein.example").await.state, State::Confirmed);
}

#[actix_web::test]
async fn deleting_leaves_nothing() {
    let site = Site::with_places(1).await;
    let person = sign_up(&site, "layla@verein.example").await;
    sign_up(&site, "omar@verein.example").await;
    let mail = delivery(&person, MailId::new(), 1);
    site.service.consumer().receive(&[mail]).await.expect("it is taken in");
    site.told().await;
    let (browser, old) = (site.browser(1), link(&site, &person));
    enter(&site, &browser, &person).await;
    assert!(browser.get("/me/delete").await.shows("Ihren Platz"));
    let answer = browser.fill("/me/delete", &[]).await;
    assert_eq!((answer.status, answer.location()), (303, "/me/deleted"));
    assert_eq!(browser.get("/me/").await.status, 410);
    assert_eq!(browser.get(&old).await.status, 410);

    let people = site.people().await;
    assert_eq!(people.len(), 1);
    assert_eq!(
        (people[0].email.as_str(), people[0].state),
        ("omar@verein.example", State::Confirmed)
    );
    let events = site.told().await;
    let erased = &events[0];
    assert_eq!(erased.state(), proto::registration::v1::participant_changed::State::Erased);
    assert_eq!((erased.id.as_slice(), erased.revision), (person.id.to_bytes().as_slice(), 2));
    assert!(erased.email.is_empty() && erased.name.is_empty());

    let mails = crate::delivery::of_participant(&mut site.conn().await, person.id).await;
    assert_eq!(mails.expect("a query"), []);
    assert!(!site.database_holds("layla@verein.example").await);
    assert!(site.database_holds("omar@verein.example").await, "the search finds what is there");
}

#[actix_web::test]
async fn forms_ask_for_the_token_of_this_browser() {
    let site = Site::with_places(1).await;
    let person = sign_up(&site, "layla@verein.example").await;
    let (browser, stranger) = (site.browser(1), site.browser(2));
    enter(&site, &browser, &person).await;
    let foreign = stranger.get("/me/link").await.token();
    for path in ["/me/cancel", "/me/delete", "/me/correct"] {
        assert_eq!(browser.post(path, &foreign).await.status, 403, "{path}");
        assert_eq!(browser.post(path, &Vec::new()).await.status, 403, "{path}");
    }
    assert_eq!(site.person("layla@verein.example").await.state, State::Confirmed);
}
