//! Hours of the day and days of the week within which a layer counts.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::wall_clock::{instant, wall_clock};
use crate::span::{Instant, Span};

/// How far ahead a boundary is looked for: a weekly stretch that a clock change swallows comes a week later.
const HORIZON: TimeDelta = TimeDelta::days(22);

/// A stretch of wall-clock time on some days of the week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restriction {
    /// Days on which the stretch begins; none means never.
    pub days: Vec<Weekday>,
    /// When it begins.
    pub from: NaiveTime,
    /// When it ends: at or before `from` means on the next day; equal means 24 hours.
    pub until: NaiveTime,
}

impl Restriction {
    /// The stretch that begins on a day, whether or not it is one of the days; empty where a clock change
    /// swallows it.
    fn stretch(&self, zone: Tz, day: NaiveDate) -> Span {
        let last = if self.until <= self.from { day.succ_opt().unwrap_or(day) } else { day };
        Span::of(instant(zone, day.and_time(self.from)), instant(zone, last.and_time(self.until)))
    }
}

/// Whether an instant is within any of the restrictions, as the wall clock of the zone shows it. No
/// restriction: always.
pub fn is_inside(restrictions: &[Restriction], zone: Tz, at: Instant) -> bool {
    restrictions.is_empty() || stretches(restrictions, zone, at, at).any(|stretch| stretch.contains(at))
}

/// What of a window is within the restrictions, in order of time; stretches that touch are one.
pub fn spans(restrictions: &[Restriction], zone: Tz, window: Span) -> Vec<Span> {
    if window.is_empty() {
        return Vec::new();
    }
    if restrictions.is_empty() {
        return vec![window];
    }
    let mut inside: Vec<Span> = stretches(restrictions, zone, window.from, window.until)
        .filter_map(|stretch| window.overlap(&stretch))
        .collect();
    inside.sort_unstable();
    inside.dedup_by(|next, last| {
        let touches = next.from <= last.until;
        if touches {
            last.until = last.until.max(next.until);
        }
        touches
    });
    inside
}

/// The first instant after this one at which the restrictions begin or cease to hold; `None` where they never
/// do.
pub fn next_boundary(restrictions: &[Restriction], zone: Tz, at: Instant) -> Option<Instant> {
    let horizon = at.checked_add_signed(HORIZON).unwrap_or(DateTime::<Utc>::MAX_UTC);
    spans(restrictions, zone, Span::of(at, horizon))
        .into_iter()
        .flat_map(|span| [span.from, span.until])
        .find(|boundary| at < *boundary && *boundary < horizon)
}

/// All stretches that may reach into a window, in no order. A stretch is at most a day long by the wall
/// clock.
fn stretches(restrictions: &[Restriction], zone: Tz, from: Instant, until: Instant) -> impl Iterator<Item = Span> + '_ {
    let first = wall_clock(zone, from).date();
    let first = first.checked_sub_days(Days::new(1)).unwrap_or(first);
    let last = wall_clock(zone, until).date();
    let last = last.succ_opt().unwrap_or(last);
    first.iter_days().take_while(move |day| *day <= last).flat_map(move |day| {
        let weekday = day.weekday();
        let begins = move |restriction: &&Restriction| restriction.days.contains(&weekday);
        restrictions.iter().filter(begins).map(move |restriction| restriction.stretch(zone, day))
    })
}
