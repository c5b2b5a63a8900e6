//! The links: asked for, looked at, spent.

use std::time::Duration;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use proto::registration::v1::SignInAsked;
use shared::db::{Conn, Result};
use shared::events::outbox;
use shared::ids::{OrganiserId, SignInLinkId};
use shared::links::{Link, LinkKey, Purpose};
use shared::{Instant, Trace, on};

use super::LIFETIME;
use crate::organiser::account::{self, Account};
use crate::schema::sign_in_links;

/// So many links an hour go to one mailbox, whoever asks; after that only one at a time (see [`ask`]).
const AN_HOUR: i64 = 5;

/// Links are kept this long after they have expired, to be counted and to say "used" or "expired".
const KEPT: Duration = Duration::from_hours(24);

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = sign_in_links)]
struct Row {
    id: SignInLinkId,
    organiser_id: OrganiserId,
    expires_at: Instant,
    spent_at: Option<Instant>,
}

/// Sends a link to the address, if it is an organiser's and not too many went there lately. What happened is not told.
/// However many were asked for, one that still works is in the mailbox, so that no stranger keeps an organiser out by
/// asking. Call it in a transaction.
pub async fn ask(conn: &mut Conn, email: &str, now: Instant, trace: Trace) -> Result<()> {
    let Some(account) = account::lock_by_email(conn, email).await? else { return Ok(()) };
    let few = asked_lately(conn, account.id, now).await? < AN_HOUR;
    if few || !has_one_that_works(conn, account.id, now).await? {
        ask_for(conn, account.id, now, trace).await?;
    }
    Ok(())
}

/// Sends a link to an organiser. Call it in a transaction.
pub async fn ask_for(conn: &mut Conn, id: OrganiserId, now: Instant, trace: Trace) -> Result<()> {
    let account = account::by_id(conn, id).await?;
    let (link, expires_at) = add(conn, &account, now).await?;
    let event = SignInAsked {
        link_id: link.to_bytes(),
        organiser_id: account.id.to_bytes(),
        email: account.email,
        language: account.language.code().to_owned(),
        expires_at: expires_at.as_micros(),
    };
    outbox::add(conn, &event, trace).await
}

/// The path of a fresh link, to be printed where the operator sees it and no mail goes.
pub async fn sign_in_link(
    conn: &mut Conn,
    links: &LinkKey,
    id: OrganiserId,
    now: Instant,
) -> Result<String> {
    let account = account::by_id(conn, id).await?;
    let (link, expires) = add(conn, &account, now).await?;
    let link = Link { purpose: Purpose::SignIn, subject: link.0, epoch: 0, expires };
    Ok(format!("/organise/sign-in/{}", links.sign(link)))
}

async fn add(conn: &mut Conn, account: &Account, now: Instant) -> Result<(SignInLinkId, Instant)> {
    forget_old(conn, now).await?;
    let (id, expires_at) = (SignInLinkId::new(), now.plus(LIFETIME));
    let row = Row { id, organiser_id: account.id, expires_at, spent_at: None };
    on!(conn, |c| diesel::insert_into(sign_in_links::table).values(&row).execute(c).await)?;
    Ok((id, expires_at))
}

async fn asked_lately(conn: &mut Conn, organiser: OrganiserId, now: Instant) -> Result<i64> {
    let an_hour_ago = now.minus(Duration::from_hours(1));
    let rows = sign_in_links::table
        .filter(sign_in_links::organiser_id.eq(organiser))
        .filter(sign_in_links::expires_at.gt(an_hour_ago.plus(LIFETIME)));
    Ok(on!(conn, |c| rows.count().get_result(c).await)?)
}

async fn has_one_that_works(conn: &mut Conn, organiser: OrganiserId, now: Instant) -> Result<bool> {
    let works = sign_in_links::table
        .filter(sign_in_links::organiser_id.eq(organiser))
        .filter(sign_in_links::expires_at.gt(now))
        .filter(sign_in_links::spent_at.is_null());
    let count: i64 = on!(conn, |c| works.count().get_result(c).await)?;
    Ok(count > 0)
}

async fn forget_old(conn: &mut Conn, now: Instant) -> Result<()> {
    let old = sign_in_links::table.filter(sign_in_links::expires_at.lt(now.minus(KEPT)));
    on!(conn, |c| diesel::delete(old).execute(c).await)?;
    Ok(())
}

/// Whether the link was not spent yet.
pub(super) async fn is_fresh(conn: &mut Conn, id: SignInLinkId) -> Result<bool> {
    let unspent = sign_in_links::table
        .filter(sign_in_links::id.eq(id))
        .filter(sign_in_links::spent_at.is_null());
    let count: i64 = on!(conn, |c| unspent.count().get_result(c).await)?;
    Ok(count == 1)
}

/// Spends the link: whose it was; none if it was spent before. Of two at the same time, one gets it.
pub(super) async fn spend(
    conn: &mut Conn,
    id: SignInLinkId,
    now: Instant,
) -> Result<Option<OrganiserId>> {
    let unspent = sign_in_links::table
        .filter(sign_in_links::id.eq(id))
        .filter(sign_in_links::spent_at.is_null());
    Ok(on!(conn, |c| diesel::update(unspent)
        .set(sign_in_links::spent_at.eq(now))
        .returning(sign_in_links::organiser_id)
        .get_result(c)
        .await
        .optional())?)
}
