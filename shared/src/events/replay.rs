//! Asking for everything once more, after a queue was lost with what waited in it.

use std::collections::BTreeSet;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use prost::Message as _;
use proto::replay::{self, v1::ReplayAsked};

use super::schema::replay_wanted as table;
use super::{Message, outbox};
use crate::db::{Conn, Result};
use crate::ids::MessageId;
use crate::on;
use crate::trace::Trace;

/// Notes that a consumer's queue is not there, before it is made: a crash in between forgets nothing.
pub(super) async fn want(conn: &mut Conn, consumer: &str) -> Result<()> {
    let row = table::consumer.eq(consumer);
    on!(conn, |c| diesel::insert_into(table::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c)
        .await)?;
    Ok(())
}

/// Asks those who tell the topics, where that was noted. To be called in a transaction, when the queue is there and
/// bound, or the answer would go past it. Of many replicas one asks.
pub(super) async fn ask(conn: &mut Conn, consumer: &str, topics: &[&str]) -> Result<()> {
    let noted = table::table.find(consumer);
    if on!(conn, |c| diesel::delete(noted).execute(c).await)? == 0 {
        return Ok(());
    }
    let (payload, trace) = (ReplayAsked { consumer: consumer.to_owned() }, Trace::new());
    let question = |topic: &str| Message {
        id: MessageId::new(),
        topic: topic.to_owned(),
        payload: payload.encode_to_vec(),
        trace,
    };
    let tellers: BTreeSet<_> = topics.iter().filter_map(|topic| replay::of(topic)).collect();
    tracing::warn!(consumer, ?tellers, "the queue was not there: everything is asked for again");
    outbox::add_all(conn, tellers.into_iter().map(question).collect()).await
}
