//! What is planned for each change, and that nothing else than the newest state decides what was told.

use std::collections::HashSet;

use notification::gap::{Closed, close};
use notification::mail::Purpose;
use notification::people::{Conference, ConferenceState, Person, PersonState, Told};
use proptest::prelude::*;
use shared::text::Doc;

use crate::stage;

fn conference() -> Conference {
    Conference::try_from(stage::conference()).expect("a valid event")
}

fn person(state: PersonState, told: Option<PersonState>) -> Person {
    let person = Person::try_from(stage::person(1)).expect("a valid event");
    let told = Told { state: told, schedule: 1, email: person.email.clone(), ..Told::default() };
    Person { state, told: Doc(told), ..person }
}

fn purposes(person: &Person, conference: &Conference) -> Vec<Purpose> {
    close(person, conference).mails.into_iter().map(|mail| mail.purpose).collect()
}

#[test]
fn each_step_of_a_place_has_its_mail() {
    use PersonState::{Attended, Cancelled, Confirmed, Waiting};
    let table = [
        (None, Confirmed, Some(Purpose::Confirmed)),
        (None, Waiting, Some(Purpose::Waiting)),
        (None, Attended, Some(Purpose::Confirmed)),
        (None, Cancelled, None),
        (Some(Waiting), Confirmed, Some(Purpose::MovedUp)),
        (Some(Waiting), Waiting, None),
        (Some(Waiting), Cancelled, Some(Purpose::Cancelled)),
        (Some(Confirmed), Confirmed, None),
        (Some(Confirmed), Attended, None),
        (Some(Confirmed), Waiting, Some(Purpose::Waiting)),
        (Some(Confirmed), Cancelled, Some(Purpose::Cancelled)),
        (Some(Cancelled), Cancelled, None),
        (Some(Cancelled), Confirmed, Some(Purpose::Confirmed)),
        (Some(Cancelled), Waiting, Some(Purpose::Waiting)),
    ];
    for (told, is, expected) in table {
        let planned = purposes(&person(is, told), &conference());
        assert_eq!(planned, Vec::from_iter(expected), "{told:?} → {is:?}");
    }
}

#[test]
fn a_corrected_address_hears_the_state_anew() {
    for (state, purpose) in
        [(PersonState::Confirmed, Purpose::Confirmed), (PersonState::Waiting, Purpose::Waiting)]
    {
        let mut corrected = person(state, Some(state));
        corrected.email = "neu@verein.example".to_owned();
        corrected.link_epoch = 1;
        assert_eq!(purposes(&corrected, &conference()), [purpose]);
        let mut capitals = person(state, Some(state));
        capitals.email = capitals.email.to_uppercase();
        assert_eq!(purposes(&capitals, &conference()), [], "the same mailbox");
    }
}

#[test]
fn who_asks_for_the_link_gets_the_link_alone() {
    let mut asking = person(PersonState::Confirmed, Some(PersonState::Confirmed));
    asking.link_requests = 1;
    asking.link_epoch = 1;
    assert_eq!(purposes(&asking, &conference()), [Purpose::MyLink]);
    asking.repeated_sign_ups = 1;
    assert_eq!(purposes(&asking, &conference()), [Purpose::AlreadySignedUp, Purpose::MyLink]);
}

#[test]
fn a_new_place_or_time_is_told_to_who_is_coming_or_waiting() {
    use PersonState::{Cancelled, Confirmed, Waiting};
    let moved = Conference { schedule: 2, ..conference() };
    let planned = |state| purposes(&person(state, Some(state)), &moved);
    assert_eq!(planned(Confirmed), [Purpose::ConferenceChanged]);
    assert_eq!(planned(Waiting), [Purpose::ConferenceChanged]);
    assert_eq!(planned(Cancelled), []);
    let moved_up = person(Confirmed, Some(Waiting));
    assert_eq!(purposes(&moved_up, &moved), [Purpose::MovedUp], "one mail says it all");
}

#[test]
fn a_cancelled_conference_is_told_once_and_nothing_else() {
    use PersonState::{Cancelled, Confirmed, Waiting};
    let off = Conference { state: ConferenceState::Cancelled, schedule: 2, ..conference() };
    for (told, is, expected) in [
        (Some(Confirmed), Confirmed, vec![Purpose::ConferenceCancelled]),
        (Some(Waiting), Waiting, vec![Purpose::ConferenceCancelled]),
        (None, Confirmed, vec![Purpose::ConferenceCancelled]),
        (Some(Confirmed), Cancelled, vec![]),
    ] {
        assert_eq!(purposes(&person(is, told), &off), expected, "{told:?} → {is:?}");
    }
    let mut knows = person(Confirmed, Some(Confirmed));
    knows.told.0.conference_cancelled = true;
    assert_eq!(purposes(&knows, &off), []);
}

