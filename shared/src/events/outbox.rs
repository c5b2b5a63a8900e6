//! Events that wait to be handed over, kept in the transaction of the change that they tell.

use diesel::prelude::*;
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use proto::Event;

use super::Message;
use super::schema::outbox as table;
use crate::db::{Conn, Link, Result};
use crate::ids::MessageId;
use crate::trace::Trace;
use crate::{insert_all, on};

/// Keeps an event until it is handed over. Call it in the transaction of the change.
pub async fn add<E: Event>(conn: &Conn, event: &E, trace: Trace) -> Result<()> {
    add_all(conn, vec![Message::new(event, trace)]).await
}

/// As [`add`], for many at once.
pub async fn add_all(conn: &Conn, messages: Vec<Message>) -> Result<()> {
    let row = |message: Message| {
        (
            table::id.eq(message.id),
            table::topic.eq(message.topic),
            table::payload.eq(message.payload),
            table::trace.eq(message.trace.to_string()),
        )
    };
    let rows: Vec<_> = messages.into_iter().map(row).collect();
    if !rows.is_empty() {
        conn.tells();
    }
    insert_all!(conn, table::table, rows)?;
    Ok(())
}

/// Some of the messages that wait, of all topics but some. They are picked by being there, never by "newer than the
/// last", so that a transaction which commits late is not passed over.
///
/// On PostgreSQL they are locked until the transaction ends, and what another relay has locked is left to it.
pub(super) async fn waiting(conn: &mut Conn, but: &[String], limit: i64) -> Result<Vec<Message>> {
    let query = table::table
        .filter(table::topic.ne_all(but))
        .select((table::id, table::topic, table::payload, table::trace))
        .order(table::id)
        .limit(limit);
    let rows: Vec<(MessageId, String, Vec<u8>, String)> = match &mut conn.link {
        Link::Postgres(c) => query.for_update().skip_locked().load(&mut **c).await?,
        Link::Sqlite(c) => query.load(&mut **c.get_mut()).await?,
    };
    let message = |(id, topic, payload, trace): (_, _, _, String)| Message {
        id,
        topic,
        payload,
        trace: trace.parse().unwrap_or_else(|_| Trace::new()),
    };
    Ok(rows.into_iter().map(message).collect())
}

/// Lets PostgreSQL take the locks back from a relay that stands still for longer than any transport may take.
pub(super) async fn hold_for_a_while(conn: &mut Conn) -> Result<()> {
    if let Link::Postgres(c) = &mut conn.link {
        c.batch_execute("SET LOCAL idle_in_transaction_session_timeout = '30s'").await?;
    }
    Ok(())
}

/// Forgets what every consumer has.
pub(super) async fn forget(conn: &mut Conn, handed_over: &[MessageId]) -> Result<()> {
    let rows = table::table.filter(table::id.eq_any(handed_over));
    on!(conn, |c| diesel::delete(rows).execute(c).await)?;
    Ok(())
}

/// How many messages wait: the depth to watch.
pub async fn depth(conn: &mut Conn) -> Result<i64> {
    Ok(on!(conn, |c| table::table.count().get_result(c).await)?)
}
