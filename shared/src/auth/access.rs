//! A service's own copy of who may do what, kept by `organiser.changed`.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use proto::registration::v1::OrganiserChanged;

use super::role::{Permission, Role};
use super::session::Session;
use crate::clock::Instant;
use crate::db::{Conn, Result};
use crate::events::HandleError;
use crate::ids::{OrganiserId, ScopeId};
use crate::on;

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::{Id, Instant};
    organiser_access (organiser_id) {
        organiser_id -> Id,
        revision -> BigInt,
        valid_from -> Instant,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::Id;
    organiser_grants (organiser_id, scope_id, role) {
        organiser_id -> Id,
        scope_id -> Id,
        role -> Text,
    }
}

/// What one organiser may do now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    pub organiser: OrganiserId,
    grants: Vec<(ScopeId, Role)>,
}

impl Access {
    /// Whether a role on one of the scopes (a conference and its series) allows it.
    pub fn may(&self, permission: Permission, scopes: &[ScopeId]) -> bool {
        let granted =
            |(scope, role): &(ScopeId, Role)| scopes.contains(scope) && role.may(permission);
        self.grants.iter().any(granted)
    }

    /// Whether any role anywhere allows it.
    pub fn may_somewhere(&self, permission: Permission) -> bool {
        self.grants.iter().any(|(_, role)| role.may(permission))
    }

    /// The scopes in which a role allows it.
    pub fn scopes(&self, permission: Permission) -> Vec<ScopeId> {
        let allowed = self.grants.iter().filter(|(_, role)| role.may(permission));
        allowed.map(|(scope, _)| *scope).collect()
    }
}

/// What the session's organiser may do; none if the session began before it was ended everywhere, or no role is left.
pub async fn of_session(conn: &mut Conn, session: Session) -> Result<Option<Access>> {
    let valid_from: Option<Instant> = on!(conn, |c| organiser_access::table
        .find(session.organiser)
        .select(organiser_access::valid_from)
        .first(c)
        .await
        .optional())?;
    if valid_from.is_none_or(|valid_from| session.begun < valid_from) {
        return Ok(None);
    }
    let grants: Vec<(ScopeId, Role)> = on!(conn, |c| organiser_grants::table
        .filter(organiser_grants::organiser_id.eq(session.organiser))
        .select((organiser_grants::scope_id, organiser_grants::role))
        .load(c)
        .await)?;
    let access = Access { organiser: session.organiser, grants };
    Ok(Some(access).filter(|access| !access.grants.is_empty()))
}

/// Takes an `organiser.changed` in, unless a newer one was there.
pub async fn apply(conn: &mut Conn, event: &OrganiserChanged) -> Result<(), HandleError> {
    let organiser = OrganiserId::try_from(event.id.as_slice())?;
    if note_revision(conn, organiser, event).await? {
        replace_grants(conn, organiser, event).await?;
    }
    Ok(())
}

/// False when the copy is as new as the event already.
async fn note_revision(
    conn: &mut Conn,
    organiser: OrganiserId,
    event: &OrganiserChanged,
) -> Result<bool> {
    use diesel::query_dsl::methods::FilterDsl;
    let revision = event.revision.cast_signed();
    let state = (
        organiser_access::revision.eq(revision),
        organiser_access::valid_from.eq(Instant::from_micros(event.valid_from)),
    );
    let written = on!(conn, |c| diesel::insert_into(organiser_access::table)
        .values((organiser_access::organiser_id.eq(organiser), state))
        .on_conflict(organiser_access::organiser_id)
        .do_update()
        .set(state)
        .filter(organiser_access::revision.lt(revision))
        .execute(c)
        .await)?;
    Ok(written == 1)
}

async fn replace_grants(
    conn: &mut Conn,
    organiser: OrganiserId,
    event: &OrganiserChanged,
) -> Result<(), HandleError> {
    let old = organiser_grants::table.filter(organiser_grants::organiser_id.eq(organiser));
    on!(conn, |c| diesel::delete(old).execute(c).await)?;
    for grant in &event.grants {
        let Some(role) = Role::from_wire(grant.role()) else { continue };
        let row = (
            organiser_grants::organiser_id.eq(organiser),
            organiser_grants::scope_id.eq(ScopeId::try_from(grant.scope_id.as_slice())?),
            organiser_grants::role.eq(role),
        );
        on!(conn, |c| diesel::insert_into(organiser_grants::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(c)
            .await)?;
    }
    Ok(())
}
