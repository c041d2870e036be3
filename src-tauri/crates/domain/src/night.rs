//! Nights, by the wall clock of where somebody is.

use chrono::{NaiveDate, NaiveTime, Timelike};
use chrono_tz::Tz;

use crate::rotation::wall_clock::{instant, wall_clock};
use crate::span::{Instant, Span};

/// First hour of the night.
pub const NIGHT_FROM: u32 = 22;
/// First hour after the night.
pub const NIGHT_UNTIL: u32 = 7;

/// The night that begins on a day in a zone: nine hours, or eight or ten where clocks change in it.
pub fn night_of(zone: Tz, evening: NaiveDate) -> Span {
    let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
    let morning = evening.succ_opt().unwrap_or(evening);
    Span::of(instant(zone, evening.and_time(hour(NIGHT_FROM))), instant(zone, morning.and_time(hour(NIGHT_UNTIL))))
}

/// Whether it is night in a zone.
pub fn is_night(zone: Tz, at: Instant) -> bool {
    !(NIGHT_UNTIL..NIGHT_FROM).contains(&wall_clock(zone, at).hour())
}
