//! What being on call costs a person over a window: hours, nights, weekends, holidays, pages; and how much of it is too much.

pub mod limit;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Duration, NaiveDate, Weekday};
use chrono_tz::Tz;

pub use limit::{HeroLimits, LoadLimits, Measure};

use crate::id::RotationId;
use crate::night::{is_night, night_of};
use crate::rotation::wall_clock::wall_clock;
use crate::span::{Instant, Span};

/// A stretch in which a person is on call in a rotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// In which rotation.
    pub rotation: RotationId,
    /// When.
    pub span: Span,
}

/// What being on call costs a person over a window.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Load {
    /// How long they are on call; hours with several rotations count once.
    pub on_call: Duration,
    /// For how much of that they have several rotations at once.
    pub at_once: Duration,
    /// How many rotations they have at once, at most.
    pub most_at_once: usize,
    /// In which rotations.
    pub rotations: BTreeSet<RotationId>,
    /// Nights where they are, 22 to 07, in which they are on call, if only for a part.
    pub nights: u32,
    /// Saturdays and Sundays where they are, likewise.
    pub weekend_days: u32,
    /// Their public holidays, likewise, in order of time.
    pub holidays: Vec<NaiveDate>,
    /// Pages that meant them.
    pub pages: u32,
    /// Those of them that came at night where they are.
    pub night_pages: u32,
}

/// Counts what falls into a window. `zone` is where the person is; drills' pages and those that were taken back are no pages.
pub fn load<Name>(
    duties: &[Duty],
    pages: &[Instant],
    zone: Tz,
    holidays: &BTreeMap<NaiveDate, Name>,
    window: Span,
) -> Load {
    let mut by_rotation: BTreeMap<&RotationId, Vec<Span>> = BTreeMap::new();
    for duty in duties {
        if let Some(span) = duty.span.overlap(&window) {
            by_rotation.entry(&duty.rotation).or_default().push(span);
        }
    }
    let rotations = by_rotation.keys().map(|id| (*id).clone()).collect();
    let apart: Vec<Span> = by_rotation.into_values().flat_map(Span::united).collect();
    let (at_once, most_at_once) = at_once(&apart);
    let united = Span::united(apart);
    let days = days(&united, zone);
    let nights: BTreeSet<NaiveDate> = united.iter().flat_map(|span| evenings(*span, zone)).collect();
    let inside: Vec<Instant> = pages.iter().copied().filter(|at| window.contains(*at)).collect();
    Load {
        on_call: Span::together(&united),
        at_once,
        most_at_once,
        rotations,
        nights: count(nights.len()),
        weekend_days: count(days.iter().filter(|day| matches!(day.weekday(), Weekday::Sat | Weekday::Sun)).count()),
        holidays: days.into_iter().filter(|day| holidays.contains_key(day)).collect(),
        pages: count(inside.len()),
        night_pages: count(inside.iter().filter(|at| is_night(zone, **at)).count()),
    }
}

/// For how long several of the spans hold at once, and how many at most.
fn at_once(spans: &[Span]) -> (Duration, usize) {
    // At one instant, what ends goes first: a shift that follows on another is not beside it.
    let mut changes: Vec<(Instant, bool)> =
        spans.iter().flat_map(|span| [(span.from, true), (span.until, false)]).collect();
    changes.sort_unstable();
    let (mut length, mut most, mut now) = (Duration::zero(), 0_usize, 0_usize);
    let mut since = None;
    for (at, begins) in changes {
        if let Some(from) = since.filter(|_| now > 1) {
            length += at - from;
        }
        now = if begins { now + 1 } else { now.saturating_sub(1) };
        most = most.max(now);
        since = Some(at);
    }
    (length, most)
}

/// The civil days that spans touch.
fn days(spans: &[Span], zone: Tz) -> BTreeSet<NaiveDate> {
    spans.iter().flat_map(|span| dates(*span, zone)).collect()
}

fn dates(span: Span, zone: Tz) -> impl Iterator<Item = NaiveDate> {
    let first = wall_clock(zone, span.from).date();
    let last = wall_clock(zone, span.until - Duration::nanoseconds(1)).date();
    first.iter_days().take_while(move |day| *day <= last)
}

/// The evenings on which the nights begin that a span touches.
fn evenings(span: Span, zone: Tz) -> Vec<NaiveDate> {
    let before = wall_clock(zone, span.from).date().pred_opt();
    let touches = |evening: &NaiveDate| night_of(zone, *evening).overlap(&span).is_some();
    before.into_iter().chain(dates(span, zone)).filter(touches).collect()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
