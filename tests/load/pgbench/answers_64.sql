-- 64 answers as one transaction and two statements: the limit for whoever gathers them.
\set ballot random(1, 1000000000)
BEGIN;
DELETE FROM ballots WHERE hash = ANY
    (SELECT sha256((:ballot + n)::text::bytea) FROM generate_series(1, 64) AS n);
INSERT INTO letters (key, content) SELECT gen_random_uuid(),
    '{"again":"8","contacts":"some","overall":"4","useful":"talks","words":"Danke für den Tag","work":"3"}'
    FROM generate_series(1, 64);
COMMIT;
