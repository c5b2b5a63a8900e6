//! The tables of feedback; see `migrations/`.

diesel::table! {
    use diesel::sql_types::*;
    use shared::db::sql::{Id, Instant};
    conferences (id) {
        id -> Id,
        series_id -> Id,
        slug -> Text,
        title -> Text,
        ends_at -> Instant,
        time_zone -> Text,
        capacity -> Integer,
        contact -> Text,
        sectors -> Text,
        funding_note -> Text,
        revision -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use shared::db::sql::{Id, Instant};
    surveys (id) {
        id -> Id,
        conference_id -> Id,
        state -> Text,
        revision -> BigInt,
        group_size -> Integer,
        sensitive_group_size -> Integer,
        closes_at -> Nullable<Instant>,
        ballots -> Integer,
        answers -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use shared::db::sql::Id;
    pools (survey_id, pool) {
        survey_id -> Id,
        pool -> Integer,
        check_key -> Binary,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use shared::db::sql::Id;
    ballots (survey_id, hash) {
        survey_id -> Id,
        hash -> Binary,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use shared::db::sql::Id;
    letters (survey_id, key) {
        survey_id -> Id,
        key -> Binary,
        content -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use shared::db::sql::Id;
    answers (survey_id, key) {
        survey_id -> Id,
        key -> Binary,
        content -> Text,
    }
}
