-- What the transactions of the scripts need at least, and no more: fewer columns and indexes than the services' tables.
CREATE TABLE conferences (id INTEGER PRIMARY KEY, taken INTEGER NOT NULL);
INSERT INTO conferences VALUES (1, 0);

CREATE TABLE participants (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    conference_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL
);

CREATE TABLE ballots (hash BYTEA PRIMARY KEY);
CREATE TABLE letters (key UUID PRIMARY KEY, content TEXT NOT NULL);
