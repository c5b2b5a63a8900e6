DROP TABLE organiser_grants;
DROP TABLE organiser_access;
DROP TABLE dead_messages;
DROP TABLE inbox;
DROP TABLE outbox;
