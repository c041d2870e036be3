//! One layer of a rotation: people taking turns.

use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::restriction::{self, Restriction};
use crate::id::PersonId;
use crate::span::Span;

/// People taking turns from a start on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layer {
    /// `Weekdays`
    pub name: String,
    /// In the order of their turns. With `simultaneous`, all at once.
    pub participants: Vec<PersonId>,
    /// Every participant is on call all the time instead of in turns; the turn's length is of no account
    /// then.
    pub simultaneous: bool,
    /// The civil date of the first turn's begin. Before it, the layer has nobody.
    pub start: NaiveDate,
    /// The civil date on which the layer ends, at the hand-off time: where one layer ends and another starts
    /// on the same date, one hands over to the other. For ever where none is given.
    pub end: Option<NaiveDate>,
    /// The wall-clock time at which the first turn begins, and at which turns of days and weeks change.
    pub handoff_time: NaiveTime,
    /// How long a turn is. In turns without length, nobody is on call.
    pub turn: Turn,
    /// In which zone wall-clock times are read.
    pub time_zone: Tz,
    /// When within the turns the layer counts; always where the list is empty.
    pub restrictions: Vec<Restriction>,
}

/// How long a turn is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// Elapsed hours, counted in instants: daylight saving moves their wall-clock time.
    Hours(u32),
    /// Days by the calendar: the hand-off stays at its wall-clock time.
    Days(u32),
    /// Weeks by the calendar.
    Weeks(u32),
}

/// The same people of one layer for a stretch of time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stint<'a> {
    /// When; never empty.
    pub(super) span: Span,
    /// Who; never empty.
    pub(super) people: &'a [PersonId],
    /// The layer's name.
    pub(super) layer: &'a str,
}

impl Layer {
    /// Who this layer has within a window, in order of time and without overlap.
    pub(super) fn stints(&self, window: Span) -> Vec<Stint<'_>> {
        let Some(extent) = self.extent().overlap(&window) else {
            return Vec::new();
        };
        if self.participants.is_empty() {
            return Vec::new();
        }
        let allowed = restriction::spans(&self.restrictions, self.time_zone, extent);
        if self.simultaneous {
            return allowed.into_iter().map(|span| self.stint(span, &self.participants)).collect();
        }
        let mut stints = Vec::with_capacity(allowed.len());
        let mut turn = None;
        for mut span in allowed {
            while !span.is_empty() {
                turn = turn.or_else(|| self.turn_at(span.from));
                let Some(current) = turn else { break };
                if let Some(within) = span.overlap(&current.span) {
                    stints.push(self.stint(within, self.taker(current.number)));
                    span.from = within.until;
                }
                if current.span.until <= span.from {
                    turn = None;
                }
            }
        }
        stints
    }

    fn stint<'a>(&'a self, span: Span, people: &'a [PersonId]) -> Stint<'a> {
        Stint { span, people, layer: &self.name }
    }

    /// The one whose turn it is.
    fn taker(&self, number: i64) -> &[PersonId] {
        let count = i64::try_from(self.participants.len()).unwrap_or(i64::MAX);
        let place = usize::try_from(number.rem_euclid(count)).unwrap_or_default();
        self.participants.get(place..=place).unwrap_or_default()
    }
}
