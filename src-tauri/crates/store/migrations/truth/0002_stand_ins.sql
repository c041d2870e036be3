-- Overrides of the reader's own view. Like the journal they are never deleted: one that is taken back says by whom, when and why.

CREATE TABLE stand_ins (
  number INTEGER PRIMARY KEY AUTOINCREMENT, -- of several for one stretch the last one wins
  id TEXT NOT NULL UNIQUE,                  -- the intent that set it, so that none is set twice
  rotation TEXT NOT NULL,
  person TEXT NOT NULL,
  replaces TEXT,                            -- NULL: everybody's place
  from_at INTEGER NOT NULL,
  until_at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  device TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  withdrawn_by TEXT,                        -- NULL while it holds, as the two below
  withdrawn_at INTEGER,
  withdrawn_reason TEXT
) STRICT;
CREATE INDEX stand_ins_that_hold ON stand_ins (rotation, until_at) WHERE withdrawn_at IS NULL;
CREATE TRIGGER stand_ins_are_never_deleted BEFORE DELETE ON stand_ins
BEGIN SELECT RAISE(ABORT, 'an override is taken back, never deleted'); END;
