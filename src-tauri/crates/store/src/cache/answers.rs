//! Whole answers of hosts that tell by a mark whether they have changed: asked again, they need not give them again.

use rusqlite::{OptionalExtension, params};

use super::Cache;
use super::feeds::FeedKey;
use crate::Error;

/// A whole answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The host's mark of it: the feed's cursor.
    pub mark: String,
    /// As it came.
    pub body: Vec<u8>,
}

impl Cache {
    /// The answer that a feed was read from; `None` where it has no mark.
    pub fn answer(&self, key: &FeedKey) -> Result<Option<Answer>, Error> {
        self.database.read(|conn| {
            let found = conn
                .prepare_cached(
                    "SELECT feeds.cursor, answers.body FROM answers
                     JOIN feeds ON feeds.connection = answers.connection AND feeds.name = answers.feed
                     WHERE answers.connection = ?1 AND answers.feed = ?2 AND feeds.cursor IS NOT NULL",
                )?
                .query_row(params![key.connection.as_str(), key.name], |row| {
                    Ok(Answer { mark: row.get(0)?, body: row.get(1)? })
                })
                .optional()?;
            Ok(found)
        })
    }

    /// Keeps an answer, in place of the one before. To be called after the lists were replaced, so that a crash in between only
    /// fetches again.
    pub fn keep_answer(&self, key: &FeedKey, mark: &str, body: &[u8]) -> Result<(), Error> {
        self.database.write(|tx| {
            tx.execute(
                "INSERT INTO feeds (connection, name, cursor) VALUES (?1, ?2, ?3)
                 ON CONFLICT (connection, name) DO UPDATE SET cursor = excluded.cursor",
                params![key.connection.as_str(), key.name, mark],
            )?;
            tx.execute(
                "INSERT OR REPLACE INTO answers (connection, feed, body) VALUES (?1, ?2, ?3)",
                params![key.connection.as_str(), key.name, body],
            )?;
            Ok(())
        })
    }
}
