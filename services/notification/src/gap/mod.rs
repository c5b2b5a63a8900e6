//! What to tell a person: the difference between what is and what they were told.
//!
//! Pure, so that order, repeats and gaps of the events do no harm: whatever came in between, the mails planned are those
//! that lead from the last told to the newest known, and afterwards *told* depends on the newest alone.

use crate::mail::Purpose;
use crate::people::{Conference, ConferenceState, Person, PersonState, Told};

/// A mail to plan. For one person and conference no purpose comes twice with the same occasion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedMail {
    pub purpose: Purpose,
    /// What makes this telling another than the last one: a revision or a count.
    pub occasion: i64,
}

/// The mails that close the gap, and what the person has been told once they are planned.
#[derive(Debug, PartialEq, Eq)]
pub struct Closed {
    pub mails: Vec<PlannedMail>,
    pub told: Told,
}

/// Closes the gap for one person. A draft is nobody's business yet.
pub fn close(person: &Person, conference: &Conference) -> Closed {
    if conference.state == ConferenceState::Draft || person.state == PersonState::Erased {
        return Closed { mails: Vec::new(), told: person.told.0.clone() };
    }
    let news = news(person, conference);
    let mut mails = Vec::from_iter(news);
    if mails.is_empty() {
        // Whatever tells the state carries the link and says "you are signed up" as well.
        mails.extend(answers(person));
    }
    Closed { mails, told: as_it_is(person, conference) }
}

fn as_it_is(person: &Person, conference: &Conference) -> Told {
    Told {
        state: Some(standing(person.state)),
        schedule: conference.schedule,
        conference_cancelled: conference.state == ConferenceState::Cancelled,
        email: person.email.clone(),
        link_epoch: person.link_epoch,
        repeated_sign_ups: person.repeated_sign_ups,
        link_requests: person.link_requests,
    }
}

/// Having come is no news to who came.
const fn standing(state: PersonState) -> PersonState {
    match state {
        PersonState::Attended => PersonState::Confirmed,
        other => other,
    }
}

/// What changed for the person, in one mail at most.
fn news(person: &Person, conference: &Conference) -> Option<PlannedMail> {
    match conference.state {
        ConferenceState::Published => {
            place_news(person).or_else(|| schedule_news(person, conference))
        }
        ConferenceState::Cancelled => cancellation(person, conference),
        ConferenceState::Draft | ConferenceState::Over => None,
    }
}

fn place_news(person: &Person) -> Option<PlannedMail> {
    use PersonState::{Cancelled, Confirmed, Waiting};
    let purpose = match (person.told.0.state, standing(person.state)) {
        (Some(Waiting), Confirmed) => Purpose::MovedUp,
        (Some(Confirmed), Confirmed) | (Some(Waiting), Waiting) if !needs_retelling(person) => {
            return None;
        }
        (_, Confirmed) => Purpose::Confirmed,
        (_, Waiting) => Purpose::Waiting,
        (Some(Waiting | Confirmed), Cancelled) => Purpose::Cancelled,
        _ => return None,
    };
    Some(PlannedMail { purpose, occasion: person.revision })
}

/// The address was corrected, or older links no longer hold for another reason than that a new one was asked for.
fn needs_retelling(person: &Person) -> bool {
    let told = &person.told.0;
    let new_link_asked = told.link_requests != person.link_requests;
    has_new_address(person) || (told.link_epoch != person.link_epoch && !new_link_asked)
}

/// Whether the person was told something at another address.
fn has_new_address(person: &Person) -> bool {
    let told_at = &person.told.0.email;
    !told_at.is_empty() && !is_same_mailbox(told_at, &person.email)
}

/// Other capitals are the same mailbox.
pub fn is_same_mailbox(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

fn schedule_news(person: &Person, conference: &Conference) -> Option<PlannedMail> {
    let moved = person.told.0.schedule != conference.schedule;
    (moved && is_coming(person)).then_some(PlannedMail {
        purpose: Purpose::ConferenceChanged,
        occasion: conference.schedule,
    })
}

fn cancellation(person: &Person, conference: &Conference) -> Option<PlannedMail> {
    let told = &person.told.0;
    let known = told.conference_cancelled && !needs_retelling(person);
    // Both only rise, so their sum is another each time.
    let occasion = conference.revision + person.revision;
    (!known && is_coming(person))
        .then_some(PlannedMail { purpose: Purpose::ConferenceCancelled, occasion })
}

fn is_coming(person: &Person) -> bool {
    person.state.has_place() || person.state == PersonState::Waiting
}

/// What the person asked for.
fn answers(person: &Person) -> impl Iterator<Item = PlannedMail> {
    let told = &person.told.0;
    let link = (person.link_requests > told.link_requests)
        .then_some(PlannedMail { purpose: Purpose::MyLink, occasion: person.link_requests });
    let again = (person.repeated_sign_ups > told.repeated_sign_ups).then_some(PlannedMail {
        purpose: Purpose::AlreadySignedUp,
        occasion: person.repeated_sign_ups,
    });
    again.into_iter().chain(link)
}
