//! The tables of this module.

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::Id;
    outbox (id) {
        id -> Id,
        topic -> Text,
        payload -> Binary,
        trace -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::{Id, Instant};
    inbox (message_id) {
        message_id -> Id,
        received_at -> Instant,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::db::sql::{Id, Instant};
    dead_messages (message_id) {
        message_id -> Id,
        topic -> Text,
        payload -> Binary,
        trace -> Text,
        reason -> Text,
        received_at -> Instant,
    }
}

diesel::table! {
    /// Consumers whose queue was lost, until they have asked for a replay.
    replay_wanted (consumer) {
        consumer -> Text,
    }
}
