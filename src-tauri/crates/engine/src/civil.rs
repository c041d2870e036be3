//! Times as people write them: RFC 3339, civil times in a zone, a time of day, or a distance from now.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;
use domain::rotation::wall_clock;
use domain::span::Instant;

use crate::error::Error;

/// A text that is no time, with the forms that are.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no time. Write 2026-11-20T22:00, 2026-11-20T22:00:00+01:00, 2026-11-20, 22:00, +2h, -30m or now.")]
pub struct NoTime(String);

/// Reads a time. Civil times are read by the house's rule: one that does not exist becomes the first instant that does,
/// one that occurs twice its first occurrence.
pub fn read(text: &str, zone: Tz, now: Instant) -> Result<Instant, NoTime> {
    // Years of four digits are what every form of RFC 3339 can say.
    let sensible = |at: &Instant| (1..9999).contains(&at.year());
    instant(text.trim(), zone, now).filter(sensible).ok_or_else(|| NoTime(text.to_owned()))
}

fn instant(text: &str, zone: Tz, now: Instant) -> Option<Instant> {
    if text == "now" {
        return Some(now);
    }
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(at.to_utc());
    }
    if let Ok(at) = DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M%#z") {
        return Some(at.to_utc());
    }
    if let Some(distance) = distance(text) {
        return now.checked_add_signed(distance);
    }
    let civil = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%d %H:%M"];
    if let Some(local) = civil.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok()) {
        return Some(wall_clock::instant(zone, local));
    }
    if let Ok(date) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return Some(wall_clock::instant(zone, date.and_time(NaiveTime::MIN)));
    }
    let clock = NaiveTime::parse_from_str(text, "%H:%M").ok()?;
    let today = now.with_timezone(&zone).date_naive();
    Some(wall_clock::instant(zone, today.and_time(clock)))
}

/// `+2h`, `-30m`, `+1d`, `90s`.
fn distance(text: &str) -> Option<Duration> {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let unit = rest.chars().last()?;
    let number: i64 = rest.strip_suffix(unit)?.parse().ok().filter(|number| (0..=10_000_000).contains(number))?;
    let seconds = match unit {
        's' => 1,
        'm' => 60,
        'h' => 3600,
        'd' => 86_400,
        _ => return None,
    };
    Some(Duration::seconds(sign * number * seconds))
}

/// The zone of that name.
pub(crate) fn zone(name: &str) -> Result<Tz, Error> {
    name.parse().map_err(|_| Error::Refused(format!("`{name}` is no zone. Write a name like Europe/Paris.")))
}
