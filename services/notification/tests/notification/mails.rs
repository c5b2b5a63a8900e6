//! Each mail as a person sees it, in both languages, read by parsers that others wrote.

use ical::IcalParser;
use ical::parser::ical::component::{IcalCalendar, IcalEvent};
use mail_parser::{MessageParser, MimeHeaders};
use notification::mail::Purpose;
use proto::feedback::v1::survey_changed::State as SurveyState;
use proto::notification::v1::BallotsIssued;
use proto::registration::v1::conference_changed::State as ConferenceState;
use proto::registration::v1::participant_changed::State as PersonState;
use proto::registration::v1::{ConferenceChanged, ParticipantChanged, SignInAsked};
use shared::i18n::Lang;
use shared::testing::START;
use tests::Mail;

use crate::stage::{DAY, HOUR, Stage, conference, now, person, ready, sign_in, survey};

const ADDRESS: &str = "person1@verein.example";

fn reader(lang: Lang, state: PersonState) -> ParticipantChanged {
    let name = match lang {
        Lang::De => "Ayşe Yıldız",
        Lang::Ar => "ليلى حسن",
    };
    ParticipantChanged {
        state: state.into(),
        name: name.to_owned(),
        language: lang.code().to_owned(),
        waiting_position: 3,
        ..person(1)
    }
}

/// Lives through what leads to a mail, and returns it.
async fn mail_for(purpose: Purpose, lang: Lang) -> Mail {
    use PersonState::{Cancelled, Confirmed, Waiting};
    let mut stage = Stage::with_conference().await;
    match purpose {
        Purpose::OrganiserSignIn => {
            stage
                .hear(&SignInAsked {
                    language: lang.code().to_owned(),
                    ..sign_in(START.plus(HOUR))
                })
                .await;
            stage.deliver().await;
            return stage.sink.mails().pop().expect("a mail");
        }
        Purpose::Waiting => stage.hear(&reader(lang, Waiting)).await,
        Purpose::MovedUp => {
            stage.hear(&reader(lang, Waiting)).await;
            stage.deliver().await;
            stage.hear(&now(&reader(lang, Waiting), Confirmed)).await;
        }
        _ => stage.hear(&reader(lang, Confirmed)).await,
    }
    stage.deliver().await;
    let one = reader(lang, Confirmed);
    let next = ParticipantChanged { revision: 2, ..one.clone() };
    let changed = ConferenceChanged { revision: 2, ..conference() };
    match purpose {
        Purpose::Cancelled => stage.hear(&now(&one, Cancelled)).await,
        Purpose::AlreadySignedUp => {
            stage.hear(&ParticipantChanged { repeated_sign_ups: 1, ..next }).await
        }
        Purpose::MyLink => {
            stage.hear(&ParticipantChanged { link_requests: 1, link_epoch: 1, ..next }).await;
        }
        Purpose::ConferenceChanged => {
            let place = "Rathaus".to_owned();
            stage.hear(&ConferenceChanged { schedule: 2, place, ..changed }).await;
        }
        Purpose::ConferenceCancelled => {
            let state = ConferenceState::Cancelled.into();
            stage.hear(&ConferenceChanged { state, ..changed }).await;
        }
        Purpose::SurveyInvitation | Purpose::SurveyReminder => open_survey(&stage).await,
        _ => {}
    }
    stage.deliver().await;
    if purpose == Purpose::SurveyReminder {
        stage.base.clock.advance(12 * DAY);
        stage.deliver().await;
    }
    stage.sink.mails_to(ADDRESS).pop().expect("a mail")
}

async fn open_survey(stage: &Stage) {
    stage.hear(&survey(1, SurveyState::Planned, None)).await;
    let issued = stage.published::<BallotsIssued>().await;
    stage.hear(&ready(&issued[0])).await;
    stage.hear(&survey(2, SurveyState::Open, Some(START.plus(14 * DAY)))).await;
}

