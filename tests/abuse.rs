//! What people with bad intentions try, and broken programs do.

use tests::people::person;
use tests::sink::Kind;
use tests::{Attendee, Page, Stage};

/// The default of `SIGN_UPS_PER_CLIENT`.
const SIGN_UPS_PER_CLIENT: usize = 10;
/// More mails than this in a row nobody could want.
const BEARABLE: usize = 5;
const PLACES: usize = 50;

#[tokio::test]
async fn one_client_cannot_fill_a_conference() {
    let stage = Stage::with_places(PLACES).await;
    let mut refused = 0;
    for number in 1..=PLACES {
        let mut attendee = stage.attendee(number);
        attendee.browser = attendee.browser.from("203.0.113.7");
        let page = attendee.filled_form(&stage.conference).await.submit().await;
        assert!(page.status == 303 || page.status == 429, "{}", page.status);
        refused += usize::from(page.status == 429);
    }
    assert_eq!(refused, PLACES - SIGN_UPS_PER_CLIENT);
    assert_eq!(stage.signed_up().await, SIGN_UPS_PER_CLIENT);
    stage.attendee(PLACES + 1).sign_up(&stage.conference).await;
}

/// The proxy appends the address that it sees; what stands before it, the client made up.
#[tokio::test]
async fn a_made_up_address_is_not_believed() {
    let stage = Stage::with_places(PLACES).await;
    for number in 1..=2 * SIGN_UPS_PER_CLIENT {
        let mut attendee = stage.attendee(number);
        attendee.browser = attendee.browser.from(&format!("198.51.100.{number}, 203.0.113.7"));
        attendee.filled_form(&stage.conference).await.submit().await;
    }
    assert_eq!(stage.signed_up().await, SIGN_UPS_PER_CLIENT);
}

/// One provider gives a whole /64 to one household.
#[tokio::test]
async fn a_network_of_ipv6_is_one_client() {
    let stage = Stage::with_places(PLACES).await;
    for number in 1..=2 * SIGN_UPS_PER_CLIENT {
        let mut attendee = stage.attendee(number);
        attendee.browser = attendee.browser.from(&format!("2001:db8:1:2:{number:x}::1"));
        attendee.filled_form(&stage.conference).await.submit().await;
    }
    assert_eq!(stage.signed_up().await, SIGN_UPS_PER_CLIENT);
}

#[tokio::test]
async fn nobody_can_flood_a_strangers_mailbox() {
    let stage = Stage::with_places(PLACES).await;
    let victim = person(1);
    for number in 1..=4 * BEARABLE {
        let mut attacker = stage.attendee(number);
        attacker.person.email =
            if number % 2 == 0 { victim.email.clone() } else { victim.email.to_uppercase() };
        attacker.filled_form(&stage.conference).await.submit().await;
        let form = attacker.browser.visit("/me/link").await.form("#main-form");
        form.fill("email", &victim.email).submit().await;
    }
    assert!(mails_after_all(&stage, &victim.email).await <= BEARABLE);

    let owner = stage.organiser.email.clone();
    let before = stage.system.sink.mails_to(&owner).len();
    for number in 1..=4 * BEARABLE {
        let form =
            stage.attendee(number).browser.visit("/organise/sign-in").await.form("main form");
        form.fill("email", &owner).submit().await;
    }
    assert!(mails_after_all(&stage, &owner).await - before <= BEARABLE);
}

/// How many mails an address has got once everything due has been sent.
async fn mails_after_all(stage: &Stage, address: &str) -> usize {
    let witness = stage.attendee(900 + stage.system.sink.received().len());
    witness.sign_up(&stage.conference).await;
    witness.mail(&stage.system.sink, Kind::Entry).await;
    stage.system.restart().await;
    let to_them = |mail: &tests::Mail| mail.to.iter().any(|to| to.eq_ignore_ascii_case(address));
    let count = stage.system.sink.mails().into_iter().filter(to_them).count();
    assert!(count > 0, "not even the first mail came");
    count
}

/// What somebody can tell a page by: everything but the tokens and the moment.
fn face(page: &Page) -> (u16, Option<String>, String, Vec<String>) {
    let mut headers: Vec<String> = page.headers.keys().map(ToString::to_string).collect();
    headers.sort();
    (page.status, page.location().map(str::to_owned), page.text(), headers)
}

#[tokio::test]
async fn a_known_address_looks_like_an_unknown_one() {
    let stage = Stage::with_places(PLACES).await;
    let known = stage.attendee(1);
    known.sign_up(&stage.conference).await;
    let sent = |attendee: Attendee| {
        let conference = stage.conference.clone();
        async move { attendee.filled_form(&conference).await.submit().await }
    };
    let (mut again, new) = (stage.attendee(2), stage.attendee(4));
    again.person.email = known.person.email.clone();
    let (again, new) = (sent(again).await, sent(new).await);
    assert_eq!(face(&again), face(&new));
    assert_eq!(face(&again.landed().await), face(&new.landed().await));
    for path in ["/me/link", "/organise/sign-in"] {
        let known = if path == "/me/link" { &known.person.email } else { &stage.organiser.email };
        let ask = |number: usize, email: String| {
            let browser = stage.attendee(number).browser;
            async move {
                browser.visit(path).await.form("main form").fill("email", &email).submit().await
            }
        };
        let (known, unknown) =
            (ask(5, known.clone()).await, ask(7, "niemand@verein.example".to_owned()).await);
        assert_eq!(face(&known), face(&unknown), "{path}");
        assert_eq!(face(&known.landed().await), face(&unknown.landed().await), "{path}");
    }
}

