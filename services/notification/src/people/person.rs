//! The copy of the participants: whom to write to, and what they were told.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use proto::registration::v1::{ParticipantChanged, participant_changed};
use serde::{Deserialize, Serialize};
use shared::db::Result;
use shared::events::HandleError;
use shared::i18n::Lang;
use shared::ids::{ConferenceId, ParticipantId};
use shared::text::Doc;
use shared::{Conn, on};

use crate::schema::people;

shared::words! {
    PersonState {
        Waiting = "waiting",
        Confirmed = "confirmed",
        Cancelled = "cancelled",
        Attended = "attended",
        /// Nothing is kept but the ids and the revision.
        Erased = "erased",
    }
}

impl PersonState {
    /// Whether the person has (or had) a place.
    pub const fn has_place(self) -> bool {
        matches!(self, Self::Confirmed | Self::Attended)
    }
}

/// What a person was told last, or what is so little that nothing need be told.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Waiting, confirmed or cancelled; nothing yet for somebody new.
    pub state: Option<PersonState>,
    pub schedule: i64,
    pub conference_cancelled: bool,
    /// Where it was told.
    pub email: String,
    pub link_epoch: i64,
    pub repeated_sign_ups: i64,
    pub link_requests: i64,
}

/// A participant as registration last told them.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = people)]
pub struct Person {
    pub id: ParticipantId,
    pub conference_id: ConferenceId,
    pub revision: i64,
    pub state: PersonState,
    pub name: String,
    pub addressed_as: String,
    pub email: String,
    pub language: Lang,
    /// The place in the waiting list when they came onto it, from 1.
    pub waiting_position: i64,
    pub link_epoch: i64,
    pub repeated_sign_ups: i64,
    pub link_requests: i64,
    pub told: Doc<Told>,
}

impl TryFrom<ParticipantChanged> for Person {
    type Error = HandleError;

    fn try_from(event: ParticipantChanged) -> std::result::Result<Self, HandleError> {
        Ok(Self {
            id: ParticipantId::try_from(event.id.as_slice())?,
            conference_id: ConferenceId::try_from(event.conference_id.as_slice())?,
            revision: event.revision.cast_signed(),
            state: state(event.state())?,
            name: event.name,
            addressed_as: event.addressed_as,
            email: event.email,
            // A language that this version does not speak: German, as on every page.
            language: event.language.parse().unwrap_or(Lang::De),
            waiting_position: event.waiting_position.into(),
            link_epoch: event.link_epoch.into(),
            repeated_sign_ups: event.repeated_sign_ups.into(),
            link_requests: event.link_requests.into(),
            told: Doc::default(),
        })
    }
}

fn state(state: participant_changed::State) -> std::result::Result<PersonState, HandleError> {
    use participant_changed::State;
    match state {
        State::Unspecified => Err(HandleError::Dead("a participant without a state".to_owned())),
        State::Waiting => Ok(PersonState::Waiting),
        State::Confirmed => Ok(PersonState::Confirmed),
        State::Cancelled => Ok(PersonState::Cancelled),
        State::Attended => Ok(PersonState::Attended),
        State::Erased => Ok(PersonState::Erased),
    }
}

/// Keeps people who are not there yet; for whoever holds their locks.
pub async fn add_all(conn: &mut Conn, people: Vec<Person>) -> Result<()> {
    shared::insert_all!(conn, people::table, people)?;
    Ok(())
}

/// Keeps a person who is there as they are now; for whoever holds their lock.
pub async fn save(conn: &mut Conn, person: Person) -> Result<()> {
    let row = people::table.find(person.id);
    on!(conn, |c| diesel::update(row).set(person).execute(c).await)?;
    Ok(())
}

/// Notes what a person has now been told.
pub async fn note_told(conn: &mut Conn, id: ParticipantId, told: Told) -> Result<()> {
    let row = people::table.find(id);
    let told = people::told.eq(Doc(told));
    on!(conn, |c| diesel::update(row).set(told).execute(c).await)?;
    Ok(())
}

pub async fn find(conn: &mut Conn, id: ParticipantId) -> Result<Option<Person>> {
    let query = people::table.find(id);
    Ok(on!(conn, |c| query.select(Person::as_select()).first(c).await.optional())?)
}

/// These people, by their ids.
pub async fn all(
    conn: &mut Conn,
    ids: Vec<ParticipantId>,
) -> Result<HashMap<ParticipantId, Person>> {
    let query = people::table.filter(people::id.eq_any(ids));
    let all = on!(conn, |c| query.select(Person::as_select()).load(c).await)?;
    Ok(all.into_iter().map(|person: Person| (person.id, person)).collect())
}

/// The revisions of these people.
pub async fn revisions(
    conn: &Conn,
    ids: Vec<ParticipantId>,
) -> Result<HashMap<ParticipantId, i64>> {
    let query = people::table.filter(people::id.eq_any(ids)).select((people::id, people::revision));
    let all: Vec<_> = on!(conn, |c| query.load(c).await)?;
    Ok(all.into_iter().collect())
}

/// Everybody of a conference who is not erased.
pub async fn of_conference(conn: &mut Conn, conference: ConferenceId) -> Result<Vec<Person>> {
    let query = people::table
        .filter(people::conference_id.eq(conference))
        .filter(people::state.ne(PersonState::Erased));
    Ok(on!(conn, |c| query.select(Person::as_select()).load(c).await)?)
}
