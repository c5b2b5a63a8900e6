DROP TABLE sender;
DROP TABLE mails;
DROP TABLE ballots_given;
DROP TABLE pools;
DROP TABLE surveys;
DROP TABLE sign_ins;
DROP TABLE people;
DROP TABLE conferences;
