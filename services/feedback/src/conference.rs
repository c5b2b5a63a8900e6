//! The copy of what a survey must know of its conference.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use jiff::tz::TimeZone;
use proto::registration::v1::{ConferenceChanged, LocalizedText, conference_changed};
use serde::{Deserialize, Serialize};
use shared::Instant;
use shared::db::{Conn, Result};
use shared::i18n::Lang;
use shared::ids::{ConferenceId, NoId, ScopeId, SeriesId};
use shared::on;
use shared::text::{Doc, Localized};

use crate::schema::conferences;

/// A conference as registration last told of it.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset, Identifiable)]
#[diesel(table_name = conferences)]
pub struct Conference {
    pub id: ConferenceId,
    pub series_id: SeriesId,
    pub slug: String,
    pub title: Doc<Localized>,
    pub ends_at: Instant,
    /// IANA name; see [`Conference::zone`].
    pub time_zone: String,
    pub capacity: i32,
    pub contact: Doc<Contact>,
    /// Codes of the sectors that the survey offers.
    pub sectors: Doc<Vec<String>>,
    pub funding_note: Doc<Localized>,
    pub revision: i64,
}

/// The person whom participants may ask.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    pub name: String,
    pub email: String,
    pub phone: String,
}

impl Conference {
    pub fn title(&self, lang: Lang) -> &str {
        self.title.0.get(lang)
    }

    /// The time zone of the venue, or UTC where its name is not known here.
    pub fn zone(&self) -> TimeZone {
        TimeZone::get(&self.time_zone).unwrap_or(TimeZone::UTC)
    }

    /// Where roles may hold that concern this conference.
    pub fn scopes(&self) -> [ScopeId; 2] {
        [self.id.into(), self.series_id.into()]
    }
}

impl TryFrom<&ConferenceChanged> for Conference {
    type Error = NoId;

    fn try_from(event: &ConferenceChanged) -> Result<Self, NoId> {
        Ok(Self {
            id: event.id.as_slice().try_into()?,
            series_id: event.series_id.as_slice().try_into()?,
            slug: event.slug.clone(),
            title: Doc(localized(event.title.as_ref())),
            ends_at: Instant::from_micros(event.ends_at),
            time_zone: event.time_zone.clone(),
            capacity: i32::try_from(event.capacity).unwrap_or(i32::MAX),
            contact: Doc(event.contact.as_ref().map(Contact::from).unwrap_or_default()),
            sectors: Doc(event.sectors.clone()),
            funding_note: Doc(localized(event.funding_note.as_ref())),
            revision: event.revision.cast_signed(),
        })
    }
}

impl From<&conference_changed::Contact> for Contact {
    fn from(contact: &conference_changed::Contact) -> Self {
        let conference_changed::Contact { name, email, phone } = contact.clone();
        Self { name, email, phone }
    }
}

fn localized(text: Option<&LocalizedText>) -> Localized {
    let texts = text.into_iter().flat_map(|text| text.by_language.clone());
    Localized(texts.collect())
}

/// Keeps a conference, unless the copy is as new already; says whether it was kept.
pub async fn keep(conn: &mut Conn, conference: &Conference) -> Result<bool> {
    use diesel::query_dsl::methods::FilterDsl;
    let kept = on!(conn, |c| diesel::insert_into(conferences::table)
        .values(conference)
        .on_conflict(conferences::id)
        .do_update()
        .set(conference)
        .filter(conferences::revision.lt(conference.revision))
        .execute(c)
        .await)?;
    Ok(kept == 1)
}

/// The conference of a slug; slugs are unique in an installation.
pub async fn by_slug(conn: &mut Conn, slug: &str) -> Result<Option<Conference>> {
    Ok(on!(conn, |c| conferences::table
        .filter(conferences::slug.eq(slug))
        .select(Conference::as_select())
        .first(c)
        .await
        .optional())?)
}
