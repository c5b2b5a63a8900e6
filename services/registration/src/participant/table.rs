//! Participants as the database keeps them.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use shared::db::{Conn, Result};
use shared::i18n::Lang;
use shared::ids::{ConferenceId, ParticipantId, SubmissionId};
use shared::{Instant, on};

use super::State;
use crate::conference::Sector;
use crate::schema::participants;

/// A participant. No `Debug`: it would bring personal data into logs.
#[derive(Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = participants)]
#[diesel(treat_none_as_null = true)]
pub struct Participant {
    pub id: ParticipantId,
    pub conference_id: ConferenceId,
    /// The number of the arrival, from 1: the order of the waiting list.
    pub arrival: i64,
    pub state: State,
    /// Rises with every change.
    pub revision: i64,
    pub submission_id: SubmissionId,
    pub name: String,
    /// How the person wants to be addressed, or empty.
    pub addressed_as: String,
    pub email: String,
    /// See [`crate::address::key`].
    pub email_key: String,
    pub organisation: String,
    pub sector: Sector,
    pub place: String,
    pub language: Lang,
    /// The code of the workshop that the person wishes for, or empty.
    pub workshop: String,
    /// Sealed; only [`super::needs::open`] opens it.
    pub needs: Option<Vec<u8>>,
    pub photo_consent: bool,
    /// The place in the waiting list when the person came onto it; 0 when not waiting.
    pub waiting_position: i32,
    pub link_epoch: i32,
    /// How often a sign-up with the known address was told to the person.
    pub repeated_sign_ups: i32,
    pub repeated_at: Option<Instant>,
    /// How often the person was sent a new link.
    pub link_requests: i32,
    pub link_requested_at: Option<Instant>,
    pub signed_up_at: Instant,
    pub attended_at: Option<Instant>,
}

impl Participant {
    /// To be called with every change, or consumers will pass it over.
    pub(crate) fn changed(&mut self) {
        self.revision += 1;
    }
}

/// Which of a conference's participants; by default all.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub state: Option<State>,
    /// Words that name, address, organisation or place must hold, in any case and order.
    pub words: String,
}

impl Filter {
    fn keeps(&self, person: &Participant) -> bool {
        let text = [&person.name, &person.email, &person.organisation, &person.place];
        let text = text.map(|part| part.to_lowercase()).join("\n");
        self.state.is_none_or(|state| person.state == state)
            && self.words.to_lowercase().split_whitespace().all(|word| text.contains(word))
    }
}

pub async fn by_id(conn: &mut Conn, id: ParticipantId) -> Result<Option<Participant>> {
    Ok(on!(conn, |c| participants::table
        .find(id)
        .select(Participant::as_select())
        .first(c)
        .await
        .optional())?)
}

/// Every registration of an address, at whatever conference.
pub async fn by_email_key(conn: &mut Conn, email_key: &str) -> Result<Vec<Participant>> {
    Ok(on!(conn, |c| participants::table
        .filter(participants::email_key.eq(email_key))
        .select(Participant::as_select())
        .order(participants::id)
        .load(c)
        .await)?)
}

/// A conference's participants, in the order of their arrival. The words are sought here and not by SQL, because SQLite
/// knows upper and lower case of ASCII only.
pub async fn of_conference(
    conn: &mut Conn,
    conference: ConferenceId,
    filter: &Filter,
) -> Result<Vec<Participant>> {
    let mut people: Vec<Participant> = on!(conn, |c| participants::table
        .filter(participants::conference_id.eq(conference))
        .select(Participant::as_select())
        .order(participants::arrival)
        .load(c)
        .await)?;
    people.retain(|person| filter.keeps(person));
    Ok(people)
}

/// How many are in a state.
pub async fn count(conn: &mut Conn, conference: ConferenceId, state: State) -> Result<i64> {
    let rows = participants::table
        .filter(participants::conference_id.eq(conference))
        .filter(participants::state.eq(state));
    Ok(on!(conn, |c| rows.count().get_result(c).await)?)
}

/// Those who sent one of these forms.
pub async fn by_submissions(conn: &Conn, submissions: &[SubmissionId]) -> Result<Vec<Participant>> {
    let rows = participants::table.filter(participants::submission_id.eq_any(submissions));
    Ok(on!(conn, |c| rows.select(Participant::as_select()).load(c).await)?)
}

/// Those at the conferences who have one of these addresses. PostgreSQL is asked for the addresses only: it might prefer to
/// read through the conferences.
pub async fn by_addresses(
    conn: &Conn,
    conferences: &[ConferenceId],
    email_keys: &[&str],
) -> Result<Vec<Participant>> {
    let rows = participants::table.filter(participants::email_key.eq_any(email_keys));
    let mut people: Vec<Participant> =
        on!(conn, |c| rows.select(Participant::as_select()).load(c).await)?;
    people.retain(|person| conferences.contains(&person.conference_id));
    Ok(people)
}

/// The first who wait, in the order of their arrival.
pub async fn waiting(
    conn: &mut Conn,
    conference: ConferenceId,
    most: i32,
) -> Result<Vec<Participant>> {
    Ok(on!(conn, |c| participants::table
        .filter(participants::conference_id.eq(conference))
        .filter(participants::state.eq(State::Waiting))
        .select(Participant::as_select())
        .order(participants::arrival)
        .limit(most.into())
        .load(c)
        .await)?)
}

/// The person's place in the waiting list now, from 1; none when not waiting.
pub async fn place_in_line(conn: &mut Conn, person: &Participant) -> Result<Option<i64>> {
    if person.state != State::Waiting {
        return Ok(None);
    }
    let not_behind = participants::table
        .filter(participants::conference_id.eq(person.conference_id))
        .filter(participants::state.eq(State::Waiting))
        .filter(participants::arrival.le(person.arrival));
    Ok(Some(on!(conn, |c| not_behind.count().get_result(c).await)?))
}

/// Adds people as one set.
pub async fn insert_all(conn: &Conn, people: Vec<Participant>) -> Result<()> {
    shared::insert_all!(conn, participants::table, people)?;
    Ok(())
}

/// Keeps everything of a participant; for whoever holds the conference's lock.
pub async fn save(conn: &Conn, person: &Participant) -> Result<()> {
    let row = participants::table.find(person.id);
    on!(conn, |c| diesel::update(row).set(person).execute(c).await)?;
    Ok(())
}

/// Takes the row out; see [`super::erase`].
pub(super) async fn delete(conn: &mut Conn, id: ParticipantId) -> Result<()> {
    on!(conn, |c| diesel::delete(participants::table.find(id)).execute(c).await)?;
    Ok(())
}
