CREATE TABLE outbox (
    id BLOB PRIMARY KEY NOT NULL,
    topic TEXT NOT NULL,
    payload BLOB NOT NULL,
    trace TEXT NOT NULL
);

CREATE TABLE inbox (
    message_id BLOB PRIMARY KEY NOT NULL,
    received_at BIGINT NOT NULL
);

CREATE TABLE dead_messages (
    message_id BLOB PRIMARY KEY NOT NULL,
    topic TEXT NOT NULL,
    payload BLOB NOT NULL,
    trace TEXT NOT NULL,
    reason TEXT NOT NULL,
    received_at BIGINT NOT NULL
);

CREATE TABLE organiser_access (
    organiser_id BLOB PRIMARY KEY NOT NULL,
    revision BIGINT NOT NULL,
    valid_from BIGINT NOT NULL
);

CREATE TABLE organiser_grants (
    organiser_id BLOB NOT NULL REFERENCES organiser_access (organiser_id) ON DELETE CASCADE,
    scope_id BLOB NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (organiser_id, scope_id, role)
);
