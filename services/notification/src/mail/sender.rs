//! How the mail account fares: held by a person, or given a rest because the server does not take mails.
//!
//! The breaker is durable, so that a restart does not knock at a server that has refused the login a hundred times more.

use std::time::Duration;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use shared::db::Result;
use shared::{Conn, Instant, on};

use crate::schema::sender;

shared::words! {
    /// What keeps all mails from going out, whoever they are for.
    Trouble {
        /// The server cannot be reached, or the connection broke.
        Unreachable = "unreachable",
        /// The server cannot prove who it is.
        Insecure = "insecure",
        /// The server asks to come again later.
        Busy = "busy",
        /// The server does not know the login.
        LoginRefused = "login_refused",
        /// The server does not let the sender's address send.
        SenderRefused = "sender_refused",
    }
}

impl Trouble {
    /// The first and the longest rest.
    const fn rests(self) -> (Duration, Duration) {
        match self {
            Self::Unreachable | Self::Busy => (Duration::from_secs(2), Duration::from_mins(5)),
            // Nothing mends these but a person.
            Self::Insecure | Self::LoginRefused | Self::SenderRefused => {
                (Duration::from_mins(1), Duration::from_mins(30))
            }
        }
    }

    /// How long to rest after so many failures in a row: twice as long each time.
    pub fn rest(self, failures: i32) -> Duration {
        let (first, longest) = self.rests();
        let doublings = u32::try_from(failures - 1).unwrap_or(0).min(16);
        first.saturating_mul(1 << doublings).min(longest)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = sender)]
pub struct Sender {
    /// Nothing goes out until a person says so (after a restore).
    pub held: bool,
    pub failures: i32,
    pub trouble: Option<Trouble>,
    pub rests_until: Option<Instant>,
}

impl Sender {
    pub fn rests(&self, now: Instant) -> bool {
        self.rests_until.is_some_and(|until| now < until)
    }

    /// After a rest one mail is the probe; only when it went through the others follow.
    pub fn is_probing(&self) -> bool {
        self.trouble.is_some()
    }
}

pub async fn load(conn: &mut Conn) -> Result<Sender> {
    let query = sender::table.find(1);
    Ok(on!(conn, |c| query.select(Sender::as_select()).first(c).await)?)
}

/// Opens the breaker, for longer each time. Returns how it is now.
pub async fn rest(conn: &mut Conn, trouble: Trouble, now: Instant) -> Result<Sender> {
    let before = load(conn).await?;
    let failures = before.failures.saturating_add(1);
    let until = now.plus(trouble.rest(failures));
    let changes = (
        sender::failures.eq(failures),
        sender::trouble.eq(Some(trouble)),
        sender::rests_until.eq(Some(until)),
    );
    on!(conn, |c| diesel::update(sender::table.find(1)).set(changes).execute(c).await)?;
    load(conn).await
}

/// Closes the breaker: a mail went through.
pub async fn recovered(conn: &mut Conn) -> Result<()> {
    let changes = (
        sender::failures.eq(0),
        sender::trouble.eq(None::<Trouble>),
        sender::rests_until.eq(None::<Instant>),
    );
    on!(conn, |c| diesel::update(sender::table.find(1)).set(changes).execute(c).await)?;
    Ok(())
}

/// Lets the next mail be a probe at once: at a start, since a person may have mended the settings.
pub async fn probe_now(conn: &mut Conn) -> Result<()> {
    let changes = sender::rests_until.eq(None::<Instant>);
    on!(conn, |c| diesel::update(sender::table.find(1)).set(changes).execute(c).await)?;
    Ok(())
}

/// Holds all mails, or lets them go.
pub async fn set_held(conn: &mut Conn, held: bool) -> Result<()> {
    let row = sender::table.find(1);
    on!(conn, |c| diesel::update(row).set(sender::held.eq(held)).execute(c).await)?;
    Ok(())
}
