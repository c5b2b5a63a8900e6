//! Telling every service who may do what (`organiser.changed`); registration's own copy learns it in the same
//! transaction.

use proto::registration::v1::OrganiserChanged;
use proto::registration::v1::organiser_changed::Grant;
use shared::Trace;
use shared::auth::{Role, access};
use shared::db::{self, Conn, Result};
use shared::events::{HandleError, outbox};
use shared::ids::{OrganiserId, ScopeId};

use super::account;

/// Publishes what the organiser may do now. Call it in the transaction of the change, after the revision has risen.
pub async fn publish(conn: &mut Conn, id: OrganiserId, trace: Trace) -> Result<()> {
    let account = account::by_id(conn, id).await?;
    let grants = account::roles_of(conn, id).await?;
    let event = OrganiserChanged {
        id: id.to_bytes(),
        revision: account.revision.cast_unsigned(),
        valid_from: account.valid_from.as_micros(),
        grants: grants.into_iter().map(grant).collect(),
    };
    access::apply(conn, &event).await.map_err(only_the_database)?;
    outbox::add(conn, &event, trace).await
}

/// Tells again what every organiser may do, for a consumer that has lost its copy.
pub async fn republish_all(conn: &mut Conn, trace: Trace) -> Result<()> {
    for account in account::all(conn).await? {
        publish(conn, account.id, trace).await?;
    }
    Ok(())
}

fn grant((scope, role): (ScopeId, Role)) -> Grant {
    Grant { role: role.to_wire().into(), scope_id: scope.to_bytes() }
}

/// An event that was made from ids has ids, so that only the database can fail.
fn only_the_database(error: HandleError) -> db::Error {
    match error {
        HandleError::Database(error) => error,
        HandleError::Dead(reason) => {
            db::Error::Query(diesel::result::Error::SerializationError(reason.into()))
        }
    }
}
