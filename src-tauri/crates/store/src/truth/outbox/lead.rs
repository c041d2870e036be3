//! What the lead does to the outbox: see how much waits, hurry it, give what grew too old a new time to go in.

use domain::delivery::State;
use domain::id::DeliveryId;
use domain::span::Instant;
use rusqlite::{Connection, params};

use super::row::{Row, row, rows};
use crate::Error;
use crate::column::{Json, Millis};
use crate::truth::Truth;

const LATER: &str = "WHERE next_at > ?1 ORDER BY next_at";

/// How much of the outbox is not settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Goes out by itself: Queued, Sending or Waiting.
    pub waiting: u32,
    /// Held: the lead must decide.
    pub held: u32,
}

impl Truth {
    /// How much of the outbox is not settled.
    pub fn outbox_counts(&self) -> Result<Counts, Error> {
        self.database.read(|conn| {
            let counts = conn
                .prepare_cached(
                    "SELECT COUNT(*) FILTER (WHERE state <> 'held'), COUNT(*) FILTER (WHERE state = 'held')
                     FROM outbox WHERE state NOT IN ('delivered', 'dropped')",
                )?
                .query_row([], |row| Ok(Counts { waiting: row.get(0)?, held: row.get(1)? }))?;
            Ok(counts)
        })
    }

    /// Makes everything due now that waits for its time or its provider. What is Held stays Held.
    pub fn hasten(&self, now: Instant) -> Result<(), Error> {
        self.database.write(|tx| {
            for mut row in rows(tx, LATER, [Millis(now)])? {
                if let State::Waiting { until, .. } = &mut row.state {
                    *until = Millis::cut(now);
                }
                row.updated_at = now;
                write(tx, &row, Some(now))?;
            }
            Ok(())
        })
    }
}

/// Gives a delivery a new time to go in, from `not_before` until `valid_until`.
pub(crate) fn renew(
    conn: &Connection,
    id: &DeliveryId,
    not_before: Instant,
    valid_until: Instant,
) -> Result<(), Error> {
    let mut row = row(conn, id)?.ok_or_else(|| Error::NotFound(format!("delivery `{id}`")))?;
    row.delivery.not_before = not_before;
    row.delivery.valid_until = Some(valid_until);
    let next_at = row.state.next_at(not_before);
    Ok(write(conn, &row, next_at)?)
}

fn write(conn: &Connection, row: &Row, next_at: Option<Instant>) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "UPDATE outbox SET delivery = ?2, not_before = ?3, valid_until = ?4, detail = ?5, next_at = ?6, updated_at = ?7
         WHERE lane_order = ?1",
    )?
    .execute(params![
        row.order,
        Json(&row.delivery),
        Millis(row.delivery.not_before),
        row.delivery.valid_until.map(Millis),
        Json(&row.state),
        next_at.map(Millis),
        Millis(row.updated_at),
    ])?;
    Ok(())
}