#[tokio::test]
async fn a_double_click_signs_up_once() {
    let stage = Stage::with_places(PLACES).await;
    let attendee = stage.attendee(1);
    let form = attendee.filled_form(&stage.conference).await;
    let (first, second) = tokio::join!(form.submit(), form.submit());
    assert_eq!((first.status, second.status), (303, 303));
    assert_eq!(first.location(), second.location());
    assert_eq!(stage.signed_up().await, 1);
    assert_eq!(
        mails_after_all(&stage, &attendee.person.email).await,
        1,
        "no mail about the second click"
    );
}

#[tokio::test]
async fn forms_of_others_are_refused() {
    let stage = Stage::with_places(PLACES).await;
    let form = stage.attendee(1).filled_form(&stage.conference).await;
    let foreign = stage.attendee(2).filled_form(&stage.conference).await;
    let token = foreign.value("form_token").expect("a form has a token");
    let attacks = [
        ("no token", form.clone().without("form_token")),
        ("a made-up token", form.clone().smuggle("form_token", "AAAA")),
        ("the token of another browser", form.clone().smuggle("form_token", &token)),
    ];
    for (what, attack) in attacks {
        let page = attack.submit().await;
        assert!((400..500).contains(&page.status), "{what}: {}", page.status);
    }
    assert_eq!(stage.signed_up().await, 0);
    form.submit().await.expect(303);
    assert_eq!(stage.signed_up().await, 1);
}

#[tokio::test]
async fn robots_are_thanked_and_forgotten() {
    let stage = Stage::with_places(PLACES).await;
    let robot = stage
        .attendee(1)
        .filled_form(&stage.conference)
        .await
        .fill("website", "http://spam.example");
    let thanked = robot.submit().await.expect(303).landed().await;
    let human = stage.attendee(2).sign_up(&stage.conference).await;
    assert_eq!(thanked.text(), human.text());
    assert_eq!(stage.signed_up().await, 1);
}

#[tokio::test]
async fn robots_are_faster_than_people() {
    let stage = Stage::with_places(PLACES).await;
    stage.system.restart_with(&[("FORM_MIN_SECONDS", "3600")]).await;
    let page = stage.attendee(1).filled_form(&stage.conference).await.submit().await.expect(422);
    assert_eq!(page.errors().len(), 1, "it is told why: a person can send it again");
    assert_eq!(stage.signed_up().await, 0);
}

#[tokio::test]
async fn what_is_no_form_gets_a_clear_page() {
    let stage = Stage::with_places(PLACES).await;
    let browser = stage.attendee(1).browser;
    let path = stage.conference.sign_up();
    let form = "application/x-www-form-urlencoded";
    let attempts: [(&str, Vec<u8>, u16); 5] = [
        (form, vec![b'a'; 2_000_000], 413),
        (form, b"name=%FF%FE&email=%".to_vec(), 400),
        // Nothing in it, so no token either.
        (form, b"".to_vec(), 403),
        ("application/json", b"{}".to_vec(), 400),
        ("multipart/form-data", b"--x".to_vec(), 400),
    ];
    for (content_type, body, status) in attempts {
        let length = body.len();
        let page = browser.post_raw(&path, content_type, body).await;
        assert_eq!(page.status, status, "{length} bytes of {content_type}");
        assert!(page.has("main h1"), "{status} without a page: {}", page.html);
    }
    assert_eq!(stage.signed_up().await, 0);
}

#[tokio::test]
async fn every_field_has_a_limit_and_keeps_what_was_typed() {
    let stage = Stage::with_places(PLACES).await;
    let long = "ş".repeat(5_000);
    for language in ["de", "ar"] {
        for field in ["name", "addressed_as", "email", "organisation", "place", "needs_words"] {
            let attendee = stage.attendee(1);
            let browser = attendee.browser.clone().in_language(language);
            let form = Attendee { browser, ..attendee }.filled_form(&stage.conference).await;
            let page = form.fill(field, &long).submit().await.expect(422);
            assert_eq!(page.errors().len(), 1, "{field}: {:?}", page.errors());
            assert_eq!(page.attribute("html", "lang").as_deref(), Some(language));
            let kept = page.form("#main-form");
            assert_eq!(kept.value(field).as_deref(), Some(long.as_str()), "{field}");
            assert_eq!(kept.value("sector"), form_value(&stage).await, "{field}");
        }
    }
    assert_eq!(stage.signed_up().await, 0);
}

async fn form_value(stage: &Stage) -> Option<String> {
    stage.attendee(1).filled_form(&stage.conference).await.value("sector")
}
