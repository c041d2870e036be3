//! Instants as hosts write them. What has no offset is refused: in which zone it was meant, only the host knows.

use chrono::{DateTime, Duration, SecondsFormat, Utc};
use domain::delivery::Failure;
use domain::span::{Instant, Span};

/// As we write them: in UTC, to the second.
pub fn text(at: Instant) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// RFC 3339, with any offset and any part of a second.
pub fn read(text: &str) -> Result<Instant, Failure> {
    DateTime::parse_from_rfc3339(text.trim()).map(|at| at.with_timezone(&Utc)).map_err(|_| unreadable())
}

/// Seconds since 1970.
pub fn of_seconds(seconds: i64) -> Result<Instant, Failure> {
    DateTime::from_timestamp(seconds, 0).ok_or_else(unreadable)
}

/// From one instant to another, both in RFC 3339.
pub fn span(from: &str, until: &str) -> Result<Span, Failure> {
    Ok(Span::of(read(from)?, read(until)?))
}

/// A stretch of time in parts of at most that length, for hosts that give no more at once.
pub fn parts(window: Span, most: Duration) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut from = window.from;
    while from < window.until && most > Duration::zero() {
        let until = from.checked_add_signed(most).map_or(window.until, |end| end.min(window.until));
        parts.push(Span::of(from, until));
        from = until;
    }
    parts
}

fn unreadable() -> Failure {
    Failure::Garbled("a time in the answer has no documented form".to_owned())
}
