//! Taking roles away again, and with the last one the account.

use shared::auth::Role;
use shared::db::{self, Conn};
use shared::ids::{OrganiserId, ScopeId};
use shared::{Instant, Trace};

use super::{account, sign_in};
use crate::series;

/// What came of it.
pub struct Removed {
    pub id: OrganiserId,
    /// Whether it was the last role: then the account is gone, and its sign-in links with it.
    pub gone: bool,
}

#[derive(Debug, thiserror::Error)]
pub enum RemoveError {
    #[error("no organiser has this e-mail address")]
    NoSuchOrganiser,
    #[error("there is no series '{0}'")]
    NoSuchSeries(String),
    #[error("this organiser has no such role")]
    NoSuchRole,
    #[error(transparent)]
    Database(#[from] db::Error),
}

/// Takes a role away, or every role where none is named; on one series, or everywhere where none is named. The
/// organiser's sessions end in every service. Call it in a transaction.
pub async fn remove(
    conn: &mut Conn,
    email: &str,
    role: Option<Role>,
    series: Option<&str>,
    now: Instant,
    trace: Trace,
) -> Result<Removed, RemoveError> {
    let account = account::lock_by_email(conn, email.trim()).await?;
    let id = account.ok_or(RemoveError::NoSuchOrganiser)?.id;
    let scope = scope(conn, series).await?;
    let named = |held: &(ScopeId, Role)| {
        scope.is_none_or(|scope| held.0 == scope) && role.is_none_or(|role| held.1 == role)
    };
    let (named, kept): (Vec<_>, Vec<_>) =
        account::roles_of(conn, id).await?.into_iter().partition(named);
    // Who has no role at all may still have an account.
    if named.is_empty() && !kept.is_empty() {
        return Err(RemoveError::NoSuchRole);
    }
    for (scope, role) in named {
        account::take(conn, id, scope, role).await?;
    }
    sign_in::end_all_sessions(conn, id, now, trace).await?;
    let gone = kept.is_empty();
    if gone {
        account::delete(conn, id).await?;
    }
    Ok(Removed { id, gone })
}

async fn scope(conn: &mut Conn, slug: Option<&str>) -> Result<Option<ScopeId>, RemoveError> {
    let Some(slug) = slug else { return Ok(None) };
    let series = series::by_slug(conn, slug).await?;
    let series = series.ok_or_else(|| RemoveError::NoSuchSeries(slug.to_owned()))?;
    Ok(Some(series.id.into()))
}
