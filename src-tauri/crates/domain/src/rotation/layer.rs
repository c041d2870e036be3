//! One layer of a rotation: people taking turns.

use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::restriction::Restriction;
use crate::id::PersonId;

/// People taking turns from a start on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layer {
    /// `Weekdays`
    pub name: String,
    /// In the order of their turns. With `simultaneous`, all at once.
    pub participants: Vec<PersonId>,
    /// Every participant is on call all the time instead of in turns.
    pub simultaneous: bool,
    /// The civil date of the first turn's begin. Before it, the layer has nobody.
    pub start: NaiveDate,
    /// The first instant after which the layer has nobody, as a civil date; for ever where none is given.
    pub end: Option<NaiveDate>,
    /// The wall-clock time at which the first turn begins, and at which turns of days and weeks change.
    pub handoff_time: NaiveTime,
    /// How long a turn is.
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
