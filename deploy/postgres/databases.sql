-- A role and a database for each service, for psql as administrator. Nobody but its role enters a database.
-- The passwords are set by what deploy/make-secrets writes.
CREATE ROLE registration LOGIN;
CREATE ROLE feedback LOGIN;
CREATE ROLE notification LOGIN;

CREATE DATABASE registration OWNER registration;
CREATE DATABASE feedback OWNER feedback;
CREATE DATABASE notification OWNER notification;

REVOKE ALL ON DATABASE registration, feedback, notification FROM PUBLIC;

-- What the server logs of a statement that failed shows no row.
ALTER ROLE registration SET log_error_verbosity = terse;
ALTER ROLE feedback SET log_error_verbosity = terse;
ALTER ROLE notification SET log_error_verbosity = terse;
