//! Links and addresses that lead nowhere any more, or never did.

use tests::people::person;
use tests::sink::Kind;
use tests::{Attendee, Conference, Organiser, Page, Stage};

const PLACES: usize = 50;

/// A page for people: with a heading and the way home, and nothing of the program's inside.
fn is_clear(page: &Page) {
    assert!(page.has("main h1"), "{}: no heading in {}", page.path, page.html);
    assert!(page.has("a[href='/']"), "{}: no way home", page.path);
    for inside in ["panicked", "diesel", "Error {", "src/"] {
        assert!(!page.html.contains(inside), "{} shows {inside}", page.path);
    }
}

/// The link with its last character changed.
fn forged(link: &str) -> String {
    let last = if link.ends_with('A') { 'B' } else { 'A' };
    format!("{}{last}", &link[..link.len() - 1])
}

#[tokio::test]
async fn what_was_never_there() {
    let Stage { system, organiser, .. } = Stage::with_places(PLACES).await;
    let paths = [
        "/nirgends",
        "/c/nirgends",
        "/c/nirgends/sign-up",
        "/c/%00%ff",
        "/me/abc",
        "/s/nirgends",
        "/organise/sign-in/abc",
    ];
    for path in paths {
        let page = system.browser().visit(path).await;
        assert!(matches!(page.status, 400 | 404 | 410), "{path}: {}", page.status);
        is_clear(&page);
    }
    for path in ["/organise/c/nirgends", "/results/nirgends", "/organise/participants/abc"] {
        let page = organiser.browser.visit(path).await;
        assert_eq!(page.status, 404, "{path}");
        is_clear(&page);
    }
}

#[tokio::test]
async fn strangers_are_asked_to_sign_in() {
    let Stage { system, conference, .. } = Stage::with_places(PLACES).await;
    let participants = conference.organise("/participants");
    for path in ["/organise/", &participants, &conference.results(), "/mail/"] {
        let page = system.browser().visit(path).await;
        assert!(
            page.path.starts_with("/organise/sign-in") || page.status == 401,
            "{path}: {}",
            page.path
        );
        is_clear(&page);
    }
    let me = system.browser().visit("/me/").await;
    assert!(!me.text().contains('@'), "{}", me.text());
    is_clear(&me);
}

#[tokio::test]
async fn a_link_to_the_own_registration() {
    let Stage { system, conference, .. } = Stage::with_places(PLACES).await;
    let attendee = Attendee::new(&system, person(1));
    attendee.sign_up(&conference).await;
    let link = attendee.mail(&system.sink, Kind::Entry).await.link("/me/");
    let page = system.browser().visit(&forged(&link)).await.expect(404);
    is_clear(&page);

    let swapped = attendee.browser.open(&link).await.expect(303);
    assert_eq!(swapped.header("referrer-policy"), Some("no-referrer"));
    assert!(swapped.header("cache-control").is_some_and(|value| value.contains("no-store")));
    let page = swapped.landed().await.expect(200);
    assert_eq!(page.path, "/me/", "the address bar holds no token");
    assert!(page.text().contains(&attendee.person.name));
    assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
}

/// A corrected address, and a new link that was asked for, make older links invalid.
#[tokio::test]
async fn an_outdated_link() {
    let Stage { system, conference, .. } = Stage::with_places(PLACES).await;
    let attendee = Attendee::new(&system, person(1));
    attendee.sign_up(&conference).await;
    let old = attendee.mail(&system.sink, Kind::Entry).await;
    attendee.my_registration(&old).await;
    let form = attendee.browser.visit("/me/correct").await.expect(200).form("#main-form");
    form.fill("email", "neu@verein.example").submit().await.landed().await.expect(200);
    let new = system.sink.wait_for_mail("neu@verein.example", |mail| mail.links_to("/me/")).await;

    let page = system.browser().visit(&old.link("/me/")).await.expect(410);
    is_clear(&page);
    assert!(page.has("a[href='/me/link']"), "the page says how to get a new link");
    system.browser().visit(&new.link("/me/")).await.expect(200);
}

