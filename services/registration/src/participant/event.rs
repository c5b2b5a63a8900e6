//! Telling notification what a participant is now (`participant.changed`). Access needs never go along.

use proto::registration::v1::ParticipantChanged;
use proto::registration::v1::participant_changed::State as WireState;
use shared::db::{Conn, Result};
use shared::events::outbox;
use shared::ids::ConferenceId;
use shared::{Trace, events};

use super::{Filter, Participant, State, of_conference};

/// Tells what the participant is now. Call it in the transaction of the change.
pub async fn publish(conn: &mut Conn, person: &Participant, trace: Trace) -> Result<()> {
    outbox::add(conn, &now(person), trace).await
}

/// Tells that the participant is gone: no field but the ids and the revision is set.
pub(super) async fn publish_erased(
    conn: &mut Conn,
    person: &Participant,
    trace: Trace,
) -> Result<()> {
    let event = ParticipantChanged {
        id: person.id.to_bytes(),
        conference_id: person.conference_id.to_bytes(),
        revision: person.revision.cast_unsigned() + 1,
        state: WireState::Erased.into(),
        ..Default::default()
    };
    outbox::add(conn, &event, trace).await
}

/// Tells again what every participant of a conference is, for a consumer that has lost its copy.
pub async fn republish_all(conn: &mut Conn, conference: ConferenceId, trace: Trace) -> Result<()> {
    let people = of_conference(conn, conference, &Filter::default()).await?;
    outbox::add_all(conn, people.iter().map(|person| message(person, trace)).collect()).await
}

/// The event as a message, for those who add many at once.
pub(crate) fn message(person: &Participant, trace: Trace) -> events::Message {
    events::Message::new(&now(person), trace)
}

fn now(person: &Participant) -> ParticipantChanged {
    ParticipantChanged {
        id: person.id.to_bytes(),
        conference_id: person.conference_id.to_bytes(),
        revision: person.revision.cast_unsigned(),
        state: wire(person.state).into(),
        name: person.name.clone(),
        addressed_as: person.addressed_as.clone(),
        email: person.email.clone(),
        language: person.language.code().to_owned(),
        waiting_position: person.waiting_position.cast_unsigned(),
        link_epoch: person.link_epoch.cast_unsigned(),
        repeated_sign_ups: person.repeated_sign_ups.cast_unsigned(),
        link_requests: person.link_requests.cast_unsigned(),
    }
}

const fn wire(state: State) -> WireState {
    match state {
        State::Waiting => WireState::Waiting,
        State::Confirmed => WireState::Confirmed,
        State::Cancelled => WireState::Cancelled,
        State::Attended => WireState::Attended,
    }
}
