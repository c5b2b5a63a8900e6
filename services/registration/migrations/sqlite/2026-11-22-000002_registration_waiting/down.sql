ALTER TABLE conferences DROP COLUMN waiting;
