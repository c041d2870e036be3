//! What the tests begin with: a small organisation, an incident that is led in it, and the words a lead says.

pub(crate) mod bridge;
pub(crate) mod intents;
pub(crate) mod organisation;

use domain::span::Instant;

/// `09:05` or `09:05:30` on Monday, 2 March 2026, UTC.
pub(crate) fn at(clock: &str) -> Instant {
    let seconds = if clock.len() == 5 { ":00" } else { "" };
    format!("2026-03-02T{clock}{seconds}Z").parse().expect("the test writes a time of day")
}

/// The reverse of [`at`], without seconds.
pub(crate) fn clock(at: Instant) -> String {
    at.format("%H:%M").to_string()
}
