//! How the mail account fares: held by a person, given a rest because the server does not take mails, or busy with what
//! it may send in a minute. One row for all processes that send from it.
//!
//! The breaker is durable, so that a restart does not knock at a server that has refused the login a hundred times more.

use std::time::Duration;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use shared::{Conn, Instant, db, locked, on};

use super::ledger::Mail;
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

/// A slow account's mails go out one by one; a faster one's in bursts of so long.
const BURST: Duration = Duration::from_millis(50);

/// How long all others wait for the outcome of the one mail that is tried after a rest.
const PROBE: Duration = Duration::from_mins(1);

#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = sender)]
pub struct Sender {
    /// Nothing goes out until a person says so (after a restore).
    pub held: bool,
    pub failures: i32,
    pub trouble: Option<Trouble>,
    pub rests_until: Option<Instant>,
    pub next_mail_at: Option<Instant>,
}

/// What a process may do now.
#[derive(Debug)]
pub enum Turn {
    /// Hand these over. `probes`: the first mail after a rest, whose outcome all others wait for.
    Claimed {
        mails: Vec<Mail>,
        probes: bool,
    },
    NotBefore(Instant),
}

impl Sender {
    pub fn rests(&self, now: Instant) -> bool {
        self.rests_until.is_some_and(|until| now < until)
    }

    /// After a rest one mail is the probe; only when it went through the others follow.
    pub const fn is_probing(&self) -> bool {
        self.trouble.is_some()
    }

    /// How many mails may go now, of `most`; or when the next may. `pace` is the least time between two.
    pub fn may_send(&self, now: Instant, pace: Duration, most: i64) -> Result<i64, Instant> {
        if let Some(until) = self.rests_until.filter(|until| now < *until) {
            return Err(until);
        }
        let next = self.next_mail(now, pace);
        if now < next {
            return Err(next);
        }
        Ok(if self.is_probing() { 1 } else { most.min(burst(pace)) })
    }

    /// A moment that lies farther off than one turn can put it is of a clock that was set back since: it does not count.
    fn next_mail(&self, now: Instant, pace: Duration) -> Instant {
        let farthest = now.plus(pace.max(BURST));
        self.next_mail_at.filter(|next| *next <= farthest).unwrap_or(now)
    }
}

fn burst(pace: Duration) -> i64 {
    let mails = BURST
        .as_nanos()
        .checked_div(pace.as_nanos())
        .map_or(i64::MAX, |mails| i64::try_from(mails).unwrap_or(i64::MAX));
    mails.max(1)
}

pub async fn load(conn: &mut Conn) -> db::Result<Sender> {
    let query = sender::table.find(1);
    Ok(on!(conn, |c| query.select(Sender::as_select()).first(c).await)?)
}

/// As [`load`], and nobody else changes it until the end of the transaction.
pub async fn lock(conn: &mut Conn) -> db::Result<Sender> {
    let query = sender::table.find(1);
    let rows: Vec<Sender> = locked!(conn, query, Sender)?;
    rows.into_iter().next().ok_or(db::Error::Query(diesel::result::Error::NotFound))
}

/// Notes that these mails take the account's next turn. `sender` is as locked in this transaction.
pub async fn take_turn(
    conn: &mut Conn,
    sender: &Sender,
    mails: Vec<Mail>,
    now: Instant,
    pace: Duration,
) -> db::Result<Turn> {
    let probes = sender.is_probing();
    if !mails.is_empty() && (probes || !pace.is_zero()) {
        let count = u32::try_from(mails.len()).unwrap_or(u32::MAX);
        let next = sender.next_mail(now, pace).max(now).plus(pace.saturating_mul(count));
        let rests_until = if probes { Some(now.plus(PROBE)) } else { sender.rests_until };
        let changes = (sender::next_mail_at.eq(Some(next)), sender::rests_until.eq(rests_until));
        on!(conn, |c| diesel::update(sender::table.find(1)).set(changes).execute(c).await)?;
    }
    Ok(Turn::Claimed { mails, probes })
}

/// Opens the breaker; after a probe that failed for longer each time. What failed beside the first is no news.
pub async fn rest(conn: &mut Conn, trouble: Trouble, probed: bool, now: Instant) -> db::Result<()> {
    let before = lock(conn).await?;
    if before.is_probing() && !probed {
        return Ok(());
    }
    let failures = before.failures.saturating_add(1);
    let until = now.plus(trouble.rest(failures));
    let changes = (
        sender::failures.eq(failures),
        sender::trouble.eq(Some(trouble)),
        sender::rests_until.eq(Some(until)),
    );
    on!(conn, |c| diesel::update(sender::table.find(1)).set(changes).execute(c).await)?;
    Ok(())
}

/// Closes the breaker: a mail went through.
pub async fn recovered(conn: &mut Conn) -> db::Result<()> {
    let changes = (
        sender::failures.eq(0),
        sender::trouble.eq(None::<Trouble>),
        sender::rests_until.eq(None::<Instant>),
    );
    on!(conn, |c| diesel::update(sender::table.find(1)).set(changes).execute(c).await)?;
    Ok(())
}

/// Lets the next mail be a probe at once: at a start, since a person may have mended the settings, and when the last
/// probe came to nothing.
pub async fn probe_now(conn: &mut Conn) -> db::Result<()> {
    let changes = sender::rests_until.eq(None::<Instant>);
    on!(conn, |c| diesel::update(sender::table.find(1)).set(changes).execute(c).await)?;
    Ok(())
}

/// Holds all mails, or lets them go.
pub async fn set_held(conn: &mut Conn, held: bool) -> db::Result<()> {
    let row = sender::table.find(1);
    on!(conn, |c| diesel::update(row).set(sender::held.eq(held)).execute(c).await)?;
    Ok(())
}
