-- Each run of a process that hands mails over, and until when it counts as alive: its leases end with it.
CREATE TABLE runs (
    id BLOB PRIMARY KEY NOT NULL,
    alive_until BIGINT NOT NULL
);

ALTER TABLE mails ADD COLUMN run BLOB;

-- When the account may send its next mail, whichever process does it.
ALTER TABLE sender ADD COLUMN next_mail_at BIGINT;
