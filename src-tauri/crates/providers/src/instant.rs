//! Instants as hosts write them. What has no offset is refused where nobody has said in which zone the host means it.

use chrono::{DateTime, Duration, NaiveDateTime, SecondsFormat, Utc};
use chrono_tz::Tz;
use domain::delivery::Failure;
use domain::rotation::wall_clock;
use domain::span::{Instant, Span};

/// As we write them: in UTC, to the second.
pub fn text(at: Instant) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// RFC 3339, with any offset and any part of a second.
pub fn read(text: &str) -> Result<Instant, Failure> {
    DateTime::parse_from_rfc3339(text.trim()).map(|at| at.with_timezone(&Utc)).map_err(|_| unreadable())
}

/// What the wall clock of a zone shows, as databases write it: `2026-11-20 14:02:00`.
pub fn read_local(text: &str, zone: Tz) -> Result<Instant, Failure> {
    let local = NaiveDateTime::parse_from_str(text.trim(), "%Y-%m-%d %H:%M:%S").map_err(|_| unreadable())?;
    Ok(wall_clock::instant(zone, local))
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
