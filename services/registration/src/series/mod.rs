//! Series: conferences that belong together, with who holds them and who pays.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use shared::db::{Conn, Result};
use shared::ids::SeriesId;
use shared::on;
use shared::text::{Doc, Localized};

use crate::schema::series;

/// A series. Its slug is its name for people who import conferences; it has no page of its own.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset, Identifiable)]
#[diesel(table_name = series)]
pub struct Series {
    pub id: SeriesId,
    pub slug: String,
    pub title: Doc<Localized>,
    /// The association that holds the conferences.
    pub organiser: String,
    /// What the funder wants to be said; may be empty.
    pub funding_note: Doc<Localized>,
    pub about: Doc<Localized>,
}

/// Every series, in the order in which they came.
pub async fn all(conn: &mut Conn) -> Result<Vec<Series>> {
    Ok(on!(conn, |c| series::table.select(Series::as_select()).order(series::id).load(c).await)?)
}

pub async fn by_id(conn: &mut Conn, id: SeriesId) -> Result<Series> {
    Ok(on!(conn, |c| series::table.find(id).select(Series::as_select()).first(c).await)?)
}

pub async fn by_slug(conn: &mut Conn, slug: &str) -> Result<Option<Series>> {
    Ok(on!(conn, |c| series::table
        .filter(series::slug.eq(slug))
        .select(Series::as_select())
        .first(c)
        .await
        .optional())?)
}

/// Adds the series, or changes the one of the same id.
pub async fn save(conn: &mut Conn, row: &Series) -> Result<()> {
    on!(conn, |c| diesel::insert_into(series::table)
        .values(row)
        .on_conflict(series::id)
        .do_update()
        .set(row)
        .execute(c)
        .await)?;
    Ok(())
}
