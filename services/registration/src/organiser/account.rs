//! The accounts and their roles as the database keeps them.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use shared::auth::Role;
use shared::db::{Conn, Result};
use shared::i18n::Lang;
use shared::ids::{OrganiserId, ScopeId};
use shared::{Instant, locked, on};

use crate::address;
use crate::schema::{organiser_roles, organisers};

/// An organiser. No `Debug`: it would bring the address into logs.
#[derive(Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = organisers)]
pub struct Account {
    pub id: OrganiserId,
    pub email: String,
    /// See [`crate::address::key`].
    pub email_key: String,
    /// Of the mails.
    pub language: Lang,
    pub revision: i64,
    /// Sessions that began before no longer hold.
    pub valid_from: Instant,
}

pub async fn all(conn: &mut Conn) -> Result<Vec<Account>> {
    Ok(on!(conn, |c| organisers::table
        .select(Account::as_select())
        .order(organisers::id)
        .load(c)
        .await)?)
}

pub async fn by_email(conn: &mut Conn, email: &str) -> Result<Option<Account>> {
    Ok(on!(conn, |c| organisers::table
        .filter(organisers::email_key.eq(address::key(email)))
        .select(Account::as_select())
        .first(c)
        .await
        .optional())?)
}

/// As [`by_email`], held until the transaction ends, so that roles change one after the other.
pub(super) async fn lock_by_email(conn: &mut Conn, email: &str) -> Result<Option<Account>> {
    let key = address::key(email);
    let rows = organisers::table.filter(organisers::email_key.eq(key));
    let accounts: Vec<_> = locked!(conn, rows, Account)?;
    Ok(accounts.into_iter().next())
}

pub(super) async fn by_id(conn: &mut Conn, id: OrganiserId) -> Result<Account> {
    Ok(on!(conn, |c| organisers::table.find(id).select(Account::as_select()).first(c).await)?)
}

pub(super) async fn insert(conn: &mut Conn, account: &Account) -> Result<()> {
    on!(conn, |c| diesel::insert_into(organisers::table).values(account).execute(c).await)?;
    Ok(())
}

/// The next revision, for a change that is about to be published.
pub(super) async fn raise_revision(conn: &mut Conn, id: OrganiserId) -> Result<()> {
    let next = organisers::revision.eq(organisers::revision + 1);
    on!(conn, |c| diesel::update(organisers::table.find(id)).set(next).execute(c).await)?;
    Ok(())
}

pub(super) async fn set_valid_from(conn: &mut Conn, id: OrganiserId, from: Instant) -> Result<()> {
    let valid_from = organisers::valid_from.eq(from);
    on!(conn, |c| diesel::update(organisers::table.find(id)).set(valid_from).execute(c).await)?;
    Ok(())
}

pub(super) async fn roles_of(conn: &mut Conn, id: OrganiserId) -> Result<Vec<(ScopeId, Role)>> {
    Ok(on!(conn, |c| organiser_roles::table
        .filter(organiser_roles::organiser_id.eq(id))
        .select((organiser_roles::scope_id, organiser_roles::role))
        .order((organiser_roles::scope_id, organiser_roles::role))
        .load(c)
        .await)?)
}

/// Who has which role on a scope.
pub(super) async fn roles_on(conn: &mut Conn, scope: ScopeId) -> Result<Vec<(OrganiserId, Role)>> {
    Ok(on!(conn, |c| organiser_roles::table
        .filter(organiser_roles::scope_id.eq(scope))
        .select((organiser_roles::organiser_id, organiser_roles::role))
        .load(c)
        .await)?)
}

/// Gives a role; false when it was there already.
pub(super) async fn give(
    conn: &mut Conn,
    organiser: OrganiserId,
    scope: ScopeId,
    role: Role,
) -> Result<bool> {
    let row = (
        organiser_roles::organiser_id.eq(organiser),
        organiser_roles::scope_id.eq(scope),
        organiser_roles::role.eq(role),
    );
    let given = on!(conn, |c| diesel::insert_into(organiser_roles::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c)
        .await)?;
    Ok(given == 1)
}

/// Takes a role away.
pub(super) async fn take(
    conn: &mut Conn,
    organiser: OrganiserId,
    scope: ScopeId,
    role: Role,
) -> Result<()> {
    let row = organiser_roles::table.find((organiser, scope, role));
    on!(conn, |c| diesel::delete(row).execute(c).await)?;
    Ok(())
}

/// Deletes the account with its sign-in links.
pub(super) async fn delete(conn: &mut Conn, id: OrganiserId) -> Result<()> {
    on!(conn, |c| diesel::delete(organisers::table.find(id)).execute(c).await)?;
    Ok(())
}
