//! A limit for each address: whoever asks with a stranger's address cannot flood the mailbox.
//!
//! Every asking counts, whether the address is known or not and whether a mail comes of it or not, so that the limit
//! tells nothing.

use std::collections::HashMap;
use std::time::Duration;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use shared::db::{Conn, Result};
use shared::{Instant, on};

use crate::schema::address_limits;

/// As often may be asked with one address …
const MOST: i32 = 10;
/// … within this span from the first time on.
const SPAN: Duration = Duration::from_hours(24);

#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = address_limits)]
struct Count {
    email_key: String,
    began_at: Instant,
    count: i32,
}

/// How often some addresses were asked with lately: read, changed and written in one transaction.
pub struct Asked(HashMap<String, Count>);

impl Asked {
    pub async fn read(conn: &mut Conn, email_keys: &[&str]) -> Result<Self> {
        let counts: Vec<Count> = on!(conn, |c| address_limits::table
            .filter(address_limits::email_key.eq_any(email_keys))
            .select(Count::as_select())
            .load(c)
            .await)?;
        Ok(Self(counts.into_iter().map(|count| (count.email_key.clone(), count)).collect()))
    }

    /// Counts one asking; false when there were too many.
    pub fn once_more(&mut self, email_key: &str, now: Instant) -> bool {
        let fresh = || Count { email_key: email_key.to_owned(), began_at: now, count: 0 };
        let count = self.0.entry(email_key.to_owned()).or_insert_with(fresh);
        if now.since(count.began_at) >= SPAN {
            *count = fresh();
        }
        let allowed = count.count < MOST;
        count.count += i32::from(allowed);
        allowed
    }

    pub async fn write(self, conn: &mut Conn) -> Result<()> {
        let mut counts: Vec<Count> = self.0.into_values().collect();
        // In one order everywhere, so that two writers never wait in a circle.
        counts.sort_by(|a, b| a.email_key.cmp(&b.email_key));
        let keys: Vec<_> = counts.iter().map(|count| count.email_key.clone()).collect();
        let old = address_limits::table.filter(address_limits::email_key.eq_any(keys));
        on!(conn, |c| diesel::delete(old).execute(c).await)?;
        shared::insert_all!(conn, address_limits::table, counts)?;
        Ok(())
    }
}

/// Counts one asking with an address; false when there were too many.
pub async fn may_ask(conn: &mut Conn, email_key: &str, now: Instant) -> Result<bool> {
    let mut asked = Asked::read(conn, &[email_key]).await?;
    let allowed = asked.once_more(email_key, now);
    asked.write(conn).await?;
    Ok(allowed)
}

/// Forgets an address, for a person who wants to be forgotten.
pub async fn forget(conn: &mut Conn, email_key: &str) -> Result<()> {
    on!(conn, |c| diesel::delete(address_limits::table.find(email_key)).execute(c).await)?;
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
        let mut asked = Asked(HashMap::new());
        let allowed = |asked: &mut Asked, now| asked.once_more("a@b.example", now);
        assert!((0..10).all(|_| allowed(&mut asked, start)));
        assert!(!allowed(&mut asked, start));
        assert!(asked.once_more("other@b.example", start));
        assert!(!allowed(&mut asked, start.plus(SPAN - Duration::from_secs(1))));
        assert!(allowed(&mut asked, start.plus(SPAN)));
    }
}
