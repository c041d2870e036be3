//! Wall-clock times as instants, decided once for the whole house.
//!
//! A local time that does not exist becomes the first instant that does; one that occurs twice is its first
//! occurrence. Other systems decide otherwise, so the tests pin it. Both rules are one: the instant of a
//! local time is the first at which the wall clock shows that time or a later one. Hence instants keep the
//! order of their local times, and all that follows from them needs no care about daylight saving.

use chrono::{DateTime, LocalResult, NaiveDateTime, Offset, TimeZone, Utc};
use chrono_tz::{GapInfo, Tz};

use crate::span::Instant;

/// The instant of a wall-clock time in a zone: the first instant that exists where the time does not, the
/// first occurrence where it occurs twice.
pub fn instant(zone: Tz, local: NaiveDateTime) -> Instant {
    let at = |offset: &dyn Fn() -> chrono::FixedOffset| match local.checked_sub_offset(offset()) {
        Some(utc) => utc.and_utc(),
        None => limit(local.and_utc() > DateTime::UNIX_EPOCH),
    };
    match zone.offset_from_local_datetime(&local) {
        LocalResult::Single(offset) => at(&|| offset.fix()),
        LocalResult::Ambiguous(one, other) => at(&|| one.fix()).min(at(&|| other.fix())),
        LocalResult::None => match GapInfo::new(&local, &zone).and_then(|gap| gap.end) {
            Some(end) => end.with_timezone(&Utc),
            None => at(&|| zone.offset_from_utc_datetime(&local).fix()),
        },
    }
}

/// What the wall clock shows at an instant in a zone.
pub fn wall_clock(zone: Tz, at: Instant) -> NaiveDateTime {
    let utc = at.naive_utc();
    utc.checked_add_offset(zone.offset_from_utc_datetime(&utc).fix()).unwrap_or(utc)
}

/// The last instant there is, or the first.
pub(super) fn limit(last: bool) -> Instant {
    if last { DateTime::<Utc>::MAX_UTC } else { DateTime::<Utc>::MIN_UTC }
}
