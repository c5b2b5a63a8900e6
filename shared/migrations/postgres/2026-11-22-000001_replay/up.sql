CREATE TABLE replay_wanted (
    consumer TEXT PRIMARY KEY NOT NULL
);
