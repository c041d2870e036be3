//! Hours of the day and days of the week within which a layer counts.

use chrono::{NaiveTime, Weekday};
use serde::{Deserialize, Serialize};

/// A stretch of wall-clock time on some days of the week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restriction {
    /// Days on which the stretch begins.
    pub days: Vec<Weekday>,
    /// When it begins.
    pub from: NaiveTime,
    /// When it ends: at or before `from` means on the next day; equal means 24 hours.
    pub until: NaiveTime,
}
