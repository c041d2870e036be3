//! Feeds: one list of one connection each, with its age and its trouble. Each stands alone: one that fails leaves the others,
//! and its own last good list, as they are.

use domain::delivery::Failure;
use domain::id::ConnectionId;
use domain::span::Instant;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::Cache;
use crate::Error;
use crate::column::{Json, Millis};

/// Which feed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FeedKey {
    /// Of which connection.
    pub connection: ConnectionId,
    /// Which of its lists: `shifts`, `people`, `components`.
    pub name: String,
}

/// A feed with its age.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Which.
    pub key: FeedKey,
    /// How old its list is; none where it was never fetched.
    pub fetched_at: Option<Instant>,
    /// When it was last tried.
    pub tried_at: Option<Instant>,
    /// Why the last try failed; none where it went well.
    pub failure: Option<Failure>,
    /// The host's mark of the answer that it was read from; none where it gave none.
    pub cursor: Option<String>,
}

impl Cache {
    /// Every feed that was ever tried.
    pub fn feeds(&self) -> Result<Vec<Feed>, Error> {
        self.database.read(|conn| {
            let mut statement = conn.prepare_cached(
                "SELECT connection, name, fetched_at, tried_at, failure, cursor FROM feeds ORDER BY connection, name",
            )?;
            Ok(statement.query_map([], feed)?.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// One feed; `None` where it was never tried.
    pub fn feed(&self, key: &FeedKey) -> Result<Option<Feed>, Error> {
        self.database.read(|conn| {
            let found = conn
                .prepare_cached(
                    "SELECT connection, name, fetched_at, tried_at, failure, cursor FROM feeds
                     WHERE connection = ?1 AND name = ?2",
                )?
                .query_row(params![key.connection.as_str(), key.name], feed)
                .optional()?;
            Ok(found)
        })
    }

    /// A try failed; what was fetched before stays, with its age.
    pub fn feed_failed(&self, key: &FeedKey, failure: &Failure, at: Instant) -> Result<(), Error> {
        self.database.write(|tx| {
            tx.execute(
                "INSERT INTO feeds (connection, name, tried_at, failure) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (connection, name) DO UPDATE SET tried_at = excluded.tried_at, failure = excluded.failure",
                params![key.connection.as_str(), key.name, Millis(at), Json(failure)],
            )?;
            Ok(())
        })
    }

    /// A try went well and the list is the one that we have: it is as of now.
    pub fn feed_unchanged(&self, key: &FeedKey, at: Instant) -> Result<(), Error> {
        self.database.write(|tx| Ok(fetched(tx, key, at)?))
    }

    /// Forgets a feed and its list, because its connection is gone.
    pub fn forget_feed(&self, key: &FeedKey) -> Result<(), Error> {
        self.database.write(|tx| {
            tx.execute(
                "DELETE FROM feeds WHERE connection = ?1 AND name = ?2",
                params![key.connection.as_str(), key.name],
            )?;
            Ok(())
        })
    }
}

fn feed(row: &Row<'_>) -> rusqlite::Result<Feed> {
    Ok(Feed {
        key: FeedKey { connection: ConnectionId(row.get(0)?), name: row.get(1)? },
        fetched_at: row.get::<_, Option<Millis>>(2)?.map(|at| at.0),
        tried_at: row.get::<_, Option<Millis>>(3)?.map(|at| at.0),
        failure: row.get::<_, Option<Json<Failure>>>(4)?.map(|failure| failure.0),
        cursor: row.get(5)?,
    })
}

/// Notes that a feed was fetched.
pub(crate) fn fetched(conn: &Connection, key: &FeedKey, at: Instant) -> rusqlite::Result<()> {
    conn.execute(
        "INSERT INTO feeds (connection, name, fetched_at, tried_at) VALUES (?1, ?2, ?3, ?3)
         ON CONFLICT (connection, name)
         DO UPDATE SET fetched_at = excluded.fetched_at, tried_at = excluded.tried_at, failure = NULL",
        params![key.connection.as_str(), key.name, Millis(at)],
    )?;
    Ok(())
}
