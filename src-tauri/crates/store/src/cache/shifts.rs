//! Shifts as a provider gave them: instants that are never recomputed. They may overlap, be clipped at the window's edge,
//! or come twice.

use domain::span::{Instant, Span};
use rusqlite::params;
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
        self.database.write(|tx| {
            feeds::fetched(tx, feed, fetched_at)?;
            tx.execute(
                "DELETE FROM shifts WHERE connection = ?1 AND feed = ?2",
                params![feed.connection.as_str(), feed.name],
            )?;
            let mut insert = tx.prepare_cached(
                "INSERT INTO shifts (connection, feed, schedule, person, from_ms, until_ms, level)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?;
            for shift in shifts {
                insert.execute(params![
                    feed.connection.as_str(),
                    feed.name,
                    shift.schedule,
                    Json(&shift.person),
                    Millis(shift.span.from),
                    Millis(shift.span.until),
                    shift.level,
                ])?;
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
            let shifts = statement.query_map(
                params![feed.connection.as_str(), feed.name, Millis(window.from), Millis(window.until)],
                |row| {
                    Ok(ShiftRow {
                        schedule: row.get(0)?,
                        person: row.get::<_, Json<Value>>(1)?.0,
                        span: Span { from: row.get::<_, Millis>(2)?.0, until: row.get::<_, Millis>(3)?.0 },
                        level: row.get(4)?,
                    })
                },
            )?;
            Ok(shifts.collect::<rusqlite::Result<_>>()?)
        })
    }
}
