-- How many wait: counted here, under the row's lock, so that a sign-up costs the same however many wait already.
ALTER TABLE conferences ADD COLUMN waiting INTEGER NOT NULL DEFAULT 0;
UPDATE conferences SET waiting = (
    SELECT count(*) FROM participants
    WHERE participants.conference_id = conferences.id AND participants.state = 'waiting'
);
