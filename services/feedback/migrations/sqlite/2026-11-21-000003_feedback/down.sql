DROP TABLE answers;
DROP TABLE letters;
DROP TABLE ballots;
DROP TABLE pools;
DROP TABLE surveys;
DROP TABLE conferences;
