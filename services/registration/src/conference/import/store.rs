//! Keeping an imported file: new conferences become drafts, known ones (by slug) are changed by their rules.

use shared::auth::{Access, Permission};
use shared::db::{self, Conn};
use shared::ids::{ConferenceId, SeriesId};
use shared::text::Doc;
use shared::{Instant, Trace};

use super::{Import, ImportProblem, ImportedConference, ImportedSeries};
use crate::conference::{Conference, Refused, State, change, event, table};
use crate::series::{self, Series};
use crate::{organiser, waiting_list};

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file is well-formed, but does not fit what is there.
    #[error("the import does not fit what is there")]
    Problems(Vec<ImportProblem>),
    #[error(transparent)]
    Database(#[from] db::Error),
}

/// Who brings the file in.
#[derive(Clone, Copy)]
pub enum Author<'a> {
    /// Somebody at the command line: may everything.
    Operator,
    Organiser(&'a Access),
}

/// What came of it: slugs.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Stored {
    pub added: Vec<String>,
    pub changed: Vec<String>,
    pub unchanged: Vec<String>,
}

/// Keeps all of the import or, where anything does not fit, nothing.
pub async fn store(
    conn: &mut Conn,
    import: &Import,
    author: Author<'_>,
    now: Instant,
    trace: Trace,
) -> Result<Stored, StoreError> {
    conn.transaction(async |conn| keep_all(conn, import, author, now, trace).await).await
}

async fn keep_all(
    conn: &mut Conn,
    import: &Import,
    author: Author<'_>,
    now: Instant,
    trace: Trace,
) -> Result<Stored, StoreError> {
    let (series, texts_changed) = keep_series(conn, &import.series, author, trace).await?;
    lock_all(conn, series).await?;
    let (mut stored, mut problems) = (Stored::default(), Vec::new());
    for imported in &import.conferences {
        match keep(conn, imported, series, now, trace).await? {
            Ok(kept) => stored.note(kept, &imported.slug),
            Err(problem) => problems.push(problem),
        }
    }
    if !problems.is_empty() {
        return Err(StoreError::Problems(problems));
    }
    if texts_changed {
        tell_series(conn, series, trace).await?;
    }
    Ok(stored)
}

enum Kept {
    Added,
    Changed,
    Unchanged,
}

impl Stored {
    fn note(&mut self, kept: Kept, slug: &str) {
        let slugs = match kept {
            Kept::Added => &mut self.added,
            Kept::Changed => &mut self.changed,
            Kept::Unchanged => &mut self.unchanged,
        };
        slugs.push(slug.to_owned());
    }
}

/// The series' id, and whether its texts are others now.
async fn keep_series(
    conn: &mut Conn,
    imported: &ImportedSeries,
    author: Author<'_>,
    trace: Trace,
) -> Result<(SeriesId, bool), StoreError> {
    let known = series::by_slug(conn, &imported.slug).await?;
    let scope = known.as_ref().map_or(organiser::INSTALLATION, |known| known.id.into());
    if let Author::Organiser(access) = author
        && !access.may(Permission::ManageConferences, &[scope])
    {
        let problem = ImportProblem::new(imported.line, "import-not-your-series");
        return Err(StoreError::Problems(vec![problem.with("slug", &imported.slug)]));
    }
    let id = known.as_ref().map_or_else(SeriesId::new, |known| known.id);
    let row = row(id, imported);
    let changed = known.as_ref() != Some(&row);
    if changed {
        series::save(conn, &row).await?;
    }
    if known.is_none() {
        organiser::take_on_series(conn, id, trace).await?;
    }
    Ok((id, changed && known.is_some()))
}

fn row(id: SeriesId, imported: &ImportedSeries) -> Series {
    Series {
        id,
        slug: imported.slug.clone(),
        title: Doc(imported.title.clone()),
        organiser: imported.organiser.clone(),
        funding_note: Doc(imported.funding_note.clone()),
        about: Doc(imported.about.clone()),
    }
}

/// The inner error is a mistake of the file.
async fn keep(
    conn: &mut Conn,
    imported: &ImportedConference,
    series: SeriesId,
    now: Instant,
    trace: Trace,
) -> db::Result<Result<Kept, ImportProblem>> {
    let Some(known) = table::by_slug(conn, &imported.slug).await? else {
        return add(conn, imported, series, trace).await.map(Ok);
    };
    let locked = table::lock(conn, &[known.id]).await?.pop();
    match locked.filter(|known| known.series_id == series) {
        Some(known) => update(conn, imported, known, now, trace).await,
        None => Ok(Err(problem(imported, "import-slug-taken"))),
    }
}

async fn add(
    conn: &mut Conn,
    imported: &ImportedConference,
    series: SeriesId,
    trace: Trace,
) -> db::Result<Kept> {
    let edit = imported.edit.clone();
    let conference = Conference {
        id: ConferenceId::new(),
        series_id: series,
        slug: imported.slug.clone(),
        state: State::Draft,
        revision: 1,
        schedule: 0,
        starts_at: edit.starts_at,
        ends_at: edit.ends_at,
        time_zone: edit.time_zone,
        city: edit.city,
        place: edit.place,
        address: edit.address,
        capacity: imported.capacity,
        taken: 0,
        arrivals: 0,
        waiting: 0,
        content: Doc(edit.content),
    };
    table::insert(conn, &conference).await?;
    event::publish(conn, &conference, trace).await?;
    Ok(Kept::Added)
}

async fn update(
    conn: &mut Conn,
    imported: &ImportedConference,
    known: Conference,
    now: Instant,
    trace: Trace,
) -> db::Result<Result<Kept, ImportProblem>> {
    let mut conference = known.clone();
    if let Err(refused) = apply(&mut conference, imported, now) {
        return Ok(Err(problem(imported, refused.key())));
    }
    if conference == known {
        return Ok(Ok(Kept::Unchanged));
    }
    change::keep(conn, &mut conference, trace).await?;
    waiting_list::move_up(conn, conference.id, trace).await?;
    Ok(Ok(Kept::Changed))
}

fn problem(imported: &ImportedConference, key: &'static str) -> ImportProblem {
    ImportProblem::new(imported.line, key).with("slug", &imported.slug)
}

/// Where the file leaves the day open, the conference keeps the one that it has.
fn apply(
    conference: &mut Conference,
    imported: &ImportedConference,
    now: Instant,
) -> Result<(), Refused> {
    let mut edit = imported.edit.clone();
    if edit.content.date_is_open {
        edit.content.date_is_open = conference.content().date_is_open;
        (edit.starts_at, edit.ends_at) = (conference.starts_at, conference.ends_at);
    }
    conference.edit(edit, now)?;
    if imported.capacity != conference.capacity {
        conference.set_capacity(imported.capacity)?;
    }
    Ok(())
}

/// Every conference of the series, locked at once, so that two imports never wait in a circle.
async fn lock_all(conn: &mut Conn, series: SeriesId) -> db::Result<Vec<Conference>> {
    let conferences = table::of_series(conn, series).await?;
    let ids: Vec<_> = conferences.iter().map(|conference| conference.id).collect();
    table::lock(conn, &ids).await
}

/// The series' texts stand in the events of its conferences.
async fn tell_series(conn: &mut Conn, series: SeriesId, trace: Trace) -> db::Result<()> {
    for mut conference in lock_all(conn, series).await? {
        change::keep(conn, &mut conference, trace).await?;
    }
    Ok(())
}
