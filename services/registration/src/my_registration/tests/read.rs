//! What is stored is shown, and looking changes nothing.

use proto::feedback::v1::{SurveyChanged, survey_changed};
use shared::Trace;
use shared::events::Message;
use shared::ids::{MailId, ParticipantId, SurveyId};
use shared::process::Running;
use shared::testing::START;

use super::{delivery, enter, link, sign_up};
use crate::delivery::State as MailState;
use crate::participant::Participant;
use crate::stage::Site;

#[actix_web::test]
async fn everything_that_is_stored_is_shown() {
    let site = Site::with_places(1).await;
    let person = sign_up(&site, "layla@verein.example").await;
    let browser = site.browser(1);
    enter(&site, &browser, &person).await;
    let page = browser.get("/me/").await;
    for shown in [
        "Layla Khoury",
        "layla@verein.example",
        "Verein Vielfalt e. V.",
        "Wohlfahrt",
        "Halle",
        "العربية",
        "Stufenloser Zugang",
        "Aufzug bitte",
        "Sie haben einen Platz",
        "Netzwerke vor Ort",
        "Einverständnis zu Fotos",
        "rosa@treffpunkt.test",
    ] {
        assert!(page.shows(shown), "{shown}");
    }
}

#[actix_web::test]
async fn the_place_in_the_line_is_the_one_of_now() {
    let site = Site::with_places(1).await;
    for email in ["a@verein.example", "b@verein.example", "c@verein.example"] {
        sign_up(&site, email).await;
    }
    let browser = site.browser(1);
    enter(&site, &browser, &site.person("c@verein.example").await).await;
    assert!(browser.get("/me/").await.shows("an Stelle 2"));
    let other = site.browser(2);
    enter(&site, &other, &site.person("b@verein.example").await).await;
    other.fill("/me/cancel", &[]).await;
    assert!(browser.get("/me/").await.shows("an Stelle 1"));
    assert_eq!(site.person("c@verein.example").await.waiting_position, 2, "as it was told");
}

#[actix_web::test]
async fn the_download_holds_the_same() {
    let site = Site::with_places(1).await;
    let person = sign_up(&site, "layla@verein.example").await;
    let browser = site.browser(1);
    enter(&site, &browser, &person).await;
    let answer = browser.get("/me/data.json").await;
    assert!(answer.header("content-disposition").starts_with("attachment"));
    let data: serde_json::Value = serde_json::from_str(&answer.html).expect("JSON");
    assert_eq!(data["email"], "layla@verein.example");
    assert_eq!(data["access_needs"]["catalogue"][0], "step-free");
    assert_eq!(data["access_needs"]["words"], "Aufzug bitte");
    assert_eq!(data["state"], "confirmed");
    assert_eq!(data["consent_to_processing_at"], START.to_timestamp().to_string());
}

#[actix_web::test]
async fn mails_are_shown_as_notification_tells_them() {
    let site = Site::with_places(1).await;
    let person = sign_up(&site, "layla@verein.example").await;
    let (mail, ears) = (MailId::new(), site.service.consumer());
    // The newer first: the older must change nothing.
    for revision in [2, 1] {
        ears.receive(&[delivery(&person, mail, revision)]).await.expect("it is taken in");
    }
    let browser = site.browser(1);
    enter(&site, &browser, &person).await;
    let page = browser.get("/me/").await;
    assert!(page.shows("Bestätigung Ihres Platzes") && page.shows("übergeben"));
    assert!(!page.shows("wird gleich verschickt"));

    let mut unknown = person.clone();
    unknown.id = ParticipantId::new();
    ears.receive(&[delivery(&unknown, MailId::new(), 1)]).await.expect("it is passed over");
    let mails = crate::delivery::of_participant(&mut site.conn().await, unknown.id).await;
    assert_eq!(mails.expect("a query"), []);
}

#[actix_web::test]
async fn news_of_several_mails_come_at_once() {
    let site = Site::with_places(2).await;
    let layla = sign_up(&site, "layla@verein.example").await;
    let omar = sign_up(&site, "omar@verein.example").await;
    let gone = Participant { id: ParticipantId::new(), ..omar.clone() };
    let mail = MailId::new();
    let news = [
        delivery(&layla, mail, 2),
        delivery(&gone, MailId::new(), 1),
        delivery(&layla, mail, 1),
        delivery(&omar, MailId::new(), 1),
    ];
    site.service.consumer().receive(&news).await.expect("they are taken in");
    let mut conn = site.conn().await;
    for (person, states) in
        [(layla, vec![MailState::Accepted]), (gone, vec![]), (omar, vec![MailState::Planned])]
    {
        let mails = crate::delivery::of_participant(&mut conn, person.id).await.expect("a query");
        assert_eq!(mails.iter().map(|mail| mail.state).collect::<Vec<_>>(), states);
    }
}

#[actix_web::test]
async fn an_open_survey_is_told_with_its_end() {
    let site = Site::with_places(1).await;
    let person = sign_up(&site, "layla@verein.example").await;
    let browser = site.browser(1);
    enter(&site, &browser, &person).await;
    let survey = SurveyId::new();
    for (revision, state) in [
        (1, survey_changed::State::Planned),
        (2, survey_changed::State::Open),
        (3, survey_changed::State::Closed),
    ] {
        let event = SurveyChanged {
            id: survey.to_bytes(),
            revision,
            conference_id: site.conference.id.to_bytes(),
            state: state.into(),
            closes_at: START.as_micros(),
            ballots: 75,
            group_size: 5,
        };
        let message = Message::new(&event, Trace::new());
        site.service.consumer().receive(&[message]).await.expect("it is taken in");
        assert_eq!(browser.get("/me/").await.shows("Umfrage zur Konferenz"), revision == 2);
    }
}

/// Mail scanners and previews open whatever they find.
#[actix_web::test]
async fn no_get_changes_anything() {
    let site = Site::with_places(1).await;
    let person = sign_up(&site, "layla@verein.example").await;
    site.told().await;
    let browser = site.browser(1);
    enter(&site, &browser, &person).await;
    let link = link(&site, &person);
    for path in [
        &link,
        "/me/",
        "/me/correct",
        "/me/cancel",
        "/me/delete",
        "/me/deleted",
        "/me/data.json",
        "/me/link",
    ] {
        assert!(browser.get(path).await.status < 400, "{path}");
    }
    assert_eq!(site.person("layla@verein.example").await.revision, person.revision);
    assert!(site.told().await.is_empty());
}
