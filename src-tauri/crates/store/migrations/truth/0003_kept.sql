-- What came of a page that its pager took before it made it.

ALTER TABLE outbox ADD COLUMN kept TEXT; -- the pager's id of what it made; NULL where it promised nothing, or has not told yet
