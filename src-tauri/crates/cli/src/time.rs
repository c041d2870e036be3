//! Times on the command line: RFC 3339, civil times in the zone, a time of day, or a distance from now.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, SecondsFormat, SubsecRound};
use chrono_tz::Tz;
use domain::rotation::wall_clock;
use domain::span::Instant;
use serde_json::Value;

use crate::Stop;

/// Reads a time. Civil times are read by the house's rule: one that does not exist becomes the first instant that does,
/// one that occurs twice its first occurrence.
pub(crate) fn read(text: &str, zone: Tz, now: Instant) -> Result<Instant, Stop> {
    // Years of four digits are what every form of RFC 3339 can say.
    let sensible = |at: &Instant| (1..9999).contains(&at.year());
    instant(text.trim(), zone, now).filter(sensible).ok_or_else(|| {
        Stop::Usage(format!(
            "`{text}` is no time. Write 2026-11-20T22:00, 2026-11-20T22:00:00+01:00, 2026-11-20, 22:00, +2h, -30m or now."
        ))
    })
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

/// RFC 3339 in a zone, to the millisecond: the form of every instant in JSON.
pub(crate) fn json(at: Instant, zone: Tz) -> String {
    at.trunc_subsecs(3).with_timezone(&zone).to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// The same, from the milliseconds of a view.
pub(crate) fn json_of(milliseconds: i64, zone: Tz) -> Option<String> {
    DateTime::from_timestamp_millis(milliseconds).map(|at| json(at, zone))
}

/// For people: `Fri 2026-11-20 22:00 CET`.
pub(crate) fn shown(at: Instant, zone: Tz) -> String {
    at.with_timezone(&zone).format("%a %Y-%m-%d %H:%M %Z").to_string()
}

/// Moves the instants of a serialised noun into a zone. They are known by the names of their fields: what people wrote
/// stays as they wrote it, also where it looks like an instant.
pub(crate) fn move_into(zone: Tz, value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| move_into(zone, item)),
        Value::Object(fields) => {
            for (name, field) in fields.iter_mut() {
                let is_instant = name.ends_with("_at") || INSTANTS.contains(&name.as_str());
                match field {
                    Value::String(text) if is_instant => rewrite(zone, text),
                    Value::Object(by_key) if MAPS.contains(&name.as_str()) => {
                        for text in by_key.values_mut() {
                            if let Value::String(text) = text {
                                rewrite(zone, text);
                            }
                        }
                    }
                    _ if WORDS.contains(&name.as_str()) => {}
                    _ => move_into(zone, field),
                }
            }
        }
        _ => {}
    }
}

/// Fields that hold an instant and do not end in `_at`.
const INSTANTS: [&str; 8] =
    ["at", "owed_from", "snoozed_until", "since", "until", "back_by", "not_before", "valid_until"];
/// Fields with an instant for each key.
const MAPS: [&str; 2] = ["snoozed", "published"];
/// Fields whose keys and values are people's own words.
const WORDS: [&str; 3] = ["values", "waived", "components"];

fn rewrite(zone: Tz, text: &mut String) {
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        *text = json(at.to_utc(), zone);
    }
}
