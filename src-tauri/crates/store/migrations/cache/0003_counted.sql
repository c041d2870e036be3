-- What was counted of incidents that are over: it can be counted again from the journal.

CREATE TABLE counted (
  incident TEXT PRIMARY KEY,
  rules TEXT NOT NULL,            -- by which it was counted
  last_sequence INTEGER NOT NULL, -- of the last entry that was counted
  figures TEXT NOT NULL           -- JSON
) STRICT;
