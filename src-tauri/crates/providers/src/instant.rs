//! Instants as hosts write them. What has no offset is refused: in which zone it was meant, only the host knows.

use chrono::{DateTime, SecondsFormat, Utc};
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

fn unreadable() -> Failure {
    Failure::Garbled("a time in the answer has no documented form".to_owned())
}
