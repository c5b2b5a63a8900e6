//! A conference as the database keeps it.

use diesel::prelude::*;
use jiff::tz::TimeZone;
use shared::Instant;
use shared::i18n::Lang;
use shared::ids::{ConferenceId, ScopeId, SeriesId};
use shared::text::Doc;

use super::Content;
use crate::schema::conferences;

shared::words! {
    /// What a conference is: draft → published → over or cancelled. Nothing leads back.
    State {
        /// Seen by organisers only.
        Draft = "draft",
        /// On the site; people may sign up.
        Published = "published",
        Cancelled = "cancelled",
        Over = "over",
    }
}

/// A conference. The database holds `0 <= taken <= capacity`.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset, Identifiable)]
#[diesel(table_name = conferences)]
pub struct Conference {
    pub id: ConferenceId,
    pub series_id: SeriesId,
    /// Its name in URLs, unique in the installation.
    pub slug: String,
    pub state: State,
    pub revision: i64,
    /// Rises when time or place change.
    pub schedule: i32,
    pub starts_at: Instant,
    pub ends_at: Instant,
    /// IANA name; see [`Conference::zone`].
    pub time_zone: String,
    pub city: String,
    pub place: String,
    pub address: String,
    pub capacity: i32,
    /// Places of people who are confirmed or attended.
    pub taken: i32,
    /// The number of the last arrival.
    pub arrivals: i64,
    /// How many are on the waiting list.
    pub waiting: i32,
    pub content: Doc<Content>,
}

impl Conference {
    pub fn content(&self) -> &Content {
        &self.content.0
    }

    pub fn title(&self, lang: Lang) -> &str {
        self.content.0.title.get(lang)
    }

    /// The time zone of the venue. The name was checked when it came in; should the time zone database have lost it
    /// since, times are shown in UTC.
    pub fn zone(&self) -> TimeZone {
        TimeZone::get(&self.time_zone).unwrap_or(TimeZone::UTC)
    }

    pub fn free(&self) -> i32 {
        self.capacity - self.taken
    }

    /// Whether people may sign up: it is published and has not ended.
    pub fn takes_sign_ups(&self, now: Instant) -> bool {
        self.state == State::Published && now < self.ends_at
    }

    /// Whether anyone may see its page.
    pub fn is_public(&self) -> bool {
        self.state != State::Draft
    }

    /// Where roles may hold that concern this conference.
    pub fn scopes(&self) -> [ScopeId; 2] {
        [self.id.into(), self.series_id.into()]
    }
}
