//! One batch of sign-ups: what is read before, changed by each decision, and written after.

use std::collections::HashMap;
use std::time::Duration;

use futures_util::future::try_join_all;
use shared::Trace;
use shared::db::{Conn, Result};
use shared::events::outbox;
use shared::ids::{ConferenceId, SubmissionId};

use super::{Outcome, SignUp, SignUps};
use crate::address::{Asked, Kind};
use crate::conference::{self, Conference};
use crate::participant::{self, Participant, State};
use crate::waiting_list::Places;

/// The owner of a known address is told of a sign-up with it at most once in this span.
const TELL_AGAIN: Duration = Duration::from_hours(1);

pub(super) struct Batch {
    conferences: HashMap<ConferenceId, (Conference, Places)>,
    people: Vec<Person>,
    /// Where in `people` somebody is.
    by_submission: HashMap<SubmissionId, usize>,
    by_address: HashMap<(ConferenceId, String), usize>,
    asked: Asked,
}

/// A participant, with what of it is not written yet.
struct Person {
    row: Participant,
    new: bool,
    /// The request that changed it last.
    changed: Option<Trace>,
}

impl Batch {
    /// Locks the conferences and reads whatever the decisions depend on.
    pub async fn read(conn: &Conn, commands: &[SignUp]) -> Result<Self> {
        let mut ids: Vec<_> = commands.iter().map(|command| command.conference).collect();
        ids.sort_unstable();
        ids.dedup();
        let locked = conference::lock(conn, &ids).await?;
        let places = |conference: Conference| {
            let places = Places::of(&conference);
            (conference.id, (conference, places))
        };
        let keys: Vec<_> = commands.iter().map(SignUp::email_key).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let submissions: Vec<_> = commands.iter().map(|command| command.submission).collect();
        let (by_submission, by_address, asked) = tokio::try_join!(
            // Two queries, each with an index of its own.
            participant::by_submissions(conn, &submissions),
            participant::by_addresses(conn, &ids, &keys),
            Asked::read(conn, Kind::SignUp, &keys),
        )?;
        let mut batch = Self {
            conferences: locked.into_iter().map(places).collect(),
            people: Vec::with_capacity(commands.len()),
            by_submission: HashMap::new(),
            by_address: HashMap::new(),
            asked,
        };
        for row in by_submission.into_iter().chain(by_address) {
            if !batch.by_submission.contains_key(&row.submission_id) {
                batch.add(Person::stored(row));
            }
        }
        Ok(batch)
    }

    fn add(&mut self, person: Person) {
        let (place, row) = (self.people.len(), &person.row);
        self.by_submission.insert(row.submission_id, place);
        self.by_address.insert((row.conference_id, row.email_key.clone()), place);
        self.people.push(person);
    }

    pub fn decide(&mut self, rules: &SignUps, command: &SignUp) -> Outcome {
        if self.by_submission.contains_key(&command.submission) {
            return Outcome::Again;
        }
        let email_key = command.email_key();
        let conference = self.conferences.get_mut(&command.conference);
        let open = conference.filter(|(row, _)| row.takes_sign_ups(command.at));
        let Some((_, places)) = open else { return Outcome::Closed };
        if !self.asked.once_more(&email_key, command.at) {
            return Outcome::AddressLimit;
        }
        let Some(&place) = self.by_address.get(&(command.conference, email_key)) else {
            let person = Person::arrive(rules, command, places);
            let outcome = outcome(&person.row);
            self.add(person);
            return outcome;
        };
        let person = &mut self.people[place];
        if person.row.state != State::Cancelled {
            return person.tell_again(command);
        }
        self.by_submission.remove(&person.row.submission_id);
        self.by_submission.insert(command.submission, place);
        person.come_back(rules, command, places)
    }

    /// Writes what changed, and tells it.
    pub async fn write(self, conn: &Conn) -> Result<()> {
        let message = |person: &Person| Some(participant::message(&person.row, person.changed?));
        let messages = self.people.iter().filter_map(message).collect();
        let (new, stored): (Vec<_>, Vec<_>) = self.people.into_iter().partition(|p| p.new);
        let changed = stored.iter().filter(|person| person.changed.is_some());
        tokio::try_join!(
            try_join_all(self.conferences.into_values().map(|of_one| save_places(conn, of_one))),
            self.asked.write(conn),
            outbox::add_all(conn, messages),
            try_join_all(changed.map(|person| participant::save(conn, &person.row))),
            participant::insert_all(conn, new.into_iter().map(|person| person.row).collect()),
        )?;
        Ok(())
    }
}

async fn save_places(conn: &Conn, (mut conference, places): (Conference, Places)) -> Result<()> {
    places.write_to(&mut conference);
    conference::save_counts(conn, &conference).await
}

impl Person {
    fn stored(row: Participant) -> Self {
        Self { row, new: false, changed: None }
    }

    fn arrive(rules: &SignUps, command: &SignUp, places: &mut Places) -> Self {
        let mut person = Self { row: command.row(&rules.needs), new: true, changed: None };
        person.place(rules, command, places);
        person
    }

    /// Somebody who cancelled signs up anew: with what they tell now, at the end of the line. Older links and cookies
    /// no longer hold: only who reads the mail of this sign-up sees what was told with it.
    fn come_back(&mut self, rules: &SignUps, command: &SignUp, places: &mut Places) -> Outcome {
        command.submitted.write_to(&mut self.row, &rules.needs);
        self.row.submission_id = command.submission;
        self.row.signed_up_at = command.at;
        self.row.link_epoch += 1;
        self.place(rules, command, places);
        outcome(&self.row)
    }

    fn place(&mut self, rules: &SignUps, command: &SignUp, places: &mut Places) {
        let admission = (rules.admit)(places);
        self.row.arrival = admission.arrival;
        self.row.state = admission.state;
        self.row.waiting_position = admission.waiting_position;
        self.change(command.trace);
    }

    fn tell_again(&mut self, command: &SignUp) -> Outcome {
        let told = self.row.repeated_at;
        if told.is_none_or(|told| command.at.since(told) >= TELL_AGAIN) {
            self.row.repeated_sign_ups += 1;
            self.row.repeated_at = Some(command.at);
            self.change(command.trace);
        }
        Outcome::Known
    }

    fn change(&mut self, trace: Trace) {
        self.row.changed();
        self.changed = Some(trace);
    }
}

fn outcome(row: &Participant) -> Outcome {
    if row.state == State::Waiting { Outcome::Waiting } else { Outcome::Confirmed }
}
