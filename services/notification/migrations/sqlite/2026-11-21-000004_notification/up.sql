CREATE TABLE conferences (
    id BLOB PRIMARY KEY NOT NULL,
    series_id BLOB NOT NULL,
    revision BIGINT NOT NULL,
    slug TEXT NOT NULL,
    state TEXT NOT NULL,
    schedule BIGINT NOT NULL,
    title TEXT NOT NULL,
    series_title TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    time_zone TEXT NOT NULL,
    city TEXT NOT NULL,
    place TEXT NOT NULL,
    address TEXT NOT NULL,
    contact_name TEXT NOT NULL,
    contact_email TEXT NOT NULL,
    contact_phone TEXT NOT NULL
);

CREATE TABLE people (
    id BLOB PRIMARY KEY NOT NULL,
    conference_id BLOB NOT NULL,
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
    link_id BLOB PRIMARY KEY NOT NULL,
    organiser_id BLOB NOT NULL,
    email TEXT NOT NULL,
    language TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE TABLE surveys (
    id BLOB PRIMARY KEY NOT NULL,
    conference_id BLOB NOT NULL,
    revision BIGINT NOT NULL,
    state TEXT NOT NULL,
    opened_at BIGINT,
    closes_at BIGINT,
    ballots BIGINT NOT NULL,
    reminded BOOLEAN NOT NULL
);

CREATE INDEX surveys_conference ON surveys (conference_id);

-- The key is encrypted. The row goes when the survey closes.
CREATE TABLE pools (
    survey_id BLOB NOT NULL REFERENCES surveys (id),
    pool BIGINT NOT NULL,
    size BIGINT NOT NULL,
    sealed_key BLOB NOT NULL,
    ready BOOLEAN NOT NULL,
    PRIMARY KEY (survey_id, pool)
);

CREATE TABLE ballots_given (
    survey_id BLOB NOT NULL,
    participant_id BLOB NOT NULL,
    pool BIGINT NOT NULL,
    number BIGINT NOT NULL,
    PRIMARY KEY (survey_id, participant_id),
    UNIQUE (survey_id, pool, number),
    FOREIGN KEY (survey_id, pool) REFERENCES pools (survey_id, pool) ON DELETE CASCADE
);

-- The queue. No address, no text, no link: those are made when a mail is handed over.
CREATE TABLE mails (
    id BLOB PRIMARY KEY NOT NULL,
    purpose TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    recipient_id BLOB NOT NULL,
    occasion BIGINT NOT NULL,
    lane INTEGER NOT NULL,
    state TEXT NOT NULL,
    lease_until BIGINT,
    attempts INTEGER NOT NULL,
    next_attempt_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    message_id TEXT NOT NULL,
    error TEXT,
    trace TEXT NOT NULL,
    revision BIGINT NOT NULL,
    planned_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
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
    rests_until BIGINT
);

INSERT INTO sender (id, held, failures) VALUES (1, FALSE, 0);
