-- Whole answers of hosts that tell by a mark whether they have changed; the mark is the feed's cursor.

CREATE TABLE answers (
  connection TEXT NOT NULL,
  feed TEXT NOT NULL,
  body BLOB NOT NULL,             -- as it came, unpacked, without secrets
  PRIMARY KEY (connection, feed),
  FOREIGN KEY (connection, feed) REFERENCES feeds (connection, name) ON DELETE CASCADE
) STRICT;
