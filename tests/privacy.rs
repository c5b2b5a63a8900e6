//! feedback never learns who somebody is; nobody else learns what somebody answered.

use tests::sink::Kind;
use tests::story::{Story, words_of};
use tests::system::System;
use tests::traces::{Haystack, Trace, found_in};
use uuid::Uuid;

#[tokio::test]
async fn the_services_keep_their_secrets() {
    let story = Story::begin(System::start().await).await;
    story.all_sign_up().await;
    story.some_cancel().await;
    story.conference_ends().await;
    story.many_answer().await;
    let (people, answers) = (traces_of_people(&story).await, traces_of_answers(&story));

    secrets_are_kept(&story, &people, &answers);
    story.survey_closes().await;
    secrets_are_kept(&story, &people, &answers);
    story.system.terminate().await;
    secrets_are_kept(&story, &people, &answers);
}

fn secrets_are_kept(story: &Story, people: &[Trace], answers: &[Trace]) {
    let files_of = |service: &str| -> Vec<Haystack> {
        story.system.files_of(service).iter().map(|path| Haystack::read(path)).collect()
    };
    let (registration, notification, feedback) =
        (files_of("registration"), files_of("notification"), files_of("feedback"));
    let log = vec![Haystack::of("log".as_ref(), story.system.log().as_bytes())];

    holds_none(&feedback, people);
    holds_none(&log, people);
    holds_all(&registration, people);
    for files in [&registration, &notification, &log] {
        holds_none(files, answers);
    }
    holds_all(&feedback, answers);
}

fn holds_none(files: &[Haystack], traces: &[Trace]) {
    assert!(!files.is_empty(), "nothing was searched");
    for file in files {
        let found = found_in(file, traces);
        assert!(found.is_empty(), "{} holds {found:?}", file.path.display());
    }
}

/// The search works: in the right place it finds everything.
fn holds_all(files: &[Haystack], traces: &[Trace]) {
    let found: Vec<&str> = files.iter().flat_map(|file| found_in(file, traces)).collect();
    let missing: Vec<_> =
        traces.iter().filter(|trace| !found.contains(&trace.name.as_str())).collect();
    let names: Vec<_> = missing.iter().map(|trace| &trace.name).collect();
    assert!(missing.is_empty(), "not found where it must be: {names:?}");
}

/// Names, addresses and ids of all participants.
async fn traces_of_people(story: &Story) -> Vec<Trace> {
    let people = story.attendees.iter().map(|attendee| &attendee.person);
    let texts = people.flat_map(|p| [&p.name, &p.email]).map(|text| Trace::text(text));
    let list = story.organiser.browser.visit(&story.conference.organise("/participants")).await;
    let links = list.attributes("a[href^='/organise/participants/']", "href");
    let ids =
        links.iter().filter_map(|link| link.split('/').find_map(|part| Uuid::parse_str(part).ok()));
    let ids: Vec<Trace> = ids.map(Trace::id).collect();
    assert!(ids.len() >= story.attendees.len(), "only {} ids in {links:?}", ids.len());
    texts.chain(ids).collect()
}

/// What people wrote, and the codes of their ballots.
fn traces_of_answers(story: &Story) -> Vec<Trace> {
    let answered = &story.present()[..tests::story::ANSWERING];
    answered.iter().map(|attendee| Trace::text(&words_of(attendee))).collect()
}

/// The codes in the links of the invitations are in no file and no log, used or not.
#[tokio::test]
async fn codes_of_ballots_are_kept_nowhere() {
    let story = Story::begin(System::start().await).await;
    story.all_sign_up().await;
    story.some_cancel().await;
    story.conference_ends().await;
    let codes: Vec<Trace> =
        story.mails(story.present(), Kind::Invitation).await.iter().map(code).collect();
    let used = &story.present()[0];
    let invitation = used.mail(&story.system.sink, Kind::Invitation).await;
    used.answer(&invitation, "Danke").await;

    for service in ["registration", "notification", "feedback"] {
        for path in story.system.files_of(service) {
            let found = found_in(&Haystack::read(&path), &codes).len();
            assert_eq!(found, 0, "{} holds codes", path.display());
        }
    }
    let log = Haystack::of("log".as_ref(), story.system.log().as_bytes());
    assert!(found_in(&log, &codes).is_empty(), "the log holds codes");
    let mailbox = Haystack::of("mails".as_ref(), invitation.html.as_bytes());
    assert_eq!(found_in(&mailbox, &codes).len(), 1, "the search works");
}

fn code(invitation: &tests::Mail) -> Trace {
    let link = invitation.link("/s/");
    Trace::text(link.rsplit('/').find(|part| !part.is_empty()).expect("a link ends with the code"))
}
