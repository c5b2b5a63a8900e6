//! Organisers' sign-in links: kept until they expire, because only then is the address needed.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use proto::registration::v1::SignInAsked;
use shared::db::Result;
use shared::events::HandleError;
use shared::i18n::Lang;
use shared::ids::{OrganiserId, SignInLinkId};
use shared::{Conn, Instant, Trace, on};

use crate::mail::Purpose;
use crate::mail::ledger::{self, NewMail};
use crate::schema::sign_ins;
use crate::state::Notification;

/// A link that an organiser asked for.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = sign_ins)]
pub struct SignIn {
    pub link_id: SignInLinkId,
    pub organiser_id: OrganiserId,
    pub email: String,
    pub language: Lang,
    pub expires_at: Instant,
}

/// Plans the mail with the link.
pub async fn asked(
    app: &Notification,
    conn: &mut Conn,
    event: SignInAsked,
    trace: Trace,
) -> Result<(), HandleError> {
    let sign_in = SignIn {
        link_id: SignInLinkId::try_from(event.link_id.as_slice())?,
        organiser_id: OrganiserId::try_from(event.organiser_id.as_slice())?,
        email: event.email,
        language: event.language.parse().unwrap_or(Lang::De),
        expires_at: Instant::from_micros(event.expires_at),
    };
    let mail = NewMail {
        purpose: Purpose::OrganiserSignIn,
        subject: sign_in.link_id.into(),
        recipient: sign_in.organiser_id.into(),
        occasion: 0,
        expires_at: sign_in.expires_at,
    };
    on!(conn, |c| diesel::insert_into(sign_ins::table)
        .values(sign_in)
        .on_conflict_do_nothing()
        .execute(c)
        .await)?;
    Ok(ledger::plan(app, conn, mail, trace).await?)
}

pub async fn find(conn: &mut Conn, link: SignInLinkId) -> Result<Option<SignIn>> {
    let query = sign_ins::table.find(link);
    Ok(on!(conn, |c| query.select(SignIn::as_select()).first(c).await.optional())?)
}

/// Whether any link no longer holds.
pub async fn any_expired(conn: &mut Conn, now: Instant) -> Result<bool> {
    let query = sign_ins::table.filter(sign_ins::expires_at.lt(now)).count();
    let count: i64 = on!(conn, |c| query.get_result(c).await)?;
    Ok(count > 0)
}

/// Forgets the addresses of links that no longer hold.
pub async fn forget_expired(conn: &mut Conn, now: Instant) -> Result<()> {
    let expired = sign_ins::table.filter(sign_ins::expires_at.lt(now));
    on!(conn, |c| diesel::delete(expired).execute(c).await)?;
    Ok(())
}
