//! Telling the other services what a conference is now.

use proto::registration::v1::conference_changed::{self, State as WireState};
use proto::registration::v1::{ConferenceChanged, LocalizedText};
use shared::Trace;
use shared::db::{Conn, Result};
use shared::events::outbox;
use shared::text::Localized;

use super::{Conference, State};
use crate::series::{self, Series};

/// Publishes `conference.changed`. Call it in the transaction of the change.
pub async fn publish(conn: &mut Conn, conference: &Conference, trace: Trace) -> Result<()> {
    let series = series::by_id(conn, conference.series_id).await?;
    outbox::add(conn, &event(conference, &series), trace).await
}

fn event(conference: &Conference, series: &Series) -> ConferenceChanged {
    let content = conference.content();
    ConferenceChanged {
        id: conference.id.to_bytes(),
        revision: conference.revision.cast_unsigned(),
        series_id: conference.series_id.to_bytes(),
        slug: conference.slug.clone(),
        state: wire_state(conference.state).into(),
        title: Some(localized(&content.title)),
        starts_at: conference.starts_at.as_micros(),
        ends_at: conference.ends_at.as_micros(),
        time_zone: conference.time_zone.clone(),
        city: conference.city.clone(),
        place: conference.place.clone(),
        address: conference.address.clone(),
        capacity: conference.capacity.cast_unsigned(),
        schedule: conference.schedule.cast_unsigned(),
        contact: Some(conference_changed::Contact {
            name: content.contact.name.clone(),
            email: content.contact.email.clone(),
            phone: content.contact.phone.clone(),
        }),
        series_title: Some(localized(&series.title.0)),
        funding_note: Some(localized(&series.funding_note.0)),
        sectors: content.offered_sectors().iter().map(ToString::to_string).collect(),
    }
}

const fn wire_state(state: State) -> WireState {
    match state {
        State::Draft => WireState::Draft,
        State::Published => WireState::Published,
        State::Cancelled => WireState::Cancelled,
        State::Over => WireState::Over,
    }
}

fn localized(text: &Localized) -> LocalizedText {
    LocalizedText { by_language: text.0.clone().into_iter().collect() }
}