#[tokio::test]
async fn a_deleted_registration() {
    let Stage { system, organiser, conference } = Stage::with_places(PLACES).await;
    let attendee = Attendee::new(&system, person(1));
    attendee.sign_up(&conference).await;
    let mail = attendee.mail(&system.sink, Kind::Entry).await;
    attendee.my_registration(&mail).await;
    let question = attendee.browser.visit("/me/delete").await.expect(200);
    question.press("#main-form").await.landed().await.expect(200);

    is_clear(&system.browser().visit(&mail.link("/me/")).await.expect(410));
    let list = organiser.browser.visit(&conference.organise("/participants")).await;
    assert!(!list.text().contains(&attendee.person.name));
    assert!(!list.text().contains(&attendee.person.email));
}

/// Mail scanners open links: only the button signs in, once.
#[tokio::test]
async fn a_sign_in_link() {
    let Stage { system, organiser, .. } = Stage::with_places(PLACES).await;
    let mail = Organiser::ask_for_link(&system, &system.browser(), &organiser.email).await;
    let link = mail.link("/organise/sign-in/");
    for _ in 0..3 {
        system.browser().open(&link).await.expect(200);
    }
    let browser = system.browser();
    let button = browser.open(&link).await.expect(200).form("main form");
    button.submit().await.landed().await.expect(200);
    assert!(browser.visit("/organise/").await.path.starts_with("/organise/"));

    let again = button.submit().await.landed().await;
    assert_eq!(again.status, 410);
    is_clear(&again);
    is_clear(&system.browser().visit(&link).await.expect(410));
    let unknown = system.browser().visit(&forged(&link)).await;
    assert!(matches!(unknown.status, 404 | 410), "{}", unknown.status);
}

#[tokio::test]
async fn signing_out_everywhere_holds_in_every_service() {
    let Stage { system, organiser, conference } = Stage::with_places(PLACES).await;
    organiser.end(&conference).await;
    organiser.results(&conference).await;
    let other = Organiser::sign_in(&system, &organiser.email).await;
    let page = other.browser.visit("/organise/").await.expect(200);
    page.press("form[action='/organise/sign-out-everywhere']").await;
    for path in ["/organise/", &conference.results(), "/mail/"] {
        tests::wait::eventually("the old session to end", || async {
            let page = organiser.browser.visit(path).await;
            page.path.starts_with("/organise/sign-in").then_some(())
        })
        .await;
    }
}

#[tokio::test]
async fn a_ballot_that_was_used_or_never_was() {
    let Stage { system, organiser, conference } = Stage::with_places(PLACES).await;
    let attendee = Attendee::new(&system, person(1));
    attendee.sign_up(&conference).await;
    attendee.mail(&system.sink, Kind::Entry).await;
    is_clear(&system.browser().visit("/s/dortmund/too-early").await.expect(200));
    organiser.end(&conference).await;
    let invitation = attendee.mail(&system.sink, Kind::Invitation).await;
    let link = invitation.link("/s/");
    is_clear(&system.browser().visit(&forged(&link)).await.expect(404));

    let form = attendee.answered(attendee.questions(&invitation).await, "Danke");
    let swapped = attendee.browser.open(&link).await.expect(303);
    assert!(
        !swapped.location().unwrap_or_default().contains(link.rsplit('/').next().unwrap_or("?"))
    );
    form.submit().await.expect(303).landed().await.expect(200);
    let twice = form.submit().await.landed().await;
    assert!(matches!(twice.status, 200 | 409), "a double click is thanked: {}", twice.status);
    is_clear(&system.browser().visit(&link).await.expect(409));
}

#[tokio::test]
async fn a_file_that_cannot_be_imported() {
    let Stage { system: _system, organiser, conference } = Stage::with_places(PLACES).await;
    let good = Conference::new("halle", 20).toml();
    let broken = [
        ("not TOML", good.replacen("slug = ", "slug ", 1), "2"),
        ("no capacity", good.replace("capacity = 20", "capacity = \"viele\""), "18"),
        ("a wrong date", good.replace("2031-04-07", "2031-13-40"), "15"),
    ];
    for (what, toml, line) in broken {
        let form = organiser.browser.visit("/organise/import").await.form("main form");
        let page = form.fill("toml", &toml).submit().await;
        assert_eq!(page.status, 422, "{what}");
        assert!(page.errors().iter().any(|e| e.contains(line)), "{what}: {:?}", page.errors());
        assert_eq!(
            page.form("main form").value("toml").as_deref(),
            Some(toml.trim_end()),
            "{what}"
        );
    }
    organiser.page(&conference).await;
}
