//! Shifts as a provider gave them: instants that are never recomputed. They may overlap, be clipped at the window's edge,
//! or come twice.

use domain::id::ConnectionId;
use domain::span::{Instant, Span};
use rusqlite::{Connection, Row, params};
use serde_json::Value;

use super::Cache;
use super::feeds::{self, FeedKey};
use crate::Error;
use crate::column::{Json, Millis};

/// One shift of a provider's schedule.
#[derive(Debug, Clone, PartialEq)]
pub struct ShiftRow {
    /// The provider's id of the schedule, or ours of the rotation.
    pub schedule: String,
    /// The person as the provider tells of them.
    pub person: Value,
    /// From when to when.
    pub span: Span,
    /// On which level of an escalation; 1 is asked first.
    pub level: u32,
}

impl Cache {
    /// Puts a fetched list in the place of the old one.
    pub fn replace_shifts(&self, feed: &FeedKey, shifts: &[ShiftRow], fetched_at: Instant) -> Result<(), Error> {
        self.replace_all_shifts(&[(feed.clone(), shifts.to_vec())], fetched_at)
    }

    /// Puts fetched lists in the places of the old ones, all in one step. A list that came as it was before is not
    /// written again.
    pub fn replace_all_shifts(&self, lists: &[(FeedKey, Vec<ShiftRow>)], fetched_at: Instant) -> Result<(), Error> {
        self.database.write(|tx| {
            for (feed, shifts) in lists {
                feeds::fetched(tx, feed, fetched_at)?;
                if all(tx, feed)? != *shifts {
                    replace(tx, feed, shifts)?;
                }
            }
            Ok(())
        })
    }

    /// The shifts of a feed that have a part in the window, in order of time.
    pub fn shifts(&self, feed: &FeedKey, window: Span) -> Result<Vec<ShiftRow>, Error> {
        self.database.read(|conn| {
            let mut statement = conn.prepare_cached(
                "SELECT schedule, person, from_ms, until_ms, level FROM shifts
                 WHERE connection = ?1 AND feed = ?2 AND from_ms < ?4 AND until_ms > ?3
                 ORDER BY from_ms, level, rowid",
            )?;
            let key = params![feed.connection.as_str(), feed.name, Millis(window.from), Millis(window.until)];
            Ok(statement.query_map(key, shift)?.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// How many shifts are known of a connection.
    pub fn shift_count(&self, connection: &ConnectionId) -> Result<u64, Error> {
        self.database.read(|conn| {
            let mut statement = conn.prepare_cached("SELECT count(*) FROM shifts WHERE connection = ?1")?;
            let count: i64 = statement.query_row([connection.as_str()], |row| row.get(0))?;
            Ok(u64::try_from(count).unwrap_or_default())
        })
    }
}

/// A whole list, in the order in which it was written.
fn all(tx: &Connection, feed: &FeedKey) -> rusqlite::Result<Vec<ShiftRow>> {
    let mut statement = tx.prepare_cached(
        "SELECT schedule, person, from_ms, until_ms, level FROM shifts
         WHERE connection = ?1 AND feed = ?2 ORDER BY rowid",
    )?;
    statement.query_map(params![feed.connection.as_str(), feed.name], shift)?.collect()
}

fn replace(tx: &Connection, feed: &FeedKey, shifts: &[ShiftRow]) -> rusqlite::Result<()> {
    let key = (feed.connection.as_str(), feed.name.as_str());
    tx.execute("DELETE FROM shifts WHERE connection = ?1 AND feed = ?2", key)?;
    let mut insert = tx.prepare_cached(
        "INSERT INTO shifts (connection, feed, schedule, person, from_ms, until_ms, level)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for ShiftRow { schedule, person, span, level } in shifts {
        let (from, until) = (Millis(span.from), Millis(span.until));
        insert.execute(params![key.0, key.1, schedule, Json(person), from, until, level])?;
    }
    Ok(())
}

fn shift(row: &Row<'_>) -> rusqlite::Result<ShiftRow> {
    Ok(ShiftRow {
        schedule: row.get(0)?,
        person: row.get::<_, Json<Value>>(1)?.0,
        span: Span { from: row.get::<_, Millis>(2)?.0, until: row.get::<_, Millis>(3)?.0 },
        level: row.get(4)?,
    })
}
