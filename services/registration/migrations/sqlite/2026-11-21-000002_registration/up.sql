CREATE TABLE series (
    id BLOB PRIMARY KEY NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    organiser TEXT NOT NULL,
    funding_note TEXT NOT NULL,
    about TEXT NOT NULL
);

CREATE TABLE conferences (
    id BLOB PRIMARY KEY NOT NULL,
    series_id BLOB NOT NULL REFERENCES series (id),
    slug TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    revision BIGINT NOT NULL,
    schedule INTEGER NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    time_zone TEXT NOT NULL,
    city TEXT NOT NULL,
    place TEXT NOT NULL,
    address TEXT NOT NULL,
    capacity INTEGER NOT NULL,
    -- Places taken: confirmed or attended. The check is the last guard against overselling.
    taken INTEGER NOT NULL,
    -- The number of the last arrival: counted here, under the row's lock, because clocks are no order.
    arrivals BIGINT NOT NULL,
    content TEXT NOT NULL,
    CHECK (taken >= 0 AND taken <= capacity)
);

CREATE TABLE participants (
    id BLOB PRIMARY KEY NOT NULL,
    conference_id BLOB NOT NULL REFERENCES conferences (id),
    arrival BIGINT NOT NULL,
    state TEXT NOT NULL,
    revision BIGINT NOT NULL,
    submission_id BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL,
    addressed_as TEXT NOT NULL,
    email TEXT NOT NULL,
    -- The address in lower case: one sign-up for each address.
    email_key TEXT NOT NULL,
    organisation TEXT NOT NULL,
    sector TEXT NOT NULL,
    place TEXT NOT NULL,
    language TEXT NOT NULL,
    workshop TEXT NOT NULL,
    -- Encrypted: health data (Art. 9 GDPR). Null where nothing was said.
    needs BLOB,
    photo_consent BOOLEAN NOT NULL,
    waiting_position INTEGER NOT NULL,
    link_epoch INTEGER NOT NULL,
    repeated_sign_ups INTEGER NOT NULL,
    repeated_at BIGINT,
    link_requests INTEGER NOT NULL,
    link_requested_at BIGINT,
    signed_up_at BIGINT NOT NULL,
    attended_at BIGINT,
    UNIQUE (conference_id, email_key),
    UNIQUE (conference_id, arrival)
);

CREATE INDEX participants_waiting ON participants (conference_id, state, arrival);
CREATE INDEX participants_email ON participants (email_key);

-- How many mails strangers had sent to an address lately, by asking with it.
CREATE TABLE address_limits (
    email_key TEXT PRIMARY KEY NOT NULL,
    began_at BIGINT NOT NULL,
    count INTEGER NOT NULL
);

-- What notification tells of each mail, for organisers to see.
CREATE TABLE deliveries (
    mail_id BLOB PRIMARY KEY NOT NULL,
    participant_id BLOB NOT NULL,
    purpose TEXT NOT NULL,
    state TEXT NOT NULL,
    revision BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);

CREATE INDEX deliveries_participant ON deliveries (participant_id);

-- What feedback tells of each survey.
CREATE TABLE surveys (
    id BLOB PRIMARY KEY NOT NULL,
    conference_id BLOB NOT NULL,
    state TEXT NOT NULL,
    revision BIGINT NOT NULL,
    closes_at BIGINT
);

CREATE TABLE organisers (
    id BLOB PRIMARY KEY NOT NULL,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL UNIQUE,
    language TEXT NOT NULL,
    revision BIGINT NOT NULL,
    valid_from BIGINT NOT NULL
);

CREATE TABLE organiser_roles (
    organiser_id BLOB NOT NULL REFERENCES organisers (id) ON DELETE CASCADE,
    scope_id BLOB NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (organiser_id, scope_id, role)
);

CREATE TABLE sign_in_links (
    id BLOB PRIMARY KEY NOT NULL,
    organiser_id BLOB NOT NULL REFERENCES organisers (id) ON DELETE CASCADE,
    expires_at BIGINT NOT NULL,
    spent_at BIGINT
);
