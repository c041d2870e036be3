//! Pages that are not out although they should be: held, or tried in vain so far. Somebody calls at once, by what is left over.

use domain::delivery::{Payload, State};
use domain::id::ConnectionId;
use domain::span::Instant;
use store::truth::outbox::Row;

/// Of a page whose last attempt failed and whose next one is under way.
const TRIED_ON: &str = "not out yet, it is tried on; call";

/// Whether a page is held, failed an attempt and is tried on, or is due behind one that is. One that somebody may still take back
/// is none of them, nor is one whose first attempt is under way.
pub(crate) fn is_not_out(row: &Row, rows: &[Row], now: Instant) -> bool {
    match &row.state {
        State::Held { .. } => true,
        State::Queued => row.delivery.not_before <= now && rows.iter().any(|ahead| keeps_back(ahead, row)),
        _ => has_failed(row),
    }
}

/// Why it is where it is, and of one that is tried on, that it is and that somebody calls.
pub(crate) fn words(row: &Row, rows: &[Row], now: Instant) -> String {
    if !is_not_out(row, rows, now) {
        return row.reason.clone();
    }
    match &row.state {
        State::Held { .. } => row.reason.clone(),
        State::Waiting { failure, probe, .. } => failure.words_of_page(*probe),
        State::Queued => "not out yet, it waits behind a page that is tried on; call".to_owned(),
        _ => TRIED_ON.to_owned(),
    }
}

/// Whether a page of any incident is tried on through a connection: the next one fares no better.
pub(crate) fn is_in_trouble(connection: &ConnectionId, pending: &[Row]) -> bool {
    let is_page =
        |row: &&Row| matches!(row.delivery.payload, Payload::Page(_)) && row.delivery.connection == *connection;
    pending.iter().filter(is_page).any(has_failed)
}

/// Whether an attempt at it failed and another follows. Nothing waits that was not tried.
fn has_failed(row: &Row) -> bool {
    matches!(row.state, State::Waiting { .. }) || (row.state.is_sending() && row.attempts > 1)
}

/// Whether a page waits until this one, of its incident and its pager, has left.
fn keeps_back(ahead: &Row, row: &Row) -> bool {
    matches!(ahead.delivery.payload, Payload::Page(_))
        && ahead.delivery.connection == row.delivery.connection
        && ahead.order < row.order
        && has_failed(ahead)
}
