-- One sign-up as one transaction: everybody wants a place at the same conference.
\set person random(1, 1000000000)
BEGIN;
UPDATE conferences SET taken = taken + 1 WHERE id = 1;
INSERT INTO participants (conference_id, name, email)
    VALUES (1, 'Layla Khoury ' || :person, 'layla' || :person || '@verein.example');
COMMIT;