#[test]
fn a_draft_is_told_to_nobody_and_what_is_over_needs_no_news() {
    let new = person(PersonState::Confirmed, None);
    let draft = Conference { state: ConferenceState::Draft, ..conference() };
    assert_eq!(close(&new, &draft), Closed { mails: Vec::new(), told: new.told.0.clone() });
    let over = Conference { state: ConferenceState::Over, ..conference() };
    assert_eq!(purposes(&new, &over), []);
}

/// What registration could tell, one after the other; each change makes a revision.
#[derive(Debug, Clone, Copy)]
enum Change {
    State(PersonState),
    Address,
    LinkAsked,
    SignedUpAgain,
    Moved,
    Conference(ConferenceState),
}

fn change() -> impl Strategy<Value = Change> {
    let states = vec![
        PersonState::Waiting,
        PersonState::Confirmed,
        PersonState::Cancelled,
        PersonState::Attended,
    ];
    let conference = vec![ConferenceState::Cancelled, ConferenceState::Over];
    prop_oneof![
        4 => proptest::sample::select(states).prop_map(Change::State),
        1 => Just(Change::Address),
        1 => Just(Change::LinkAsked),
        1 => Just(Change::SignedUpAgain),
        1 => Just(Change::Moved),
        1 => proptest::sample::select(conference).prop_map(Change::Conference),
    ]
}

#[derive(Debug, Clone)]
enum Event {
    Person(Box<Person>),
    Conference(Box<Conference>),
}

/// The aggregates after each change.
fn history(changes: &[Change]) -> Vec<Event> {
    let (mut person, mut conference) = (person(PersonState::Waiting, None), conference());
    person.told = Doc::default();
    let mut events =
        vec![Event::Conference(conference.clone().into()), Event::Person(person.clone().into())];
    for change in changes {
        match change {
            Change::State(state) => person.state = *state,
            Change::Address => {
                person.link_epoch += 1;
                person.email = format!("{}@verein.example", person.link_epoch);
            }
            Change::LinkAsked => {
                person.link_epoch += 1;
                person.link_requests += 1;
            }
            Change::SignedUpAgain => person.repeated_sign_ups += 1,
            Change::Moved => conference.schedule += 1,
            Change::Conference(state) => conference.state = *state,
        }
        events.push(if matches!(change, Change::Moved | Change::Conference(_)) {
            conference.revision += 1;
            Event::Conference(conference.clone().into())
        } else {
            person.revision += 1;
            Event::Person(person.clone().into())
        });
    }
    events
}

/// Hears events as the service does: an older revision changes nothing. Returns what was told and every mail.
fn hear(events: impl IntoIterator<Item = Event>) -> (Told, Vec<(Purpose, i64)>) {
    let (mut person, mut conference): (Option<Person>, Option<Conference>) = (None, None);
    let mut mails = Vec::new();
    for event in events {
        match event {
            Event::Person(new) if person.as_ref().is_none_or(|old| old.revision < new.revision) => {
                let told = person.map(|old| old.told).unwrap_or_default();
                person = Some(Person { told, ..*new });
            }
            Event::Conference(new)
                if conference.as_ref().is_none_or(|old| old.revision < new.revision) =>
            {
                conference = Some(*new);
            }
            _ => continue,
        }
        if let (Some(person), Some(conference)) = (&mut person, &conference) {
            let closed = close(person, conference);
            mails.extend(closed.mails.into_iter().map(|mail| (mail.purpose, mail.occasion)));
            person.told.0 = closed.told;
        }
    }
    (person.map(|person| person.told.0).unwrap_or_default(), mails)
}

proptest! {
    #[test]
    fn any_order_and_repetition_ends_in_the_same_told_state_and_repeats_no_mail(
        changes in proptest::collection::vec(change(), 0..12),
        picks in proptest::collection::vec(any::<proptest::sample::Index>(), 0..40),
    ) {
        let events = history(&changes);
        let (in_order, _) = hear(events.clone());
        let shuffled = picks.iter().map(|pick| pick.get(&events).clone());
        // In the end everything has come at least once.
        let (told, mails) = hear(shuffled.chain(events.iter().rev().cloned()));
        prop_assert_eq!(told, in_order);
        let once: HashSet<_> = mails.iter().collect();
        prop_assert_eq!(once.len(), mails.len(), "twice for one occasion: {:?}", mails);
    }
}
