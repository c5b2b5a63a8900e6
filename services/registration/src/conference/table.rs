//! Finding and keeping conferences.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use shared::db::{Conn, Result};
use shared::ids::{ConferenceId, SeriesId};
use shared::{locked, on};

use super::Conference;
use crate::schema::conferences;

/// Every conference, the earliest first.
pub async fn all(conn: &mut Conn) -> Result<Vec<Conference>> {
    Ok(on!(conn, |c| conferences::table
        .select(Conference::as_select())
        .order((conferences::starts_at, conferences::id))
        .load(c)
        .await)?)
}

/// The conferences of a series, the earliest first.
pub async fn of_series(conn: &mut Conn, series: SeriesId) -> Result<Vec<Conference>> {
    Ok(on!(conn, |c| conferences::table
        .filter(conferences::series_id.eq(series))
        .select(Conference::as_select())
        .order((conferences::starts_at, conferences::id))
        .load(c)
        .await)?)
}

pub async fn by_id(conn: &mut Conn, id: ConferenceId) -> Result<Option<Conference>> {
    Ok(on!(conn, |c| conferences::table
        .find(id)
        .select(Conference::as_select())
        .first(c)
        .await
        .optional())?)
}

pub async fn by_slug(conn: &mut Conn, slug: &str) -> Result<Option<Conference>> {
    Ok(on!(conn, |c| conferences::table
        .filter(conferences::slug.eq(slug))
        .select(Conference::as_select())
        .first(c)
        .await
        .optional())?)
}

/// The conferences of the ids, held in the order of their ids until the transaction ends, so that two writers wait for
/// each other and never in a circle.
pub async fn lock(conn: &Conn, ids: &[ConferenceId]) -> Result<Vec<Conference>> {
    let rows = conferences::table.filter(conferences::id.eq_any(ids)).order(conferences::id);
    Ok(locked!(conn, rows, Conference)?)
}

/// Keeps how many places are taken, how many people wait and how many have come; for whoever holds the [`lock`].
pub async fn save_counts(conn: &Conn, conference: &Conference) -> Result<()> {
    let counts = (
        conferences::taken.eq(conference.taken),
        conferences::arrivals.eq(conference.arrivals),
        conferences::waiting.eq(conference.waiting),
    );
    let row = conferences::table.find(conference.id);
    on!(conn, |c| diesel::update(row).set(counts).execute(c).await)?;
    Ok(())
}

/// Adds a conference.
pub(super) async fn insert(conn: &mut Conn, conference: &Conference) -> Result<()> {
    on!(conn, |c| diesel::insert_into(conferences::table).values(conference).execute(c).await)?;
    Ok(())
}

/// Keeps everything of a conference; for whoever holds the [`lock`].
pub(super) async fn save(conn: &mut Conn, conference: &Conference) -> Result<()> {
    let row = conferences::table.find(conference.id);
    on!(conn, |c| diesel::update(row).set(conference).execute(c).await)?;
    Ok(())
}
