-- A copy of what a survey must know of its conference.
CREATE TABLE conferences (
    id BLOB PRIMARY KEY NOT NULL,
    series_id BLOB NOT NULL,
    slug TEXT NOT NULL,
    title TEXT NOT NULL,
    ends_at BIGINT NOT NULL,
    time_zone TEXT NOT NULL,
    capacity INTEGER NOT NULL,
    contact TEXT NOT NULL,
    sectors TEXT NOT NULL,
    funding_note TEXT NOT NULL,
    revision BIGINT NOT NULL
);

CREATE INDEX conferences_slug ON conferences (slug);

CREATE TABLE surveys (
    id BLOB PRIMARY KEY NOT NULL,
    conference_id BLOB NOT NULL UNIQUE REFERENCES conferences (id),
    state TEXT NOT NULL,
    revision BIGINT NOT NULL,
    group_size INTEGER NOT NULL,
    sensitive_group_size INTEGER NOT NULL,
    closes_at BIGINT,
    -- How many ballots to issue.
    ballots INTEGER NOT NULL,
    -- How many rows of this survey are in answers, so that nobody need count them.
    answers INTEGER NOT NULL,
    CHECK (group_size >= 2 AND sensitive_group_size >= group_size)
);

CREATE INDEX surveys_state ON surveys (state);

CREATE TABLE pools (
    survey_id BLOB NOT NULL REFERENCES surveys (id),
    pool INTEGER NOT NULL,
    check_key BLOB NOT NULL,
    PRIMARY KEY (survey_id, pool)
) WITHOUT ROWID;

-- The three tables of anonymity. Without row ids, so that no number tells in which order rows came; their keys are
-- random, and nothing in a row refers to another table's row but to the survey.

-- Ballots that were not used yet.
CREATE TABLE ballots (
    survey_id BLOB NOT NULL REFERENCES surveys (id),
    hash BLOB NOT NULL,
    PRIMARY KEY (survey_id, hash)
) WITHOUT ROWID;

-- The letter box: no page reads it.
CREATE TABLE letters (
    survey_id BLOB NOT NULL REFERENCES surveys (id),
    key BLOB NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (survey_id, key)
) WITHOUT ROWID;

CREATE TABLE answers (
    survey_id BLOB NOT NULL REFERENCES surveys (id),
    key BLOB NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (survey_id, key)
) WITHOUT ROWID;
