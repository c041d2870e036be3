//! Who holds which schedule when: five people of its own take turns, a week each or, in every fourth schedule, a day each;
//! some turns are somebody else's by an override.

use chrono::{DateTime, TimeDelta};
use domain::span::{Instant, Span};

use super::size::LARGE;

/// How many people take turns.
const TURNS: usize = 5;
/// Every so many turns is an override, in every schedule whose number ends in zero.
const OVERRIDES: i64 = 7;
/// Seconds of a day.
const DAY: i64 = 86_400;

/// A shift.
pub(super) struct Held {
    pub(super) span: Span,
    pub(super) person: usize,
    pub(super) is_override: bool,
}

/// The shift that holds at an instant.
pub(super) fn holder(schedule: usize, at: Instant) -> Held {
    let length = if schedule.is_multiple_of(4) { DAY } else { 7 * DAY };
    let turn = at.timestamp().div_euclid(length);
    let from = DateTime::from_timestamp(turn * length, 0).unwrap_or_default();
    let is_override = schedule.is_multiple_of(10) && turn % OVERRIDES == 0;
    let place = usize::try_from(turn).unwrap_or_default() + usize::from(is_override);
    let person = (schedule * TURNS + place % TURNS) % LARGE.people;
    Held { span: Span::of(from, from + TimeDelta::seconds(length)), person, is_override }
}

/// The shifts of a window, the first and the last cut at its edges.
pub(super) fn held(schedule: usize, window: Span) -> Vec<Held> {
    let mut shifts: Vec<Held> = Vec::new();
    let mut at = window.from;
    while at < window.until {
        let whole = holder(schedule, at);
        let span = Span::of(whole.span.from.max(window.from), whole.span.until.min(window.until));
        at = whole.span.until;
        shifts.push(Held { span, ..whole });
    }
    shifts
}
