//! Which messages were heard, so that each counts once, and those that could not be handled.

use std::collections::BTreeSet;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Message;
use super::schema::{dead_messages, inbox};
use crate::clock::Instant;
use crate::db::{Conn, Link, Result};
use crate::ids::MessageId;
use crate::on;

/// Notes messages as heard, and answers those that were not before.
pub(super) async fn note(
    conn: &mut Conn,
    messages: &[Message],
    now: Instant,
) -> Result<BTreeSet<MessageId>> {
    let row = |message: &Message| (inbox::message_id.eq(message.id), inbox::received_at.eq(now));
    match &mut conn.link {
        Link::Postgres(c) => {
            let rows: Vec<_> = messages.iter().map(row).collect();
            let noted = diesel::insert_into(inbox::table).values(rows).on_conflict_do_nothing();
            let new: Vec<_> = noted.returning(inbox::message_id).get_results(&mut **c).await?;
            Ok(new.into_iter().collect())
        }
        // Without a network between, a statement for each is no loss; and a set with a conflict is not to be had.
        Link::Sqlite(c) => {
            let mut new = BTreeSet::new();
            for message in messages {
                let noted = diesel::insert_into(inbox::table).values(row(message));
                if noted.on_conflict_do_nothing().execute(&mut **c.get_mut()).await? == 1 {
                    new.insert(message.id);
                }
            }
            Ok(new)
        }
    }
}

/// Keeps a message as dead, unless it was heard before.
pub(super) async fn bury(
    conn: &mut Conn,
    message: &Message,
    reason: &str,
    now: Instant,
) -> Result<()> {
    if note(conn, std::slice::from_ref(message), now).await?.is_empty() {
        return Ok(());
    }
    let row = (
        dead_messages::message_id.eq(message.id),
        dead_messages::topic.eq(&message.topic),
        dead_messages::payload.eq(&message.payload),
        dead_messages::trace.eq(message.trace.to_string()),
        dead_messages::reason.eq(reason),
        dead_messages::received_at.eq(now),
    );
    on!(conn, |c| diesel::insert_into(dead_messages::table).values(row).execute(c).await)?;
    Ok(())
}

/// Forgets what was heard or put aside before a moment.
pub(super) async fn forget(conn: &mut Conn, before: Instant) -> Result<()> {
    let old = inbox::table.filter(inbox::received_at.lt(before));
    on!(conn, |c| diesel::delete(old).execute(c).await)?;
    let dead = dead_messages::table.filter(dead_messages::received_at.lt(before));
    on!(conn, |c| diesel::delete(dead).execute(c).await)?;
    Ok(())
}

/// How many messages were put aside: should be none.
pub async fn dead(conn: &mut Conn) -> Result<i64> {
    Ok(on!(conn, |c| dead_messages::table.count().get_result(c).await)?)
}
