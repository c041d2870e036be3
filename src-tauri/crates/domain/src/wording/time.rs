//! Times of day as texts have them: `03:01 CET`.

use chrono::{Duration, NaiveTime, Timelike};

use crate::template::{Day, Time, offset};

/// `03:01`, whatever the zone.
pub(super) fn is_clock(text: &str) -> bool {
    NaiveTime::parse_from_str(text, "%H:%M").is_ok()
}

/// Whether it is a zone by the letters that people write: `CET`.
pub(super) fn is_zone(text: &str) -> bool {
    text.len() > 1 && ZONES.iter().any(|(name, _)| *name == text)
}

/// A time of day with its zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ClockTime {
    /// On which day; none where none is written.
    day: Option<Day>,
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
    /// Reads `03:01 CET`, `03:01 UTC+08` or `30 Nov 23:40 CET`.
    pub(super) fn read(text: &str) -> Option<Self> {
        let Time { day, clock, zone } = Time::read(text)?;
        let minutes = i64::from(clock.num_seconds_from_midnight() / 60);
        Some(Self { day, minutes, zone: zone.to_uppercase() })
    }

    /// Whether two times are different instants of a day, as far as their zones are known; or of different days.
    pub(super) fn differs(&self, other: &Self) -> bool {
        if self.zone == other.zone {
            let other_day = self.day.zip(other.day).is_some_and(|(one, other)| one.days_since(other) != Some(0));
            return self.minutes != other.minutes || other_day;
        }
        match (self.utc(), other.utc()) {
            (Some(one), Some(other)) => one != other,
            _ => false,
        }
    }

    /// How long after another it is: by their days where both say theirs, within a day where neither does; none where that is
    /// not known.
    pub(super) fn since(&self, earlier: &Self) -> Option<Duration> {
        let minutes =
            if self.zone == earlier.zone { self.minutes - earlier.minutes } else { self.utc()? - earlier.utc()? };
        match (self.day, earlier.day) {
            (None, None) => Some(Duration::minutes(minutes.rem_euclid(24 * 60))),
            (Some(day), Some(begin)) if self.zone == earlier.zone => {
                Some(Duration::minutes(day.days_since(begin)? * 24 * 60 + minutes))
            }
            _ => None,
        }
    }

    /// Minutes of the day in UTC.
    fn utc(&self) -> Option<i64> {
        let named = ZONES.iter().find(|(name, _)| *name == self.zone).map(|(_, ahead)| *ahead);
        Some((self.minutes - named.or_else(|| offset(&self.zone))?).rem_euclid(24 * 60))
    }
}
