-- When it was noted that a person is erased: their row goes once no older news of them can come.
ALTER TABLE people ADD COLUMN erased_at BIGINT;
