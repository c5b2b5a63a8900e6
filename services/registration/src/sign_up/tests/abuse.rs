//! Double clicks, robots, pranks.

use std::time::Duration;

use super::{filled, path, sign_up};
use crate::participant::State;
use crate::stage::{Site, patient_base};

const HOUR: Duration = Duration::from_hours(1);

#[actix_web::test]
async fn a_double_click_is_one_sign_up() {
    let site = Site::with_places(2).await;
    let browser = site.browser(1);
    let form = browser.form(&path(&site), &filled("Layla Khoury", "layla@verein.example")).await;
    let path = path(&site);
    let (first, second) = tokio::join!(browser.post(&path, &form), browser.post(&path, &form));
    assert_eq!((first.status, second.status), (303, 303));
    assert_eq!(first.location(), second.location());
    assert_eq!(site.people().await.len(), 1);
    assert_eq!(site.told().await.len(), 1, "no mail about the second click");
}

/// Who goes back in the browser and changes the name signs somebody else up.
#[actix_web::test]
async fn one_page_for_two_people() {
    let site = Site::with_places(2).await;
    let browser = site.browser(1);
    let layla = browser.form(&path(&site), &filled("Layla Khoury", "layla@verein.example")).await;
    let mut omar = layla.clone();
    let email = omar.iter_mut().find(|(name, _)| name == "email").expect("the field");
    email.1 = "omar@verein.example".to_owned();
    for form in [&layla, &omar, &omar] {
        assert_eq!(browser.post(&path(&site), form).await.status, 303);
    }
    assert_eq!(site.people().await.len(), 2);
    assert_eq!(site.told().await.len(), 2);
}

#[actix_web::test]
async fn a_known_address_is_told_once_an_hour_and_nobody_else() {
    let site = Site::with_places(2).await;
    let first = sign_up(&site, &site.browser(1), "layla@verein.example").await;
    site.told().await;
    for repeated in [1, 1, 2] {
        let again = sign_up(&site, &site.browser(2), "Layla@Verein.example").await;
        assert_eq!((again.status, again.location()), (303, first.location()));
        let person = site.person("layla@verein.example").await;
        assert_eq!(person.repeated_sign_ups, repeated);
        site.wait(HOUR / 2);
    }
    assert_eq!(site.told().await.last().map(|event| event.repeated_sign_ups), Some(2));
    assert_eq!(site.people().await.len(), 1);
}

#[actix_web::test]
async fn who_cancelled_comes_back_at_the_end_of_the_line() {
    let site = Site::with_places(1).await;
    sign_up(&site, &site.browser(1), "layla@verein.example").await;
    sign_up(&site, &site.browser(1), "omar@verein.example").await;
    let layla = site.person("layla@verein.example").await.id;
    let mut conn = site.conn().await;
    let trace = shared::Trace::new();
    conn.transaction(async |conn| crate::participant::cancel(conn, layla, trace).await)
        .await
        .expect("a cancellation");
    site.told().await;
    let browser = site.browser(1);
    let form = browser.form(&path(&site), &filled("Layla al-Khoury", "layla@verein.example")).await;
    for _ in 0..2 {
        assert_eq!(browser.post(&path(&site), &form).await.status, 303);
    }
    assert_eq!(site.told().await.len(), 1, "a double click is one sign-up here too");

    let people = site.people().await;
    assert_eq!(
        (people[0].email.as_str(), people[0].state),
        ("omar@verein.example", State::Confirmed)
    );
    assert_eq!((people[1].id, people[1].arrival), (layla, 3));
    assert_eq!(people[1].name, "Layla al-Khoury", "what is told now counts");
    assert_eq!((people[1].state, people[1].waiting_position), (State::Waiting, 1));
}

/// The mail to a stranger begins with the name.
#[actix_web::test]
async fn names_carry_no_links() {
    let site = Site::with_places(1).await;
    for name in ["Gewinn: https://boese.example", "WWW.boese.example"] {
        let answer = site.browser(1).fill(&path(&site), &filled(name, "a@verein.example")).await;
        assert_eq!(answer.status, 422);
        assert!(answer.shows("Bitte schreiben Sie hier keinen Link hinein"));
    }
    assert!(site.people().await.is_empty());
}

#[actix_web::test]
async fn robots_see_what_people_see_and_are_forgotten() {
    let site = Site::with_places(1).await;
    let mut fields = filled("Robot", "robot@spam.example");
    fields.push(("website", "http://spam.example"));
    let answer = site.browser(1).fill(&path(&site), &fields).await;
    assert_eq!((answer.status, answer.location().ends_with("/signed-up")), (303, true));
    assert!(site.people().await.is_empty());
}

#[actix_web::test]
async fn who_is_faster_than_people_is_asked_to_look_again() {
    let mut base = patient_base();
    base.form_rules.fastest = Duration::from_secs(2);
    let site = Site::on(base, 1).await;
    let browser = site.browser(1);
    let answer = sign_up(&site, &browser, "layla@verein.example").await;
    assert_eq!(answer.status, 422);
    assert!(answer.shows("value=\"layla@verein.example\""));
    assert!(site.people().await.is_empty());

    let form = browser.form(&path(&site), &filled("Layla Khoury", "layla@verein.example")).await;
    site.wait(Duration::from_secs(3));
    assert_eq!(browser.post(&path(&site), &form).await.status, 303);
}

#[actix_web::test]
async fn one_client_cannot_take_all_places() {
    let site = Site::with_places(50).await;
    let mut statuses = Vec::new();
    for number in 0..12 {
        let email = format!("gast{number}@verein.example");
        statuses.push(sign_up(&site, &site.browser(1), &email).await.status);
    }
    assert_eq!(statuses[..10], [303; 10]);
    assert_eq!(statuses[10..], [429; 2]);
    assert_eq!(site.people().await.len(), 10);
    assert_eq!(sign_up(&site, &site.browser(2), "andere@verein.example").await.status, 303);
}

/// Known or unknown: the eleventh time is too often.
#[actix_web::test]
async fn one_address_is_not_asked_with_for_ever() {
    let site = Site::on(patient_base(), 50).await;
    for number in 1..=12 {
        let answer = sign_up(&site, &site.browser(number), "opfer@verein.example").await;
        assert_eq!(answer.status, if number <= 10 { 303 } else { 429 }, "{number}");
        site.wait(Duration::from_mins(1));
    }
    assert_eq!(site.told().await.len(), 2, "one confirmation, one notice");
    site.wait(Duration::from_hours(24));
    assert_eq!(sign_up(&site, &site.browser(1), "opfer@verein.example").await.status, 303);
}
