//! The copy of the conferences: what a mail says of one.

use std::collections::HashMap;
use std::sync::Arc;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use proto::registration::v1::{ConferenceChanged, conference_changed};
use shared::db::Result;
use shared::events::HandleError;
use shared::ids::{ConferenceId, SeriesId};
use shared::text::{Doc, Localized};
use shared::{Conn, Instant, on};

use crate::schema::conferences;

shared::words! {
    ConferenceState { Draft = "draft", Published = "published", Cancelled = "cancelled", Over = "over" }
}

/// A conference as registration last told it.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = conferences)]
pub struct Conference {
    pub id: ConferenceId,
    pub series_id: SeriesId,
    pub revision: i64,
    pub slug: String,
    pub state: ConferenceState,
    /// Rises when time or place change.
    pub schedule: i64,
    pub title: Doc<Localized>,
    pub series_title: Doc<Localized>,
    pub starts_at: Instant,
    pub ends_at: Instant,
    /// IANA name.
    pub time_zone: String,
    pub city: String,
    pub place: String,
    pub address: String,
    pub contact_name: String,
    pub contact_email: String,
    pub contact_phone: String,
}

impl TryFrom<ConferenceChanged> for Conference {
    type Error = HandleError;

    fn try_from(event: ConferenceChanged) -> std::result::Result<Self, HandleError> {
        let localized = |text: Option<proto::registration::v1::LocalizedText>| {
            Doc(Localized(text.unwrap_or_default().by_language.into_iter().collect()))
        };
        let state = state(event.state())?;
        let contact = event.contact.unwrap_or_default();
        Ok(Self {
            id: ConferenceId::try_from(event.id.as_slice())?,
            series_id: SeriesId::try_from(event.series_id.as_slice())?,
            revision: event.revision.cast_signed(),
            slug: event.slug,
            state,
            schedule: event.schedule.into(),
            title: localized(event.title),
            series_title: localized(event.series_title),
            starts_at: Instant::from_micros(event.starts_at),
            ends_at: Instant::from_micros(event.ends_at),
            time_zone: event.time_zone,
            city: event.city,
            place: event.place,
            address: event.address,
            contact_name: contact.name,
            contact_email: contact.email,
            contact_phone: contact.phone,
        })
    }
}

fn state(state: conference_changed::State) -> std::result::Result<ConferenceState, HandleError> {
    use conference_changed::State;
    match state {
        State::Unspecified => Err(HandleError::Dead("a conference without a state".to_owned())),
        State::Draft => Ok(ConferenceState::Draft),
        State::Published => Ok(ConferenceState::Published),
        State::Cancelled => Ok(ConferenceState::Cancelled),
        State::Over => Ok(ConferenceState::Over),
    }
}

/// Keeps what is newer than the copy; false when the copy is as new already.
pub async fn keep(conn: &mut Conn, conference: &Conference) -> Result<bool> {
    use diesel::query_dsl::methods::FilterDsl;
    let kept = on!(conn, |c| diesel::insert_into(conferences::table)
        .values(conference.clone())
        .on_conflict(conferences::id)
        .do_update()
        .set(conference.clone())
        .filter(conferences::revision.lt(conference.revision))
        .execute(c)
        .await)?;
    Ok(kept == 1)
}

pub async fn find(conn: &mut Conn, id: ConferenceId) -> Result<Option<Conference>> {
    let query = conferences::table.find(id);
    Ok(on!(conn, |c| query.select(Conference::as_select()).first(c).await.optional())?)
}

/// These conferences, by their ids.
pub async fn all(
    conn: &mut Conn,
    ids: Vec<ConferenceId>,
) -> Result<HashMap<ConferenceId, Arc<Conference>>> {
    let query = conferences::table.filter(conferences::id.eq_any(ids));
    let all = on!(conn, |c| query.select(Conference::as_select()).load(c).await)?;
    Ok(all.into_iter().map(|conference: Conference| (conference.id, conference.into())).collect())
}

/// The revisions of these conferences.
pub async fn revisions(conn: &Conn, ids: Vec<ConferenceId>) -> Result<HashMap<ConferenceId, i64>> {
    let query = conferences::table
        .filter(conferences::id.eq_any(ids))
        .select((conferences::id, conferences::revision));
    let all: Vec<_> = on!(conn, |c| query.load(c).await)?;
    Ok(all.into_iter().collect())
}
