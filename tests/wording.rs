//! Every page and every mail as it is, in both languages. A change of words is a change of a
//! snapshot; `INSTA_UPDATE=always cargo test -p tests --test wording` accepts all changes.

use std::path::Path;

use insta::{Settings, assert_snapshot};
use tests::people::{Person, person};
use tests::redact::{redact, redact_moments, redact_times};
use tests::sink::Kind;
use tests::wait::eventually;
use tests::{Attendee, Browser, Conference, Mail, Organiser, Page, Stage, System};

const LANGUAGES: [&str; 2] = ["de", "ar"];

/// The person who reads `language`; their names, addresses and towns differ.
fn reader(language: &'static str, number: usize) -> Person {
    Person { language, ..person(number) }
}

fn snapshot(name: &str, text: &str) {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path(Path::new("snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| assert_snapshot!(name, redact_moments(&redact(text))));
}

fn snapshot_page(name: &str, language: &str, page: &Page) {
    snapshot(
        &format!("page-{name}.{language}"),
        &format!("{} {}\n{}", page.status, redact(&page.path), page.outline()),
    );
}

fn snapshot_mail(name: &str, language: &str, mail: &Mail) {
    let calendar = mail.calendar.as_deref().map_or(String::new(), without_stamp);
    let Mail { subject, language: header, text, .. } = mail;
    snapshot(
        &format!("mail-{name}.{language}"),
        &format!("{subject}\n[{header}]\n\n{text}\n\n{calendar}"),
    );
}

/// The calendar without the moment at which it was made.
fn without_stamp(calendar: &str) -> String {
    calendar.lines().filter(|line| !line.starts_with("DTSTAMP")).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn public_pages() {
    let Stage { system, conference, .. } = Stage::with_places(1).await;
    let pages = [
        ("series", "/".to_owned()),
        ("conference", conference.page()),
        ("sign-up", conference.sign_up()),
        ("signed-up", format!("{}/signed-up", conference.page())),
        ("my-link", "/me/link".to_owned()),
        ("organiser-sign-in", "/organise/sign-in".to_owned()),
        ("legal-notice", "/legal-notice".to_owned()),
        ("privacy", "/privacy".to_owned()),
        ("accessibility", "/accessibility".to_owned()),
        ("not-found", "/c/nirgends".to_owned()),
    ];
    for language in LANGUAGES {
        let browser = system.browser().in_language(language);
        for (name, path) in &pages {
            snapshot_page(name, language, &browser.visit(path).await);
        }
    }
}

#[tokio::test]
async fn errors_in_forms() {
    let Stage { system, conference, .. } = Stage::with_places(1).await;
    for language in LANGUAGES {
        let browser = system.browser().in_language(language);
        let empty = browser.visit(&conference.sign_up()).await.form("#main-form");
        let page = empty.fill("place", "Çorlu").submit().await.expect(422);
        assert_eq!(page.form("#main-form").value("place").as_deref(), Some("Çorlu"));
        assert!(!page.errors().is_empty());
        snapshot_page("sign-up-errors", language, &page);
    }
}

#[tokio::test]
async fn mails_and_pages_of_one_person() {
    for language in LANGUAGES {
        // One place, so that the second person waits.
        let Stage { system, organiser, conference } = Stage::with_places(1).await;
        let first = Attendee::new(&system, reader(language, 1));
        let second = Attendee::new(&system, reader(language, 2));
        snapshot_page("signed-up", language, &first.sign_up(&conference).await);
        let entry = first.mail(&system.sink, Kind::Entry).await;
        snapshot_mail("confirmed", language, &entry);
        mails_are_noted(&organiser, &conference).await;
        my_pages(language, &first, &entry).await;

        second.sign_up(&conference).await;
        snapshot_mail("waiting", language, &second.mail(&system.sink, Kind::Waiting).await);
        second.sign_up(&conference).await;
        snapshot_mail("already-signed-up", language, &nth_mail(&system, &second, 1).await);
        first.cancel(&entry).await;
        snapshot_mail("cancelled", language, &first.mail(&system.sink, Kind::Cancellation).await);
        snapshot_page("cancelled", language, &page_with_mails(&first, 2).await);
        snapshot_mail("moved-up", language, &second.mail(&system.sink, Kind::Entry).await);
        ask_for_link(&second.browser, &second.person).await;
        snapshot_mail("my-link", language, &nth_mail(&system, &second, 3).await);

        organiser.end(&conference).await;
        survey_pages(language, &system, &second).await;
        let browser = system.browser().in_language(language);
        let link = Organiser::ask_for_link(&system, &browser, &organiser.email).await;
        let text = redact_times(&link.text);
        snapshot_mail("organiser-sign-in", language, &Mail { text, ..link });
    }
}

/// Waits until registration has heard that every mail so far was handed over.
async fn mails_are_noted(organiser: &Organiser, conference: &Conference) {
    eventually("every mail to be noted", || async {
        let page = organiser.browser.visit(&conference.organise("/participants")).await;
        let noted = page.texts("tbody td:nth-of-type(4) .badge");
        (!noted.is_empty() && noted.iter().all(|state| state == "übergeben")).then_some(())
    })
    .await;
}

/// Waits until so many mails were handed over, and none waits.
async fn all_is_handed_over(organiser: &Organiser, mails: usize) {
    eventually("every mail to be handed over", || async {
        let states = organiser.delivery().await.texts("main .figures dt");
        (states == ["übergeben"] && organiser.mails_known().await == mails).then_some(())
    })
    .await;
}

/// The page of somebody's registration, once so many mails are shown on it and none waits.
async fn page_with_mails(attendee: &Attendee, count: usize) -> Page {
    const WAITS: [&str; 2] = ["wird gleich verschickt", "ستُرسل بعد قليل"];
    eventually("every mail to be shown as handed over", || async {
        let page = attendee.browser.visit("/me/").await;
        let mails = page.texts("main .rows li");
        let waits = |mail: &String| WAITS.iter().any(|words| mail.contains(words));
        (mails.len() == count && !mails.iter().any(waits)).then_some(page)
    })
    .await
}

async fn my_pages(language: &str, attendee: &Attendee, entry: &Mail) {
    snapshot_page("my-registration", language, &attendee.my_registration(entry).await);
    for name in ["correct", "cancel", "delete"] {
        let page = attendee.browser.visit(&format!("/me/{name}")).await;
        snapshot_page(&format!("my-registration-{name}"), language, &page);
    }
}

async fn survey_pages(language: &str, system: &System, attendee: &Attendee) {
    let invitation = attendee.mail(&system.sink, Kind::Invitation).await;
    snapshot_mail("survey-invitation", language, &invitation);
    let promise = attendee.browser.visit(&invitation.link("/s/")).await;
    snapshot_page("survey-promise", language, &promise);
    let questions = format!("{}/questions", promise.path.trim_end_matches('/'));
    snapshot_page("survey-questions", language, &attendee.browser.visit(&questions).await);
    snapshot_page("survey-thanks", language, &attendee.answer(&invitation, "Danke").await);
    snapshot_page("survey-used", language, &attendee.browser.visit(&invitation.link("/s/")).await);
}

async fn ask_for_link(browser: &Browser, person: &Person) {
    let form = browser.visit("/me/link").await.expect(200).form("#main-form");
    form.fill("email", &person.email).submit().await.landed().await.expect(200);
}

async fn nth_mail(system: &System, attendee: &Attendee, index: usize) -> Mail {
    let address = &attendee.person.email;
    system
        .sink
        .wait_for("one more mail", |sink| sink.mails_to(address).into_iter().nth(index))
        .await
}

#[tokio::test]
async fn mails_when_a_conference_is_called_off() {
    for language in LANGUAGES {
        let Stage { system, organiser, conference } = Stage::with_places(1).await;
        let attendee = Attendee::new(&system, reader(language, 1));
        attendee.sign_up(&conference).await;
        attendee.mail(&system.sink, Kind::Entry).await;
        organiser.call_off(&conference).await;
        let mail = attendee.mail(&system.sink, Kind::Cancellation).await;
        snapshot_mail("conference-cancelled", language, &mail);
        snapshot_page(
            "conference-cancelled",
            language,
            &attendee.browser.visit(&conference.page()).await,
        );
    }
}

#[tokio::test]
async fn organisers_pages() {
    let Stage { system, organiser, conference } = Stage::with_places(1).await;
    for number in 1..=2 {
        Attendee::new(&system, person(number)).sign_up(&conference).await;
    }
    mails_are_noted(&organiser, &conference).await;
    organiser.end(&conference).await;
    survey_is_open(&organiser, &conference).await;
    all_is_handed_over(&organiser, 5).await;
    let pages = [
        ("organise", "/organise/".to_owned()),
        ("organise-import", "/organise/import".to_owned()),
        ("organise-conference", conference.organise("")),
        ("organise-participants", conference.organise("/participants")),
        ("organise-desk", conference.organise("/desk")),
        ("results", conference.results()),
        ("mail", "/mail/".to_owned()),
    ];
    for language in LANGUAGES {
        for (name, path) in &pages {
            let separator = if path.contains('?') { '&' } else { '?' };
            let page = organiser.browser.visit(&format!("{path}{separator}lang={language}")).await;
            snapshot_page(name, language, &page);
        }
    }
}

/// The invitation is on its way and everything else was handed over.
async fn survey_is_open(organiser: &Organiser, conference: &Conference) {
    eventually("the open survey", || async {
        let results = organiser.results(conference).await;
        let delivery = organiser.delivery().await;
        let all_sent = delivery.texts("main .figures dt") == ["übergeben"];
        (results.has("#close-survey") && all_sent).then_some(())
    })
    .await;
}
