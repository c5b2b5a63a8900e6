CREATE TABLE outbox (
    id UUID PRIMARY KEY NOT NULL,
    topic TEXT NOT NULL,
    payload BYTEA NOT NULL,
    trace TEXT NOT NULL
);

CREATE TABLE inbox (
    message_id UUID PRIMARY KEY NOT NULL,
    received_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE dead_messages (
    message_id UUID PRIMARY KEY NOT NULL,
    topic TEXT NOT NULL,
    payload BYTEA NOT NULL,
    trace TEXT NOT NULL,
    reason TEXT NOT NULL,
    received_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE organiser_access (
    organiser_id UUID PRIMARY KEY NOT NULL,
    revision BIGINT NOT NULL,
    valid_from TIMESTAMPTZ NOT NULL
);

CREATE TABLE organiser_grants (
    organiser_id UUID NOT NULL REFERENCES organiser_access (organiser_id) ON DELETE CASCADE,
    scope_id UUID NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (organiser_id, scope_id, role)
);
