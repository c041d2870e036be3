-- What pagers know beside shifts, one table for all kinds: people, teams, services, schedules, policies, who is on call.

DROP TABLE people;

CREATE TABLE remote_items (
  connection TEXT NOT NULL,
  feed TEXT NOT NULL,
  id TEXT NOT NULL,             -- the provider's
  name TEXT NOT NULL,
  email TEXT,                   -- by which a person is found in the workspace
  detail TEXT NOT NULL,         -- JSON
  PRIMARY KEY (connection, feed, id),
  FOREIGN KEY (connection, feed) REFERENCES feeds (connection, name) ON DELETE CASCADE
) STRICT;
CREATE INDEX remote_items_by_email ON remote_items (email COLLATE NOCASE) WHERE email IS NOT NULL;