/// What a person sees of a mail; ids and tokens are taken out.
fn seen(mail: &Mail) -> String {
    let calendar =
        mail.calendar.as_deref().unwrap_or("(none)").replace("\r\n ", "").replace("\r\n", "\n");
    let seen = format!(
        "Subject: {}\nContent-Language: {}\n\n{}\n=== calendar\n{}",
        mail.subject, mail.language, mail.text, calendar
    );
    let code = mail
        .links()
        .into_iter()
        .find_map(|link| Some(link.split_once("/s/dortmund/")?.1.to_owned()));
    let seen = code.map_or(seen.clone(), |code| seen.replace(&code, "[code]"));
    // Isolates cannot be seen in a snapshot.
    tests::redact::redact(&seen).replace('\u{2068}', "⟨").replace('\u{2069}', "⟩")
}

#[tokio::test]
async fn every_mail_in_every_language() {
    for lang in Lang::ALL {
        for purpose in Purpose::ALL {
            let mail = mail_for(*purpose, *lang).await;
            insta::assert_snapshot!(format!("{purpose}.{lang}"), seen(&mail));
        }
    }
}

#[tokio::test]
async fn the_html_says_the_same_as_the_text_with_each_direction_marked() {
    let mail = mail_for(Purpose::Confirmed, Lang::Ar).await;
    insta::assert_snapshot!("confirmed.ar.html", tests::redact::redact(&mail.html));
    let german = mail_for(Purpose::Confirmed, Lang::De).await;
    for forbidden in ["<img", "<script", "http-equiv", "url(", "@import"] {
        assert!(!german.html.contains(forbidden), "{forbidden}");
    }
    assert_eq!(german.links().len(), 2, "the registration and the contact's address");
}

#[tokio::test]
async fn headers_keep_machines_quiet_and_answers_on_their_way() {
    let mail = mail_for(Purpose::Confirmed, Lang::Ar).await;
    let message = MessageParser::default().parse(&mail.raw).expect("a message");
    let raw = |name: &str| message.header_raw(name).map(str::trim).map(str::to_owned);
    assert_eq!(raw("Auto-Submitted").as_deref(), Some("auto-generated"));
    let from = message.from().and_then(mail_parser::Address::first).expect("a sender");
    assert_eq!(
        (from.name(), from.address()),
        (Some("مشاركة متساوية"), Some("post@treffpunkt.test"))
    );
    let reply = message.reply_to().and_then(mail_parser::Address::first).expect("a contact");
    assert_eq!(reply.address(), Some("rosa@verein.example"));
    let date = message.date().expect("a date");
    assert_eq!(date.to_timestamp() * 1_000_000, START.as_micros());
    assert!(mail.raw.is_ascii(), "every server can take it on");
}

#[tokio::test]
async fn the_parts_are_alternatives_and_the_calendar_says_its_method() {
    let mail = mail_for(Purpose::Confirmed, Lang::De).await;
    let message = MessageParser::default().parse(&mail.raw).expect("a message");
    let kinds: Vec<_> = message
        .parts
        .iter()
        .filter_map(|part| part.content_type())
        .map(|kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default()))
        .collect();
    assert_eq!(kinds, ["multipart/alternative", "text/plain", "text/html", "text/calendar"]);
    let calendar = message.parts.last().and_then(|part| part.content_type()).expect("a type");
    assert_eq!(calendar.attribute("method"), Some("REQUEST"));
    assert_eq!(calendar.attribute("charset"), Some("utf-8"));
}

fn calendar(mail: &Mail) -> IcalCalendar {
    let text = mail.calendar.as_deref().expect("a calendar entry");
    let mut calendars = IcalParser::new(text.as_bytes());
    let calendar = calendars.next().expect("a calendar").expect("a valid one (RFC 5545)");
    assert!(calendars.next().is_none());
    calendar
}

fn property(event: &IcalEvent, name: &str) -> String {
    let found = event.properties.iter().find(|property| property.name == name);
    found.and_then(|property| property.value.clone()).unwrap_or_else(|| panic!("no {name}"))
}

fn sequence(event: &IcalEvent) -> u32 {
    property(event, "SEQUENCE").parse().expect("a number")
}

