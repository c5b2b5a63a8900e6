//! Sending people their link again.

use std::time::Duration;

use shared::db::{Conn, Result};
use shared::{Instant, Trace};

use super::{Participant, by_email_key, publish, save};
use crate::address::{self, Kind};
use crate::conference;

/// A person is sent a new link at most once in this span.
const AGAIN: Duration = Duration::from_hours(1);

/// Has a new link sent for every registration of an address, unless it was asked with too often; older links no longer
/// hold. Says nothing of what it did. Call it in a transaction.
pub async fn renew_links(
    conn: &mut Conn,
    email_key: &str,
    now: Instant,
    trace: Trace,
) -> Result<()> {
    if !address::may_ask(conn, Kind::Link, email_key, now).await? {
        return Ok(());
    }
    let seen = by_email_key(conn, email_key).await?;
    let conferences: Vec<_> = seen.iter().map(|person| person.conference_id).collect();
    conference::lock(conn, &conferences).await?;
    // Read again: they may have changed while the locks were waited for.
    for mut person in by_email_key(conn, email_key).await? {
        if conferences.contains(&person.conference_id) && person.renew_link(now) {
            save(conn, &person).await?;
            publish(conn, &person, trace).await?;
        }
    }
    Ok(())
}

impl Participant {
    fn renew_link(&mut self, now: Instant) -> bool {
        if self.link_requested_at.is_some_and(|last| now.since(last) < AGAIN) {
            return false;
        }
        self.link_requested_at = Some(now);
        self.link_requests += 1;
        self.link_epoch += 1;
        self.changed();
        true
    }
}
