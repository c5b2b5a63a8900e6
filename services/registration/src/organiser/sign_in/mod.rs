//! Signing in by a link that comes by mail: it holds for 15 minutes, and once.

mod link;
mod pages;

use std::num::NonZeroU32;
use std::time::Duration;

use shared::db::{Conn, Result};
use shared::ids::OrganiserId;
use shared::limits::ClientLimit;
use shared::{Instant, Trace};

use super::{account, event};

pub use link::{ask, ask_for, sign_in_link};
pub use pages::routes;

/// How long a link holds.
const LIFETIME: Duration = Duration::from_mins(15);

/// How many links one client may ask for in an hour: enough for an office, too few to try addresses out.
pub fn client_limit() -> ClientLimit {
    const AN_HOUR: NonZeroU32 = NonZeroU32::new(20).expect("20 is not 0");
    ClientLimit::new(AN_HOUR, Duration::from_hours(1))
}

/// Ends every session of the organiser in every service, this one included. Call it in a transaction.
pub(super) async fn end_all_sessions(
    conn: &mut Conn,
    id: OrganiserId,
    now: Instant,
    trace: Trace,
) -> Result<()> {
    // A session that began in this very moment ends, too.
    account::set_valid_from(conn, id, now.plus(Duration::from_micros(1))).await?;
    account::raise_revision(conn, id).await?;
    event::publish(conn, id, trace).await
}

#[cfg(test)]
mod tests;
