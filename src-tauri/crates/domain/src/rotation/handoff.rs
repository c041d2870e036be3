//! The hand-offs of a layer, and which turn holds when.
//!
//! Every answer is computed from the number of the turn, never by stepping from the start. Instants beyond
//! the calendar are its first or last one.

use chrono::{NaiveDate, TimeDelta};

use super::layer::{Layer, Turn};
use super::wall_clock::{instant, limit, wall_clock};
use crate::span::{Instant, Span};

/// One turn of a layer: who has it follows from its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberedTurn {
    /// Counted from 0, the turn that begins when the layer does.
    pub number: i64,
    /// From hand-off to hand-off.
    pub span: Span,
}

impl Layer {
    /// From the first turn's begin to the layer's end, both at the hand-off time; empty where the end is
    /// before.
    pub fn extent(&self) -> Span {
        let until = self.end.map_or(limit(true), |end| self.handoff_on(end));
        Span::of(self.handoff_on(self.start), until)
    }

    /// When the turn of that number begins, whether or not the layer has ended by then; `None` for turns
    /// without length.
    pub fn handoff(&self, number: i64) -> Option<Instant> {
        match self.length()? {
            Length::Days(days) => {
                let days = TimeDelta::try_days(number.saturating_mul(days));
                let day = days.and_then(|days| self.start.checked_add_signed(days));
                Some(day.map_or(limit(number > 0), |day| self.handoff_on(day)))
            }
            Length::Seconds(seconds) => {
                let elapsed = TimeDelta::try_seconds(number.saturating_mul(seconds));
                let at = elapsed.and_then(|elapsed| self.handoff_on(self.start).checked_add_signed(elapsed));
                Some(at.unwrap_or(limit(number > 0)))
            }
        }
    }

    /// The turn that contains an instant, cut at the layer's end; `None` outside the layer or for turns
    /// without length.
    pub fn turn_at(&self, at: Instant) -> Option<NumberedTurn> {
        let extent = self.extent();
        if !extent.contains(at) {
            return None;
        }
        let mut number = match self.length()? {
            Length::Days(days) => (wall_clock(self.time_zone, at).date() - self.start).num_days().div_euclid(days),
            Length::Seconds(seconds) => (at - extent.from).num_seconds().div_euclid(seconds),
        };
        // The calendar's day is at most one turn off: before the hand-off's hour, or where a clock change
        // repeats a day.
        for _ in 0..4 {
            let span = Span { from: self.handoff(number)?, until: self.handoff(number + 1)? };
            if span.contains(at) {
                return Some(NumberedTurn { number, span: span.overlap(&extent)? });
            }
            number += if at < span.from { -1 } else { 1 };
        }
        None
    }

    /// The first hand-off after an instant. The layer's begin and end count.
    pub fn next_handoff(&self, at: Instant) -> Option<Instant> {
        let extent = self.extent();
        if at < extent.from && !extent.is_empty() {
            return self.length().map(|_| extent.from);
        }
        self.turn_at(at).map(|turn| turn.span.until)
    }

    /// The last hand-off at or before an instant. The layer's begin and end count.
    pub fn previous_handoff(&self, at: Instant) -> Option<Instant> {
        let extent = self.extent();
        if at >= extent.until && !extent.is_empty() {
            return self.length().map(|_| extent.until);
        }
        self.turn_at(at).map(|turn| turn.span.from)
    }

    fn handoff_on(&self, day: NaiveDate) -> Instant {
        instant(self.time_zone, day.and_time(self.handoff_time))
    }

    fn length(&self) -> Option<Length> {
        let length = match self.turn {
            Turn::Hours(hours) => Length::Seconds(i64::from(hours) * 3600),
            Turn::Days(days) => Length::Days(i64::from(days)),
            Turn::Weeks(weeks) => Length::Days(i64::from(weeks) * 7),
        };
        (!matches!(length, Length::Days(0) | Length::Seconds(0))).then_some(length)
    }
}

/// The length of a turn, in what it is counted in: civil days, or elapsed seconds. Never 0.
enum Length {
    Days(i64),
    Seconds(i64),
}
