//! A limit for each address: whoever asks with a stranger's address cannot flood the mailbox.
//!
//! Every asking counts, whether the address is known or not and whether a mail comes of it or not, so that the limit
//! tells nothing. Counts outlive the person who is deleted, or deleting would begin them anew; so they are kept without
//! the address itself, and for a day only.

use std::collections::HashMap;
use std::time::Duration;

use diesel::prelude::*;
use diesel::upsert::excluded;
use diesel_async::RunQueryDsl;
use ring::digest;
use shared::db::{Conn, Link, Result};
use shared::{Instant, locked, on};

use crate::schema::address_limits;

/// As often may be asked with one address …
const MOST: i32 = 10;
/// … within this span from the first time on.
const SPAN: Duration = Duration::from_hours(24);

#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = address_limits)]
struct Count {
    /// See [`Kind::key`].
    email_key: String,
    began_at: Instant,
    count: i32,
}

/// How often some addresses were asked with lately: read, changed and written in one transaction.
pub struct Asked {
    kind: Kind,
    counts: HashMap<String, Count>,
}

/// What is asked for. Each is counted for itself, so that asking for links keeps nobody from signing up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    SignUp,
    Link,
}

impl Kind {
    /// What an address is counted under: a hash. All tags of a mailbox (`name+tag@…`) are counted as one.
    fn key(self, email_key: &str) -> String {
        let (local, domain) = email_key.rsplit_once('@').unwrap_or((email_key, ""));
        let mailbox = local.split('+').next().unwrap_or(local);
        let text = format!("{self:?}:{mailbox}@{domain}");
        let hash = digest::digest(&digest::SHA256, text.as_bytes());
        hash.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl Asked {
    /// Reads the counts and holds them until the transaction ends.
    pub async fn read(conn: &Conn, kind: Kind, email_keys: &[&str]) -> Result<Self> {
        let keys: Vec<_> = email_keys.iter().map(|email_key| kind.key(email_key)).collect();
        // In one order everywhere, so that two writers never wait in a circle.
        let rows = address_limits::table
            .filter(address_limits::email_key.eq_any(keys))
            .order(address_limits::email_key);
        let counts: Vec<Count> = locked!(conn, rows, Count)?;
        let counts = counts.into_iter().map(|count| (count.email_key.clone(), count)).collect();
        Ok(Self { kind, counts })
    }

    /// Counts one asking; false when there were too many.
    pub fn once_more(&mut self, email_key: &str, now: Instant) -> bool {
        let key = self.kind.key(email_key);
        let fresh = || Count { email_key: key.clone(), began_at: now, count: 0 };
        let count = self.counts.entry(key.clone()).or_insert_with(fresh);
        if now.since(count.began_at) >= SPAN {
            *count = fresh();
        }
        let allowed = count.count < MOST;
        count.count += i32::from(allowed);
        allowed
    }

    pub async fn write(self, conn: &Conn) -> Result<()> {
        let mut counts: Vec<Count> = self.counts.into_values().collect();
        counts.sort_by(|a, b| a.email_key.cmp(&b.email_key));
        match &conn.link {
            Link::Postgres(c) => {
                // Another process may have added an address in the meantime.
                let insert = diesel::insert_into(address_limits::table).values(&counts);
                let began_at = address_limits::began_at.eq(excluded(address_limits::began_at));
                let count = address_limits::count.eq(excluded(address_limits::count));
                let upsert = insert.on_conflict(address_limits::email_key).do_update();
                upsert.set((began_at, count)).execute(&mut &**c).await?;
            }
            Link::Sqlite(_) => replace(conn, counts).await?,
        }
        Ok(())
    }
}

/// diesel knows no upsert of several rows on SQLite.
async fn replace(conn: &Conn, counts: Vec<Count>) -> Result<()> {
    let keys: Vec<_> = counts.iter().map(|count| count.email_key.clone()).collect();
    let old = address_limits::table.filter(address_limits::email_key.eq_any(keys));
    on!(conn, |c| diesel::delete(old).execute(c).await)?;
    shared::insert_all!(conn, address_limits::table, counts)?;
    Ok(())
}

/// Counts one asking with an address; false when there were too many.
pub async fn may_ask(conn: &mut Conn, kind: Kind, email_key: &str, now: Instant) -> Result<bool> {
    let mut asked = Asked::read(conn, kind, &[email_key]).await?;
    let allowed = asked.once_more(email_key, now);
    asked.write(conn).await?;
    Ok(allowed)
}

/// Counts a mail that goes to an address anyway, such as that about a cancellation, if it was asked with lately.
pub async fn count_mail(conn: &mut Conn, email_key: &str) -> Result<()> {
    let counted = address_limits::table.find(Kind::SignUp.key(email_key));
    let more = address_limits::count.eq(address_limits::count + 1);
    on!(conn, |c| diesel::update(counted).set(more).execute(c).await)?;
    Ok(())
}

/// Forgets addresses whose span is over. Run it now and then.
pub async fn forget_old(conn: &mut Conn, now: Instant) -> Result<()> {
    let old = address_limits::table.filter(address_limits::began_at.le(now.minus(SPAN)));
    on!(conn, |c| diesel::delete(old).execute(c).await)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_a_day() {
        let start = Instant::from_micros(0);
        let mut asked = Asked { kind: Kind::SignUp, counts: HashMap::new() };
        let allowed = |asked: &mut Asked, now| asked.once_more("a@b.example", now);
        assert!((0..10).all(|_| allowed(&mut asked, start)));
        assert!(!allowed(&mut asked, start));
        assert!(asked.once_more("other@b.example", start));
        assert!(!allowed(&mut asked, start.plus(SPAN - Duration::from_secs(1))));
        assert!(allowed(&mut asked, start.plus(SPAN)));
    }

    #[test]
    fn tags_are_one_mailbox_and_kinds_are_two_counts() {
        let key = |address| Kind::SignUp.key(address);
        assert_eq!(key("a+1@b.example"), key("a+2@b.example"));
        assert_ne!(key("a@b.example"), key("b@b.example"));
        assert_ne!(key("a@b.example"), Kind::Link.key("a@b.example"));
        assert!(!key("a@b.example").contains('@'), "no address is kept");
    }
}
