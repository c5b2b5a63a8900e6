//! Taking organisers in and giving them roles.

use shared::auth::Role;
use shared::db::{self, Conn};
use shared::i18n::Lang;
use shared::ids::{OrganiserId, ScopeId, SeriesId};
use shared::web::{Check, Fields};
use shared::{Instant, Trace};

use super::{Account, INSTALLATION, account, event};
use crate::{address, series};

/// Somebody to take in.
pub struct Invitation<'a> {
    pub email: &'a str,
    pub language: Lang,
    pub role: Role,
    /// The series' slug; without one it is the only series there is or, where there is none yet, [`INSTALLATION`].
    pub series: Option<&'a str>,
}

/// What came of it.
pub struct Added {
    pub id: OrganiserId,
    /// Whether the account was made now; else only the role was given.
    pub new: bool,
}

#[derive(Debug, thiserror::Error)]
pub enum AddError {
    #[error("this is not an e-mail address")]
    NoAddress,
    #[error("there is no series '{0}'")]
    NoSuchSeries(String),
    #[error("there are several series; say which one: {0}")]
    WhichSeries(String),
    #[error(transparent)]
    Database(#[from] db::Error),
}

/// Gives somebody a role, and makes their account where they have none. Call it in a transaction.
pub async fn add(
    conn: &mut Conn,
    invitation: &Invitation<'_>,
    now: Instant,
    trace: Trace,
) -> Result<Added, AddError> {
    let email = check_address(invitation.email)?;
    let scope = scope(conn, invitation.series).await?;
    let known = account::lock_by_email(conn, &email).await?;
    let new = known.is_none();
    let account = known.unwrap_or_else(|| fresh(email, invitation.language, now));
    if new {
        account::insert(conn, &account).await?;
    }
    give(conn, account.id, scope, invitation.role, trace).await?;
    Ok(Added { id: account.id, new })
}

/// Gives everybody with a role on the [`INSTALLATION`] the same role on a new series. Call it in the transaction that
/// adds the series.
pub async fn take_on_series(conn: &mut Conn, series: SeriesId, trace: Trace) -> db::Result<()> {
    for (organiser, role) in account::roles_on(conn, INSTALLATION).await? {
        give(conn, organiser, series.into(), role, trace).await?;
    }
    Ok(())
}

async fn give(
    conn: &mut Conn,
    organiser: OrganiserId,
    scope: ScopeId,
    role: Role,
    trace: Trace,
) -> db::Result<()> {
    if account::give(conn, organiser, scope, role).await? {
        account::raise_revision(conn, organiser).await?;
        event::publish(conn, organiser, trace).await?;
    }
    Ok(())
}

fn fresh(email: String, language: Lang, now: Instant) -> Account {
    Account {
        id: OrganiserId::new(),
        email_key: address::key(&email),
        email,
        language,
        revision: 0,
        valid_from: now,
    }
}

fn check_address(address: &str) -> Result<String, AddError> {
    let fields = Fields::from_pairs([("email".to_owned(), address.to_owned())]);
    let mut check = Check::new(&fields);
    let address = check.email("email");
    check.finish(address).map_err(|_| AddError::NoAddress)
}

async fn scope(conn: &mut Conn, slug: Option<&str>) -> Result<ScopeId, AddError> {
    if let Some(slug) = slug {
        let series = series::by_slug(conn, slug).await?;
        return match series {
            Some(series) => Ok(series.id.into()),
            None => Err(AddError::NoSuchSeries(slug.to_owned())),
        };
    }
    match series::all(conn).await?.as_slice() {
        [] => Ok(INSTALLATION),
        [only] => Ok(only.id.into()),
        several => {
            let slugs: Vec<_> = several.iter().map(|series| series.slug.as_str()).collect();
            Err(AddError::WhichSeries(slugs.join(", ")))
        }
    }
}
