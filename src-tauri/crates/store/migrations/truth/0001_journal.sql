-- The first tables of the truth. Columns are NULL only where "none" is an answer of its own.

CREATE TABLE journal (
  -- Every entry of every incident, append-only: the only truth about incidents.
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  incident TEXT NOT NULL,
  happened_at INTEGER NOT NULL, -- milliseconds UTC, as every instant here
  recorded_at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  device TEXT NOT NULL,
  intent TEXT NOT NULL,         -- one intent may leave several entries, all in one transaction
  v INTEGER NOT NULL,           -- version of the event's JSON
  event TEXT NOT NULL
) STRICT;
CREATE INDEX journal_by_incident ON journal (incident, sequence);
CREATE INDEX journal_by_intent ON journal (intent, sequence);
CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_is_never_cut BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TABLE numbers (
  -- The last number given away for each kind of id, so that none is given twice.
  name TEXT PRIMARY KEY,
  last INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO numbers (name, last) VALUES ('incident', 0);

CREATE TABLE incidents (
  -- A projection of the journal: any row can be thrown away and folded again.
  id TEXT PRIMARY KEY,
  key TEXT NOT NULL,
  title TEXT NOT NULL,
  severity INTEGER NOT NULL,    -- 1 is the worst
  phase TEXT NOT NULL,
  drill INTEGER NOT NULL,
  declared_at INTEGER NOT NULL,
  resolved_at INTEGER,          -- NULL while it is open
  closed INTEGER NOT NULL,      -- resolved, and no closing update is owed
  last_sequence INTEGER NOT NULL,
  fold_version INTEGER NOT NULL,
  state TEXT NOT NULL           -- the folded incident as JSON
) STRICT;
CREATE INDEX incidents_by_declared ON incidents (declared_at DESC, id);
CREATE INDEX incidents_not_closed ON incidents (declared_at DESC, id) WHERE closed = 0;

CREATE TABLE outbox (
  -- What is owed to the outside world. A lane is connection, incident and kind.
  lane_order INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  incident TEXT NOT NULL,
  connection TEXT NOT NULL,
  kind TEXT NOT NULL,           -- page, update
  delivery TEXT NOT NULL,       -- JSON
  not_before INTEGER NOT NULL,
  valid_until INTEGER,          -- NULL where it never expires
  state TEXT NOT NULL,          -- name of the state
  detail TEXT NOT NULL,         -- the whole state as JSON
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER,              -- NULL where no attempt is due
  owner TEXT,                   -- the process that is sending it
  reason TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX outbox_lanes ON outbox (incident, connection, kind, lane_order);
CREATE INDEX outbox_due ON outbox (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX outbox_pending ON outbox (lane_order) WHERE state NOT IN ('delivered', 'dropped');
CREATE INDEX outbox_sending ON outbox (lane_order) WHERE state = 'sending';

CREATE TABLE connections (
  -- How the last calls of each connection went.
  id TEXT PRIMARY KEY,
  last_ok_at INTEGER,
  last_failure TEXT,
  last_failure_at INTEGER
) STRICT;

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL           -- JSON
) STRICT;

CREATE TABLE drafts (
  -- Half-written forms, so that a crash does not cost the words.
  key TEXT PRIMARY KEY,
  form TEXT NOT NULL            -- JSON
) STRICT;
