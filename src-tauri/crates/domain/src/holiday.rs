//! Public holidays: days on which being on call costs more.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::id::HolidayCalendarId;

/// The public holidays of a country, a state or a faith.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolidayCalendar {
    /// `netherlands`
    pub id: HolidayCalendarId,
    /// `Netherlands`
    pub name: String,
    /// In order of time.
    pub days: Vec<Holiday>,
}

/// One public holiday: a civil day where the person is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Holiday {
    /// Which day.
    pub date: NaiveDate,
    /// `Koningsdag`
    pub name: String,
}
