-- With what one shift handed over to the next. Nothing here is ever changed or deleted: what was offered stays as it was read,
-- and what came of it is a row of its own.

CREATE TABLE shift_notes (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,                  -- the intent that offered it, so that none is offered twice
  rotation TEXT NOT NULL,
  giver TEXT NOT NULL,
  receiver TEXT NOT NULL,
  remarks TEXT NOT NULL,
  note TEXT NOT NULL,                       -- its parts, as JSON
  text TEXT NOT NULL,                       -- the same in words
  device TEXT NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE TABLE shift_settlements (
  note TEXT PRIMARY KEY REFERENCES shift_notes (id), -- one is settled once
  settlement TEXT NOT NULL,                 -- accepted or taken back, by whom, when and why, as JSON
  device TEXT NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX shift_notes_of_a_rotation ON shift_notes (rotation, number);
CREATE TRIGGER shift_notes_stay BEFORE UPDATE ON shift_notes
BEGIN SELECT RAISE(ABORT, 'a shift note stays as it was offered'); END;
CREATE TRIGGER shift_notes_are_never_deleted BEFORE DELETE ON shift_notes
BEGIN SELECT RAISE(ABORT, 'a shift note is taken back, never deleted'); END;
CREATE TRIGGER shift_settlements_stay BEFORE UPDATE ON shift_settlements
BEGIN SELECT RAISE(ABORT, 'what came of a shift note stays'); END;
CREATE TRIGGER shift_settlements_are_never_deleted BEFORE DELETE ON shift_settlements
BEGIN SELECT RAISE(ABORT, 'what came of a shift note is never deleted'); END;