#[tokio::test]
async fn a_calendar_puts_the_entry_in_moves_it_and_takes_it_out() {
    let request = calendar(&mail_for(Purpose::Confirmed, Lang::De).await);
    let moved = calendar(&mail_for(Purpose::ConferenceChanged, Lang::De).await);
    let cancel = calendar(&mail_for(Purpose::Cancelled, Lang::De).await);
    let off = calendar(&mail_for(Purpose::ConferenceCancelled, Lang::De).await);
    let first = &request.events[0];
    assert_eq!(property(first, "DTSTART"), "20260611T080000Z");
    assert_eq!(property(first, "DTEND"), "20260611T140000Z");
    assert_eq!(property(first, "ORGANIZER"), "mailto:post@treffpunkt.test");
    assert_eq!(property(first, "ATTENDEE"), format!("mailto:{ADDRESS}"));
    assert_eq!(property(first, "SUMMARY"), "Konferenz in Dortmund");
    for later in [&moved, &cancel] {
        assert_eq!(property(&later.events[0], "UID"), property(first, "UID"));
        assert!(sequence(&later.events[0]) > sequence(first));
    }
    assert_eq!(property(&cancel.events[0], "STATUS"), "CANCELLED");
    assert_eq!(property(&off.events[0], "STATUS"), "CANCELLED");
    assert!(property(&moved.events[0], "LOCATION").starts_with("Rathaus"));
}

#[tokio::test]
async fn who_waits_gets_no_calendar_entry_and_none_to_take_out() {
    let mut stage = Stage::with_conference().await;
    let one = crate::stage::waiting(1, 1);
    stage.hear(&one).await;
    stage.deliver().await;
    stage.hear(&now(&one, PersonState::Cancelled)).await;
    stage.deliver().await;
    let mails = stage.sink.mails_to(ADDRESS);
    assert_eq!(mails.len(), 2);
    assert!(mails.iter().all(|mail| mail.calendar.is_none()));
}

#[tokio::test]
async fn nothing_typed_becomes_a_header_or_a_line_of_the_calendar() {
    let nasty =
        "Zoë\r\nBcc: opfer@x.example\r\n\r\nText\nATTENDEE:mailto:x@y.z \"q\";:, <b>&\u{202e}";
    for name in [nasty.to_owned(), "Ж".repeat(200), "ab ".repeat(66)] {
        let mut stage = Stage::with_conference().await;
        let named =
            ParticipantChanged { name: name.clone(), addressed_as: name.clone(), ..person(1) };
        stage.hear(&named).await;
        stage.deliver().await;
        let mail = stage.sink.mails_to(ADDRESS).pop().expect("a mail");
        assert_eq!(mail.to, [ADDRESS]);
        let message = MessageParser::default().parse(&mail.raw).expect("a message");
        assert!(message.bcc().is_none());
        let to = message.to().and_then(mail_parser::Address::first).expect("a recipient");
        assert_eq!(to.address(), Some(ADDRESS));
        let one_line = name.replace('\u{202e}', "");
        let one_line = one_line.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(to.name(), Some(one_line.as_str()));
        let attendees = &calendar(&mail).events[0].properties;
        assert_eq!(attendees.iter().filter(|property| property.name == "ATTENDEE").count(), 1);
        assert!(!mail.html.contains("<b>"));
        let longest = mail.raw.split(|byte| *byte == b'\n').map(<[u8]>::len).max();
        assert!(longest < Some(1000), "RFC 5322, 2.1.1: {longest:?}");
    }
}

#[tokio::test]
async fn addresses_of_other_scripts_go_as_far_as_servers_can() {
    let mut stage = Stage::with_conference().await;
    stage.hear(&ParticipantChanged { email: "rosa@münchen.example".to_owned(), ..person(1) }).await;
    stage.hear(&ParticipantChanged { email: "روزا@verein.example".to_owned(), ..person(2) }).await;
    stage.hear(&ParticipantChanged { email: "no address".to_owned(), ..person(3) }).await;
    stage.deliver().await;
    assert_eq!(stage.sink.mails_to("rosa@xn--mnchen-3ya.example").len(), 1);
    assert_eq!(stage.sink.mails_to("روزا@verein.example").len(), 1);
    let failed = stage.mails().await.pop().expect("three mails");
    assert_eq!(failed.error, Some(notification::mail::MailError::AddressUnusable));
}
