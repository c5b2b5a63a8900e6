//! The tables of notification; see `migrations/`.

diesel::table! {
    use diesel::sql_types::*;
    use shared::db::sql::{Id, Instant};
    conferences (id) {
        id -> Id,
        series_id -> Id,
        revision -> BigInt,
        slug -> Text,
        state -> Text,
        schedule -> BigInt,
        title -> Text,
        series_title -> Text,
        starts_at -> Instant,
        ends_at -> Instant,
        time_zone -> Text,
        city -> Text,
        place -> Text,
        address -> Text,
        contact_name -> Text,
        contact_email -> Text,
        contact_phone -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use shared::db::sql::{Id, Instant};
    people (id) {
        id -> Id,
        conference_id -> Id,
        revision -> BigInt,
        state -> Text,
        name -> Text,
        addressed_as -> Text,
        email -> Text,
        language -> Text,
        waiting_position -> BigInt,
        link_epoch -> BigInt,
        repeated_sign_ups -> BigInt,
        link_requests -> BigInt,
        told -> Text,
        erased_at -> Nullable<Instant>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use shared::db::sql::{Id, Instant};
    sign_ins (link_id) {
        link_id -> Id,
        organiser_id -> Id,
        email -> Text,
        language -> Text,
        expires_at -> Instant,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use shared::db::sql::{Id, Instant};
    surveys (id) {
        id -> Id,
        conference_id -> Id,
        revision -> BigInt,
        state -> Text,
        opened_at -> Nullable<Instant>,
        closes_at -> Nullable<Instant>,
        ballots -> BigInt,
        reminded -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use shared::db::sql::Id;
    pools (survey_id, pool) {
        survey_id -> Id,
        pool -> BigInt,
        size -> BigInt,
        sealed_key -> Binary,
        ready -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use shared::db::sql::Id;
    ballots_given (survey_id, participant_id) {
        survey_id -> Id,
        participant_id -> Id,
        pool -> BigInt,
        number -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use shared::db::sql::{Id, Instant};
    mails (id) {
        id -> Id,
        purpose -> Text,
        subject_id -> Id,
        recipient_id -> Id,
        occasion -> BigInt,
        lane -> Integer,
        state -> Text,
        lease_until -> Nullable<Instant>,
        run -> Nullable<Id>,
        attempts -> Integer,
        next_attempt_at -> Instant,
        expires_at -> Instant,
        message_id -> Text,
        error -> Nullable<Text>,
        trace -> Text,
        revision -> BigInt,
        planned_at -> Instant,
        changed_at -> Instant,
    }
}

diesel::table! {
    use shared::db::sql::{Id, Instant};
    runs (id) {
        id -> Id,
        alive_until -> Instant,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use shared::db::sql::Instant;
    sender (id) {
        id -> Integer,
        held -> Bool,
        failures -> Integer,
        trouble -> Nullable<Text>,
        rests_until -> Nullable<Instant>,
        next_mail_at -> Nullable<Instant>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(mails, people, runs, surveys);
