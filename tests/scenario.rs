//! The main job from the first sign-up to the last answer, as people and organisers see it.

use std::collections::{BTreeMap, HashSet};

use ical::IcalParser;
use tests::sink::{Kind, Mail};
use tests::story::{ANSWERING, CANCELLING, PEOPLE, PLACES};
use tests::{Organiser, Story, System};

/// The fewest answers that any change of the results page may stand for.
const GROUP: usize = 5;

const INVITED: usize = PLACES;
const ALL_MAILS: usize = PEOPLE + 2 * CANCELLING + INVITED;

#[tokio::test]
async fn embedded() {
    from_sign_up_to_feedback(System::start().await).await;
}

#[tokio::test]
async fn two_of_each_service() {
    from_sign_up_to_feedback(System::services().await).await;
}

async fn from_sign_up_to_feedback(system: System) {
    let story = Story::begin(system).await;
    story.all_sign_up().await;
    story.some_cancel().await;
    story.conference_ends().await;
    let shown = story.many_answer().await;
    shown_in_groups(&shown);
    used_ballots_are_thanked(&story).await;
    assert_eq!(story.survey_closes().await, ANSWERING);
    nobody_answers_after_the_end(&story).await;

    every_mail_once(&story).await;
    let mails = story.mails_to_attendees();
    everybody_reads_their_language(&story, &mails);
    calendars_can_be_read(&mails);
}

/// While the survey is open the page moves in groups and keeps the last letters back.
fn shown_in_groups(shown: &[usize]) {
    assert_eq!(shown.first(), Some(&0), "{shown:?}");
    for step in shown.windows(2) {
        assert!(step[1] == step[0] || step[1] >= step[0] + GROUP, "moved by too few: {shown:?}");
    }
    let last = *shown.last().expect("a number after each answer");
    assert!(last <= ANSWERING - GROUP, "too close: {shown:?}");
    assert!(last >= ANSWERING - 2 * GROUP, "more than a box is kept back: {shown:?}");
}

async fn used_ballots_are_thanked(story: &Story) {
    let attendee = &story.present()[0];
    let invitation = attendee.mail(&story.system.sink, Kind::Invitation).await;
    attendee.browser.visit(&invitation.link("/s/")).await.expect(409);
    let shown = story.organiser.answers_shown(&story.conference).await;
    assert!(shown < ANSWERING);
}

async fn nobody_answers_after_the_end(story: &Story) {
    let late = &story.present()[ANSWERING];
    let invitation = late.mail(&story.system.sink, Kind::Invitation).await;
    late.browser.visit(&invitation.link("/s/")).await.expect(410);
}

/// Exactly the mails that there must be, also after a restart that would send what is left over.
async fn every_mail_once(story: &Story) {
    story.system.restart().await;
    Organiser::sign_in(&story.system, &story.organiser.email).await;
    story.system.terminate().await;

    let mails = story.mails_to_attendees();
    let mut counts = BTreeMap::new();
    mails.iter().for_each(|mail| *counts.entry(mail.kind()).or_insert(0) += 1);
    let expected = [
        (Kind::Entry, PLACES + CANCELLING),
        (Kind::Cancellation, CANCELLING),
        (Kind::Waiting, PEOPLE - PLACES),
        (Kind::Invitation, INVITED),
    ];
    assert_eq!(counts, BTreeMap::from(expected));
    assert_eq!(mails.len(), ALL_MAILS);

    let to_whom = |mail: &Mail| (mail.to.clone(), mail.kind());
    assert_eq!(mails.iter().map(to_whom).collect::<HashSet<_>>().len(), ALL_MAILS, "one twice");
    let ids: HashSet<_> = mails.iter().map(|mail| &mail.message_id).collect();
    assert_eq!(ids.len(), ALL_MAILS, "a Message-ID twice");
}

/// Arabic readers get Arabic with German below; everybody is greeted by their name.
fn everybody_reads_their_language(story: &Story, mails: &[Mail]) {
    for mail in mails {
        let reader = story.attendees.iter().find(|a| mail.to == [a.person.email.clone()]);
        let person = &reader.expect("a mail to nobody").person;
        let arabic = mail.text.find(|c: char| ('\u{0621}'..='\u{064a}').contains(&c));
        let german = mail.text.find("Konferenz").or(mail.text.find("konferenz"));
        assert!(german.is_some(), "no German in {}", mail.subject);
        if person.language == "ar" {
            assert!(arabic.is_some() && arabic < german, "not Arabic first: {}", mail.text);
        }
        assert!(mail.text.contains(&person.name), "{} is not greeted: {}", person.name, mail.text);
        assert!(!mail.html.is_empty(), "no HTML in {}", mail.subject);
    }
}

/// Entry and cancellation of a person are the same entry, the later with the greater sequence.
fn calendars_can_be_read(mails: &[Mail]) {
    let mut sequences: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for mail in mails {
        let Some(calendar) = &mail.calendar else { continue };
        let uid = property(calendar, "UID");
        let sequence = property(calendar, "SEQUENCE").parse().expect("a number");
        assert!(property(calendar, "DTSTART").starts_with("20310407T"), "{calendar}");
        sequences.entry(uid).or_default().push(sequence);
    }
    assert_eq!(sequences.len(), PLACES + CANCELLING, "one entry for each who had a place");
    let twice: Vec<_> = sequences.values().filter(|of_one| of_one.len() == 2).collect();
    assert_eq!(twice.len(), CANCELLING);
    assert!(twice.iter().all(|of_one| of_one[0] < of_one[1]), "{twice:?}");
}

/// A property of the calendar's only event (RFC 5545, section 3.6.1).
fn property(calendar: &str, name: &str) -> String {
    let mut parser = IcalParser::new(calendar.as_bytes());
    let parsed = parser.next().expect("a calendar").expect("a valid calendar");
    let [event] = &parsed.events[..] else { panic!("not one event: {calendar}") };
    let found = event.properties.iter().find(|property| property.name == name);
    found
        .and_then(|property| property.value.clone())
        .unwrap_or_else(|| panic!("no {name}: {calendar}"))
}
