-- The whole cache: anything here can be fetched or read again.

CREATE TABLE feeds (
  -- One list of one connection, with its age.
  connection TEXT NOT NULL,
  name TEXT NOT NULL,
  fetched_at INTEGER,           -- NULL until it was fetched once
  tried_at INTEGER,
  failure TEXT,                 -- JSON; NULL when the last try went well
  cursor TEXT,                  -- where to go on, or the provider's mark of what we have
  PRIMARY KEY (connection, name)
) STRICT;

CREATE TABLE shifts (
  -- Instants as the provider gave them: they may overlap, be clipped, or come twice.
  connection TEXT NOT NULL,
  feed TEXT NOT NULL,
  schedule TEXT NOT NULL,
  person TEXT NOT NULL,         -- JSON
  from_ms INTEGER NOT NULL,
  until_ms INTEGER NOT NULL,
  level INTEGER NOT NULL,
  FOREIGN KEY (connection, feed) REFERENCES feeds (connection, name) ON DELETE CASCADE
) STRICT;
CREATE INDEX shifts_by_feed ON shifts (connection, feed, from_ms);

CREATE TABLE people (
  connection TEXT NOT NULL,
  feed TEXT NOT NULL,
  id TEXT NOT NULL,             -- the provider's
  name TEXT NOT NULL,
  email TEXT,
  detail TEXT NOT NULL,         -- JSON
  PRIMARY KEY (connection, feed, id),
  FOREIGN KEY (connection, feed) REFERENCES feeds (connection, name) ON DELETE CASCADE
) STRICT;
CREATE INDEX people_by_email ON people (email COLLATE NOCASE) WHERE email IS NOT NULL;

CREATE TABLE runbooks (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  services TEXT NOT NULL,       -- JSON list of ids
  tags TEXT NOT NULL,           -- JSON list of words
  owner TEXT,
  verified TEXT,                -- a day, 2026-10-02
  modified_at INTEGER NOT NULL
) STRICT;

CREATE TABLE sections (
  id INTEGER PRIMARY KEY,
  runbook INTEGER NOT NULL REFERENCES runbooks (id) ON DELETE CASCADE,
  title TEXT NOT NULL,          -- of its runbook: it is searched with each section
  heading TEXT NOT NULL,
  words TEXT NOT NULL,          -- services and tags of its runbook
  body TEXT NOT NULL,
  level INTEGER NOT NULL,
  anchor TEXT NOT NULL,
  line INTEGER NOT NULL
) STRICT;
CREATE INDEX sections_by_runbook ON sections (runbook, id);

CREATE VIRTUAL TABLE section_index USING fts5(
  title, heading, words, body,
  content = 'sections', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE section_words USING fts5vocab('section_index', 'row');
CREATE TRIGGER sections_indexed AFTER INSERT ON sections BEGIN
  INSERT INTO section_index (rowid, title, heading, words, body)
  VALUES (new.id, new.title, new.heading, new.words, new.body);
END;
CREATE TRIGGER sections_forgotten AFTER DELETE ON sections BEGIN
  INSERT INTO section_index (section_index, rowid, title, heading, words, body)
  VALUES ('delete', old.id, old.title, old.heading, old.words, old.body);
END;
