//! Times on the command line: RFC 3339, civil times in the zone, a time of day, or a distance from now.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime, SecondsFormat};
use chrono_tz::Tz;
use domain::rotation::wall_clock;
use domain::span::Instant;

use crate::Stop;

/// Reads a time. Civil times are read by the house's rule: one that does not exist becomes the first instant that does,
/// one that occurs twice its first occurrence.
pub(crate) fn read(text: &str, zone: Tz, now: Instant) -> Result<Instant, Stop> {
    let text = text.trim();
    if text == "now" {
        return Ok(now);
    }
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Ok(at.to_utc());
    }
    if let Some(distance) = distance(text) {
        return Ok(now + distance);
    }
    let civil = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"];
    if let Some(local) = civil.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok()) {
        return Ok(wall_clock::instant(zone, local));
    }
    if let Ok(date) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return Ok(wall_clock::instant(zone, date.and_time(NaiveTime::MIN)));
    }
    if let Ok(clock) = NaiveTime::parse_from_str(text, "%H:%M") {
        let today = now.with_timezone(&zone).date_naive();
        return Ok(wall_clock::instant(zone, today.and_time(clock)));
    }
    Err(Stop::Usage(format!(
        "`{text}` is no time. Write 2026-11-20T22:00, 2026-11-20T22:00:00+01:00, 2026-11-20, 22:00, +2h, -30m or now."
    )))
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

/// RFC 3339 in a zone, the form of every instant in JSON.
pub(crate) fn json(at: Instant, zone: Tz) -> String {
    at.with_timezone(&zone).to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// For people: `Fri 20 Nov 22:00 CET`.
pub(crate) fn shown(at: Instant, zone: Tz) -> String {
    at.with_timezone(&zone).format("%a %d %b %H:%M %Z").to_string()
}
