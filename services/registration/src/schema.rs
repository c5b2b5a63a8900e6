//! The tables of registration; see `migrations/`.

diesel::table! {
    use diesel::sql_types::*;
    use shared::db::sql::Id;
    series (id) {
        id -> Id,
        slug -> Text,
        title -> Text,
        organiser -> Text,
        funding_note -> Text,
        about -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use shared::db::sql::{Id, Instant};
    conferences (id) {
        id -> Id,
        series_id -> Id,
        slug -> Text,
        state -> Text,
        revision -> BigInt,
        schedule -> Integer,
        starts_at -> Instant,
        ends_at -> Instant,
        time_zone -> Text,
        city -> Text,
        place -> Text,
        address -> Text,
        capacity -> Integer,
        taken -> Integer,
        arrivals -> BigInt,
        waiting -> Integer,
        content -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use shared::db::sql::{Id, Instant};
    participants (id) {
        id -> Id,
        conference_id -> Id,
        arrival -> BigInt,
        state -> Text,
        revision -> BigInt,
        submission_id -> Id,
        name -> Text,
        addressed_as -> Text,
        email -> Text,
        email_key -> Text,
        organisation -> Text,
        sector -> Text,
        place -> Text,
        language -> Text,
        workshop -> Text,
        needs -> Nullable<Binary>,
        photo_consent -> Bool,
        waiting_position -> Integer,
        link_epoch -> Integer,
        repeated_sign_ups -> Integer,
        repeated_at -> Nullable<Instant>,
        link_requests -> Integer,
        link_requested_at -> Nullable<Instant>,
        signed_up_at -> Instant,
        attended_at -> Nullable<Instant>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use shared::db::sql::Instant;
    address_limits (email_key) {
        email_key -> Text,
        began_at -> Instant,
        count -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use shared::db::sql::{Id, Instant};
    deliveries (mail_id) {
        mail_id -> Id,
        participant_id -> Id,
        purpose -> Text,
        state -> Text,
        revision -> BigInt,
        changed_at -> Instant,
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
        closes_at -> Nullable<Instant>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use shared::db::sql::{Id, Instant};
    organisers (id) {
        id -> Id,
        email -> Text,
        email_key -> Text,
        language -> Text,
        revision -> BigInt,
        valid_from -> Instant,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use shared::db::sql::Id;
    organiser_roles (organiser_id, scope_id, role) {
        organiser_id -> Id,
        scope_id -> Id,
        role -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use shared::db::sql::{Id, Instant};
    sign_in_links (id) {
        id -> Id,
        organiser_id -> Id,
        expires_at -> Instant,
        spent_at -> Nullable<Instant>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    series,
    conferences,
    participants,
    deliveries,
    surveys
);
