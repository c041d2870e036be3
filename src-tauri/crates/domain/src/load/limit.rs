//! How much being on call may cost a person, as data; and what is over it.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::Load;
use crate::span::Span;

/// What may cost a person at most so much, on the average of a window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LoadLimits {
    /// Hours on call in a week.
    pub hours_per_week: u32,
    /// Nights in a week.
    pub nights_per_week: u32,
    /// Saturdays and Sundays in a week.
    pub weekend_days_per_week: u32,
    /// Public holidays in four weeks.
    pub holidays_per_four_weeks: u32,
    /// Pages in a week.
    pub pages_per_week: u32,
    /// Pages at night in a week.
    pub night_pages_per_week: u32,
    /// From when on one person carries too much of something.
    pub heroes: HeroLimits,
}

impl Default for LoadLimits {
    /// A week around the clock every third week is 56 hours and a little over two nights a week; every second weekend is one
    /// day a week; two holidays leave some of a season's; a page on each working day; one night in a week that is broken twice.
    fn default() -> Self {
        Self {
            hours_per_week: 56,
            nights_per_week: 3,
            weekend_days_per_week: 1,
            holidays_per_four_weeks: 2,
            pages_per_week: 5,
            night_pages_per_week: 2,
            heroes: HeroLimits::default(),
        }
    }
}

/// From when on one person carries too much.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HeroLimits {
    /// On more rotations than these.
    pub rotations: u32,
    /// More of all pages than this, in percent.
    pub pages_percent: u32,
    /// Of fewer pages in all nothing follows.
    pub pages_floor: u32,
}

impl Default for HeroLimits {
    /// Two rotations can just be held apart; a third of the pages is what a team of three shares evenly; ten pages make
    /// a share more than a coincidence.
    fn default() -> Self {
        Self { rotations: 2, pages_percent: 34, pages_floor: 10 }
    }
}

/// What is measured, in the order of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Hours on call.
    Hours,
    /// Nights on call.
    Nights,
    /// Saturdays and Sundays on call.
    WeekendDays,
    /// Public holidays on call.
    Holidays,
    /// Pages.
    Pages,
    /// Pages at night.
    NightPages,
}

impl Measure {
    /// All, in the order of the table.
    pub const ALL: [Self; 6] =
        [Self::Hours, Self::Nights, Self::WeekendDays, Self::Holidays, Self::Pages, Self::NightPages];
}

/// A week, and the four that limits on holidays speak of.
const WEEK_SECONDS: u32 = 7 * 24 * 3600;
const FOUR: f64 = 4.0;

impl LoadLimits {
    /// How much of it a window allows, in hours, nights, days or pages: a limit counts for a whole week at least, or four for
    /// holidays, since half a week says nothing about an average.
    pub fn allowed(&self, measure: Measure, window: Span) -> f64 {
        let weeks = seconds(window.length()) / f64::from(WEEK_SECONDS);
        let (limit, weeks) = match measure {
            Measure::Hours => (self.hours_per_week, weeks),
            Measure::Nights => (self.nights_per_week, weeks),
            Measure::WeekendDays => (self.weekend_days_per_week, weeks),
            Measure::Holidays => (self.holidays_per_four_weeks, weeks / FOUR),
            Measure::Pages => (self.pages_per_week, weeks),
            Measure::NightPages => (self.night_pages_per_week, weeks),
        };
        f64::from(limit) * weeks.max(1.0)
    }

    /// What of a load is more than its window allows, in the order of the table.
    pub fn over(&self, load: &Load, window: Span) -> Vec<Measure> {
        Measure::ALL.into_iter().filter(|measure| load.amount(*measure) > self.allowed(*measure, window)).collect()
    }
}

impl Load {
    /// How much it is, in hours, nights, days or pages.
    pub fn amount(&self, measure: Measure) -> f64 {
        match measure {
            Measure::Hours => seconds(self.on_call) / 3600.0,
            Measure::Nights => f64::from(self.nights),
            Measure::WeekendDays => f64::from(self.weekend_days),
            Measure::Holidays => f64::from(super::count(self.holidays.len())),
            Measure::Pages => f64::from(self.pages),
            Measure::NightPages => f64::from(self.night_pages),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "seconds of some years are exact in a double")]
fn seconds(length: Duration) -> f64 {
    length.num_seconds() as f64
}
