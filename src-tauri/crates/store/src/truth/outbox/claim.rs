//! Who sends what. A lane is connection, incident and kind, and moves in strict order: its head is the first row that is not
//! final. A Held update holds up the updates behind it, since they tell one story; a Held page holds up nobody, since the
//! next page wakes somebody else. Pages never wait behind updates.

use domain::delivery::State;
use domain::span::Instant;
use rusqlite::{Connection, OptionalExtension, params};

use super::row::{Row, rows};
use crate::Error;
use crate::column::{Json, Millis};
use crate::truth::Truth;

/// What chooses the heads that are due at `?1`. Only Queued and Waiting rows have a `next_at`. The plus keeps the planner
/// from walking through all rows for the sake of their order.
pub const DUE: &str = "
    WHERE next_at <= ?1 AND NOT EXISTS (
        SELECT 1 FROM outbox AS ahead
        WHERE ahead.incident = outbox.incident AND ahead.connection = outbox.connection AND ahead.kind = outbox.kind
            AND ahead.lane_order < outbox.lane_order
            AND ahead.state NOT IN ('delivered', 'dropped')
            AND (ahead.state <> 'held' OR ahead.kind = 'update'))
    ORDER BY +lane_order";

/// The query behind [`Truth::next_due`].
pub const NEXT_DUE: &str = "
    SELECT next_at FROM outbox
    WHERE next_at IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM outbox AS ahead
        WHERE ahead.incident = outbox.incident AND ahead.connection = outbox.connection AND ahead.kind = outbox.kind
            AND ahead.lane_order < outbox.lane_order
            AND ahead.state NOT IN ('delivered', 'dropped')
            AND (ahead.state <> 'held' OR ahead.kind = 'update'))
    ORDER BY next_at LIMIT 1";

const SENDING: &str = "WHERE state = 'sending' ORDER BY lane_order";

impl Truth {
    /// Takes the due head of every lane: marks it Sending by `owner`, one more attempt, before anything is sent. Gives each row
    /// with the state that it had **before**, and with the attempts and the owner that it has now. Two processes
    /// never take the same row.
    pub fn claim_due(&self, now: Instant, owner: &str) -> Result<Vec<Row>, Error> {
        self.database.write(|tx| {
            let mut claimed = rows(tx, DUE, [Millis(now)])?;
            for row in &mut claimed {
                row.attempts = row.attempts.saturating_add(1);
                take(tx, row, owner, now)?;
            }
            Ok(claimed)
        })
    }

    /// When the next head falls due; past where one is due already, `None` where nothing is to be sent.
    pub fn next_due(&self) -> Result<Option<Instant>, Error> {
        self.database.read(|conn| {
            let due = conn.prepare_cached(NEXT_DUE)?.query_row([], |row| row.get::<_, Millis>(0)).optional()?;
            Ok(due.map(|at| at.0))
        })
    }

    /// Rows in Sending whose process is dead: whether they went out is not known.
    pub fn orphans(&self, is_alive: impl Fn(&str) -> bool) -> Result<Vec<Row>, Error> {
        self.database.read(|conn| Ok(orphans(conn, &is_alive)?))
    }

    /// Takes the orphans over, still Sending but now by `owner`, so that exactly one of several processes settles each.
    pub fn adopt_orphans(&self, owner: &str, now: Instant, is_alive: impl Fn(&str) -> bool) -> Result<Vec<Row>, Error> {
        // Nearly always there are none, and looking disturbs no writer.
        if self.orphans(&is_alive)?.is_empty() {
            return Ok(Vec::new());
        }
        self.database.write(|tx| {
            let mut adopted = orphans(tx, &is_alive)?;
            for row in &mut adopted {
                take(tx, row, owner, now)?;
            }
            Ok(adopted)
        })
    }
}

fn orphans(conn: &Connection, is_alive: &impl Fn(&str) -> bool) -> rusqlite::Result<Vec<Row>> {
    let mut orphans = rows(conn, SENDING, [])?;
    orphans.retain(|row| !row.owner.as_deref().is_some_and(is_alive));
    Ok(orphans)
}

/// Makes a row the owner's, with the attempts that it counts.
fn take(conn: &Connection, row: &mut Row, owner: &str, now: Instant) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "UPDATE outbox SET state = ?2, detail = ?3, next_at = NULL, attempts = ?4, owner = ?5, updated_at = ?6
         WHERE lane_order = ?1",
    )?
    .execute(params![row.order, State::SENDING.name(), Json(State::SENDING), row.attempts, owner, Millis(now)])?;
    row.owner = Some(owner.to_owned());
    row.updated_at = Millis::cut(now);
    Ok(())
}
