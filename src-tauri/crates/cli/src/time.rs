//! Times on the command line.

use chrono::{DateTime, SecondsFormat, SubsecRound};
use chrono_tz::Tz;
use domain::span::Instant;
use engine::civil;
use serde_json::Value;

use crate::Stop;

/// Reads a time.
pub(crate) fn read(text: &str, zone: Tz, now: Instant) -> Result<Instant, Stop> {
    civil::read(text, zone, now).map_err(|trouble| Stop::Usage(trouble.to_string()))
}

/// Reads an end beside its begin: `+7d` is a week after the begin and `22:00` of its day, while `now` is now and `-1d` a day ago.
pub(crate) fn read_end(text: &str, zone: Tz, now: Instant, begin: Instant) -> Result<Instant, Stop> {
    let is_of_now = text.trim() == "now" || text.trim().starts_with('-');
    read(text, zone, if is_of_now { now } else { begin })
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

/// The wall clock alone, from the milliseconds of a view: `22:46`, for what happened in an incident that is open.
pub(crate) fn clock_of(milliseconds: i64, zone: Tz) -> Option<String> {
    DateTime::from_timestamp_millis(milliseconds).map(|at| at.with_timezone(&zone).format("%H:%M").to_string())
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
