CREATE TABLE conferences (
    id UUID PRIMARY KEY NOT NULL,
    series_id UUID NOT NULL,
    revision BIGINT NOT NULL,
    slug TEXT NOT NULL,
    state TEXT NOT NULL,
    schedule BIGINT NOT NULL,
    title TEXT NOT NULL,
    series_title TEXT NOT NULL,
    starts_at TIMESTAMPTZ NOT NULL,
    ends_at TIMESTAMPTZ NOT NULL,
    time_zone TEXT NOT NULL,
    city TEXT NOT NULL,
    place TEXT NOT NULL,
    address TEXT NOT NULL,
    contact_name TEXT NOT NULL,
    contact_email TEXT NOT NULL,
    contact_phone TEXT NOT NULL
);

CREATE TABLE people (
    id UUID PRIMARY KEY NOT NULL,
    conference_id UUID NOT NULL,
    revision BIGINT NOT NULL,
    state TEXT NOT NULL,
    name TEXT NOT NULL,
    addressed_as TEXT NOT NULL,
    email TEXT NOT NULL,
    language TEXT NOT NULL,
    waiting_position BIGINT NOT NULL,
    link_epoch BIGINT NOT NULL,
    repeated_sign_ups BIGINT NOT NULL,
    link_requests BIGINT NOT NULL,
    -- What of all this the person was told.
    told TEXT NOT NULL
);

CREATE INDEX people_conference ON people (conference_id, state);

CREATE TABLE sign_ins (
    link_id UUID PRIMARY KEY NOT NULL,
    organiser_id UUID NOT NULL,
    email TEXT NOT NULL,
    language TEXT NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE surveys (
    id UUID PRIMARY KEY NOT NULL,
    conference_id UUID NOT NULL,
    revision BIGINT NOT NULL,
    state TEXT NOT NULL,
    opened_at TIMESTAMPTZ,
    closes_at TIMESTAMPTZ,
    ballots BIGINT NOT NULL,
    reminded BOOLEAN NOT NULL
);

CREATE INDEX surveys_conference ON surveys (conference_id);

-- The key is encrypted. The row goes when the survey closes.
CREATE TABLE pools (
    survey_id UUID NOT NULL REFERENCES surveys (id),
    pool BIGINT NOT NULL,
    size BIGINT NOT NULL,
    sealed_key BYTEA NOT NULL,
    ready BOOLEAN NOT NULL,
    PRIMARY KEY (survey_id, pool)
);

CREATE TABLE ballots_given (
    survey_id UUID NOT NULL,
    participant_id UUID NOT NULL,
    pool BIGINT NOT NULL,
    number BIGINT NOT NULL,
    PRIMARY KEY (survey_id, participant_id),
    UNIQUE (survey_id, pool, number),
    FOREIGN KEY (survey_id, pool) REFERENCES pools (survey_id, pool) ON DELETE CASCADE
);

-- The queue. No address, no text, no link: those are made when a mail is handed over.
CREATE TABLE mails (
    id UUID PRIMARY KEY NOT NULL,
    purpose TEXT NOT NULL,
    subject_id UUID NOT NULL,
    recipient_id UUID NOT NULL,
    occasion BIGINT NOT NULL,
    lane INTEGER NOT NULL,
    state TEXT NOT NULL,
    lease_until TIMESTAMPTZ,
    attempts INTEGER NOT NULL,
    next_attempt_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    message_id TEXT NOT NULL,
    error TEXT,
    trace TEXT NOT NULL,
    revision BIGINT NOT NULL,
    planned_at TIMESTAMPTZ NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    UNIQUE (purpose, subject_id, recipient_id, occasion)
);

CREATE INDEX mails_due ON mails (state, lane, next_attempt_at);
CREATE INDEX mails_recipient ON mails (recipient_id);

-- One row: whether mails are held, and whether the mail server is given a rest.
CREATE TABLE sender (
    id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    held BOOLEAN NOT NULL,
    failures INTEGER NOT NULL,
    trouble TEXT,
    rests_until TIMESTAMPTZ
);

INSERT INTO sender (id, held, failures) VALUES (1, FALSE, 0);
