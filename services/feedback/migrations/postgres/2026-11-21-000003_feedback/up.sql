-- A copy of what a survey must know of its conference.
CREATE TABLE conferences (
    id UUID PRIMARY KEY NOT NULL,
    series_id UUID NOT NULL,
    slug TEXT NOT NULL,
    title TEXT NOT NULL,
    ends_at TIMESTAMPTZ NOT NULL,
    time_zone TEXT NOT NULL,
    capacity INTEGER NOT NULL,
    contact TEXT NOT NULL,
    sectors TEXT NOT NULL,
    funding_note TEXT NOT NULL,
    revision BIGINT NOT NULL
);

CREATE INDEX conferences_slug ON conferences (slug);

CREATE TABLE surveys (
    id UUID PRIMARY KEY NOT NULL,
    conference_id UUID NOT NULL UNIQUE REFERENCES conferences (id),
    state TEXT NOT NULL,
    revision BIGINT NOT NULL,
    group_size INTEGER NOT NULL,
    sensitive_group_size INTEGER NOT NULL,
    closes_at TIMESTAMPTZ,
    -- How many ballots to issue.
    ballots INTEGER NOT NULL,
    -- How many rows of this survey are in answers, so that nobody need count them.
    answers INTEGER NOT NULL,
    CHECK (group_size >= 2 AND sensitive_group_size >= group_size)
);

CREATE INDEX surveys_state ON surveys (state);

CREATE TABLE pools (
    survey_id UUID NOT NULL REFERENCES surveys (id),
    pool INTEGER NOT NULL,
    check_key BYTEA NOT NULL,
    PRIMARY KEY (survey_id, pool)
);

-- The three tables of anonymity: their keys are random, and nothing in a row refers to another table's row but to the
-- survey.

-- Ballots that were not used yet.
CREATE TABLE ballots (
    survey_id UUID NOT NULL REFERENCES surveys (id),
    hash BYTEA NOT NULL,
    PRIMARY KEY (survey_id, hash)
);

-- The letter box: no page reads it. A table of its own, because it is truncated whenever letters leave it: rows that
-- are only deleted would keep the number of the transaction that also used a ballot.
CREATE TABLE letters (
    survey_id UUID NOT NULL REFERENCES surveys (id),
    key BYTEA NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (survey_id, key)
);

CREATE TABLE answers (
    survey_id UUID NOT NULL REFERENCES surveys (id),
    key BYTEA NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (survey_id, key)
);
