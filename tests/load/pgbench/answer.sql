-- One answer as one transaction: a ballot is used, a letter is put into the box.
\set ballot random(1, 1000000000)
BEGIN;
DELETE FROM ballots WHERE hash = sha256(:ballot::text::bytea);
INSERT INTO letters (key, content) VALUES (gen_random_uuid(),
    '{"again":"8","contacts":"some","overall":"4","useful":"talks","words":"Danke für den Tag","work":"3"}');
COMMIT;
