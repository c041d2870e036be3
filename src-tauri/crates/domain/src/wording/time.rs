//! Times of day as texts have them: `03:01 CET`.

use chrono::{Duration, NaiveTime, Timelike};

use crate::template;

/// `03:01`, whatever the zone.
pub(super) fn is_clock(text: &str) -> bool {
    NaiveTime::parse_from_str(text, "%H:%M").is_ok()
}

/// A time of day with its zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ClockTime {
    /// Of the day, there.
    minutes: i64,
    zone: String,
}

/// Zones by the letters that people write, with minutes ahead of UTC. Letters that mean two zones (`IST`, `CST`) are left out.
const ZONES: &[(&str, i64)] = &[
    ("UTC", 0),
    ("GMT", 0),
    ("Z", 0),
    ("WET", 0),
    ("WEST", 60),
    ("BST", 60),
    ("CET", 60),
    ("CEST", 120),
    ("EET", 120),
    ("EEST", 180),
    ("EST", -300),
    ("EDT", -240),
    ("PST", -480),
    ("PDT", -420),
    ("JST", 540),
    ("SGT", 480),
    ("AEST", 600),
    ("AEDT", 660),
];

impl ClockTime {
    /// Reads `03:01 CET` or `03:01 +08`.
    pub(super) fn read(text: &str) -> Option<Self> {
        let (clock, zone) = template::time(text.trim())?;
        let minutes = i64::from(clock.num_seconds_from_midnight() / 60);
        Some(Self { minutes, zone: zone.to_uppercase() })
    }

    /// Whether two times are different instants of a day, as far as their zones are known.
    pub(super) fn differs(&self, other: &Self) -> bool {
        if self.zone == other.zone {
            return self.minutes != other.minutes;
        }
        match (self.utc(), other.utc()) {
            (Some(one), Some(other)) => one != other,
            _ => false,
        }
    }

    /// How long after another it is, within a day; none where that is not known.
    pub(super) fn since(&self, earlier: &Self) -> Option<Duration> {
        let minutes =
            if self.zone == earlier.zone { self.minutes - earlier.minutes } else { self.utc()? - earlier.utc()? };
        Some(Duration::minutes(minutes.rem_euclid(24 * 60)))
    }

    /// Minutes of the day in UTC.
    fn utc(&self) -> Option<i64> {
        let named = ZONES.iter().find(|(name, _)| *name == self.zone).map(|(_, ahead)| *ahead);
        Some((self.minutes - named.or_else(|| offset(&self.zone))?).rem_euclid(24 * 60))
    }
}

/// `+08`, `-0330`, `+05:30`
fn offset(zone: &str) -> Option<i64> {
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let digits = zone.strip_prefix(['+', '-'])?.replace(':', "");
    let digits = Some(digits).filter(|digits| matches!(digits.len(), 2 | 4))?;
    let (hours, minutes) = digits.split_at_checked(2)?;
    let minutes = if minutes.is_empty() { 0 } else { minutes.parse::<i64>().ok()? };
    Some(sign * (hours.parse::<i64>().ok()? * 60 + minutes))
}
