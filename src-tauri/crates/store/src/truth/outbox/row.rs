//! One row of the outbox: how it comes, is read, and is settled.

use domain::delivery::{Delivery, OutreachMessage, Payload, Receipt, State};
use domain::id::DeliveryId;
use domain::span::Instant;
use rusqlite::{Connection, Params, named_params, params};

use crate::Error;
use crate::column::{Json, Millis};

/// A delivery and how it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What is owed.
    pub delivery: Delivery,
    /// How it stands.
    pub state: State,
    /// Attempts so far, the present one included.
    pub attempts: u32,
    /// Its place: within a lane, the lower goes first.
    pub order: i64,
    /// The process that is sending it.
    pub owner: Option<String>,
    /// Why it is where it is, in words.
    pub reason: String,
    /// What came of it where it was but promised: the provider's id, once it told that.
    pub kept: Option<String>,
    /// Since when it is owed.
    pub created_at: Instant,
    /// When its state was written.
    pub updated_at: Instant,
}

/// Puts a delivery at the end of its lane, Queued.
pub(crate) fn enqueue(conn: &Connection, delivery: &Delivery, owed_at: Instant) -> Result<(), Error> {
    let kind = match &delivery.payload {
        Payload::Page(_) => "page".to_owned(),
        Payload::Note(_) => "note".to_owned(),
        Payload::Update(_) => "update".to_owned(),
        // What one account waits for keeps no other account waiting.
        Payload::Outreach(OutreachMessage { account: Some(account), .. }) => format!("outreach to {account}"),
        Payload::Outreach(_) => "outreach".to_owned(),
    };
    let state = State::Queued;
    conn.prepare_cached(
        "INSERT INTO outbox
             (id, incident, connection, kind, delivery, not_before, valid_until, state, detail, next_at, created_at, updated_at)
         VALUES (:id, :incident, :connection, :kind, :delivery, :not_before, :valid_until, :state, :detail, :next_at, :at, :at)",
    )?
    .execute(named_params! {
        ":id": delivery.id.as_str(),
        ":incident": delivery.incident.as_str(),
        ":connection": delivery.connection.as_str(),
        ":kind": kind,
        ":delivery": Json(delivery),
        ":not_before": Millis(delivery.not_before),
        ":valid_until": delivery.valid_until.map(Millis),
        ":state": state.name(),
        ":detail": Json(&state),
        ":next_at": state.next_at(delivery.not_before).map(Millis),
        ":at": Millis(owed_at),
    })?;
    Ok(())
}

/// The row of a delivery.
pub(crate) fn row(conn: &Connection, id: &DeliveryId) -> rusqlite::Result<Option<Row>> {
    Ok(rows(conn, "WHERE id = ?1", [id.as_str()])?.pop())
}

/// Writes a state, but never over a final one; only what a provider had but promised, and did not do, is held once more.
pub(crate) fn settle(
    conn: &Connection,
    id: &DeliveryId,
    state: &State,
    attempts: u32,
    reason: &str,
    now: Instant,
) -> Result<(), Error> {
    let before = row(conn, id)?.ok_or_else(|| Error::NotFound(format!("delivery `{id}`")))?;
    let is_undone = matches!((&before.state, state), (State::Delivered { .. }, State::Held { .. }));
    if before.state.is_final() && !is_undone {
        return if &before.state == state {
            Ok(())
        } else {
            Err(Error::Conflict(format!("Delivery `{id}` is {} already and stays so", before.state.name())))
        };
    }
    conn.prepare_cached(
        "UPDATE outbox SET state = ?2, detail = ?3, attempts = ?4, next_at = ?5, reason = ?6, updated_at = ?7,
             owner = CASE WHEN ?2 = 'sending' THEN owner END, kept = NULL
         WHERE id = ?1",
    )?
    .execute(params![
        id.as_str(),
        state.name(),
        Json(state),
        attempts,
        state.next_at(before.delivery.not_before).map(Millis),
        reason,
        Millis(now),
    ])?;
    Ok(())
}

/// Writes what came of a promise, as long as the row stands by it: one that was held or sent anew meanwhile has another.
pub(crate) fn keep(conn: &Connection, id: &DeliveryId, promise: &Receipt, kept: &str) -> Result<(), Error> {
    let state = row(conn, id)?.map(|row| row.state);
    if matches!(&state, Some(State::Delivered { receipt }) if receipt == promise) {
        conn.prepare_cached("UPDATE outbox SET kept = ?2 WHERE id = ?1")?.execute(params![id.as_str(), kept])?;
    }
    Ok(())
}

/// The rows that the clause chooses.
pub(crate) fn rows(conn: &Connection, which: &str, params: impl Params) -> rusqlite::Result<Vec<Row>> {
    conn.prepare_cached(&format!(
        "SELECT delivery, detail, attempts, lane_order, owner, reason, kept, created_at, updated_at FROM outbox {which}"
    ))?
    .query_map(params, |row| {
        Ok(Row {
            delivery: row.get::<_, Json<Delivery>>(0)?.0,
            state: row.get::<_, Json<State>>(1)?.0,
            attempts: row.get(2)?,
            order: row.get(3)?,
            owner: row.get(4)?,
            reason: row.get(5)?,
            kept: row.get(6)?,
            created_at: row.get::<_, Millis>(7)?.0,
            updated_at: row.get::<_, Millis>(8)?.0,
        })
    })?
    .collect()
}
