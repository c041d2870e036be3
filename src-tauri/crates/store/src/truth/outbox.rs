//! What is owed to the outside world, row by row. Which state follows which is `domain::delivery`'s; here it is only kept, and
//! what is final stays as it is.

mod claim;
mod lead;
mod row;

use domain::delivery::{Receipt, State};
use domain::id::{ConnectionId, DeliveryId, IncidentId};
use domain::span::Instant;
use rusqlite::{Connection, OptionalExtension};

pub use claim::{DUE, NEXT_DUE};
pub use lead::Counts;
pub(crate) use lead::renew;
pub use row::Row;
pub(crate) use row::{enqueue, keep, row, rows, settle};

use super::Truth;
use crate::Error;
use crate::column::Json;

/// The query behind [`Truth::previous_receipt`].
pub const PREVIOUS: &str = "
    SELECT detail FROM outbox
    WHERE incident = ?1 AND connection = ?2 AND kind = 'update' AND state = 'delivered'
    ORDER BY lane_order DESC LIMIT 1";

/// Which rows of the outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    /// All of them, the latest first.
    All,
    /// Those of which something will still come, Held ones included; the earliest first.
    Pending,
    /// Those that wait for the lead; the earliest first.
    Held,
}

/// The query behind [`Truth::remotes_of_others`].
pub const OTHERS: &str = "
    SELECT DISTINCT detail ->> '$.receipt.remote' FROM outbox
    WHERE incident <> ?1 AND connection = ?2 AND kind = 'update' AND state = 'delivered'";

impl Truth {
    /// Rows of the outbox.
    pub fn outbox(&self, filter: Filter, limit: u32) -> Result<Vec<Row>, Error> {
        let which = match filter {
            Filter::All => "ORDER BY lane_order DESC LIMIT ?1",
            Filter::Pending => "WHERE state NOT IN ('delivered', 'dropped') ORDER BY lane_order LIMIT ?1",
            Filter::Held => {
                "WHERE state NOT IN ('delivered', 'dropped') AND state = 'held' ORDER BY lane_order LIMIT ?1"
            }
        };
        self.database.read(|conn| Ok(rows(conn, which, [limit])?))
    }

    /// All that one incident owes or owed, in order.
    pub fn deliveries(&self, incident: &IncidentId) -> Result<Vec<Row>, Error> {
        self.database.read(|conn| Ok(deliveries(conn, incident)?))
    }

    /// One row.
    pub fn row(&self, id: &DeliveryId) -> Result<Option<Row>, Error> {
        self.database.read(|conn| Ok(row(conn, id)?))
    }

    /// Writes the state that a delivery has come to, and takes its owner away unless it is Sending. What is Delivered or
    /// Dropped stays so: another state is a conflict.
    pub fn settle(
        &self,
        id: &DeliveryId,
        state: &State,
        attempts: u32,
        reason: &str,
        now: Instant,
    ) -> Result<(), Error> {
        self.database.write(|tx| settle(tx, id, state, attempts, reason, now))
    }

    /// Writes what came of what a provider had but promised with that receipt: its id there. Nothing is written where the
    /// delivery has another one by now.
    pub fn keep(&self, id: &DeliveryId, promise: &Receipt, kept: &str) -> Result<(), Error> {
        self.database.write(|tx| keep(tx, id, promise, kept))
    }

    /// The proof of the latest update of an incident that a connection has taken: what the next one continues.
    pub fn previous_receipt(&self, incident: &IncidentId, connection: &ConnectionId) -> Result<Option<Receipt>, Error> {
        let state = self.database.read(|conn| {
            let mut statement = conn.prepare_cached(PREVIOUS)?;
            let state = statement
                .query_row([incident.as_str(), connection.as_str()], |row| row.get::<_, Json<State>>(0))
                .optional()?;
            Ok(state)
        })?;
        Ok(state.and_then(|Json(state)| match state {
            State::Delivered { receipt } => Some(receipt),
            _ => None,
        }))
    }

    /// What a connection made of updates of all other incidents, by its ids, each once.
    pub fn remotes_of_others(&self, incident: &IncidentId, connection: &ConnectionId) -> Result<Vec<String>, Error> {
        let remotes = self.database.read(|conn| {
            let mut statement = conn.prepare_cached(OTHERS)?;
            let remotes = statement.query_map([incident.as_str(), connection.as_str()], |row| row.get(0))?;
            Ok(remotes.collect::<rusqlite::Result<Vec<String>>>()?)
        })?;
        Ok(remotes)
    }
}

/// All that one incident owes or owed, in order.
pub(crate) fn deliveries(conn: &Connection, incident: &IncidentId) -> rusqlite::Result<Vec<Row>> {
    rows(conn, "WHERE incident = ?1 ORDER BY lane_order", [incident.as_str()])
}
