//! What the organisation has promised for a time: launches, commitments, peaks and freezes; and what of it an incident
//! collides with.

pub mod collision;

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::id::{AccountId, LaunchId, PersonId, RegionId, ServiceId};
use crate::span::{Instant, Span};

/// How far ahead an incident collides with what begins later, where the workspace says nothing: a launch of the day after a
/// weekend is still moved on the Friday before.
pub const HORIZON_HOURS: u32 = 72;

/// All launches, and how far ahead an incident collides with them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaunchCalendar {
    /// In the order of their ids.
    pub launches: Vec<Launch>,
    /// So many hours ahead of an incident.
    pub horizon_hours: u32,
}

impl Default for LaunchCalendar {
    fn default() -> Self {
        Self { launches: Vec::new(), horizon_hours: HORIZON_HOURS }
    }
}

/// Something that the organisation has promised for a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Launch {
    /// `black-friday`
    pub id: LaunchId,
    /// `Black Friday sale`
    pub name: String,
    /// What it is.
    pub kind: LaunchKind,
    /// When, in order of time; several where it comes again.
    pub times: Vec<LaunchTime>,
    /// In which zone its times were agreed on.
    pub time_zone: Tz,
    /// What it needs; everything where it names neither services nor accounts.
    pub services: Vec<ServiceId>,
    /// Where it takes place; everywhere where none is given.
    pub regions: Vec<RegionId>,
    /// Named customers that it was promised to.
    pub accounts: Vec<AccountId>,
    /// Who of ours answers for it.
    pub owner: Option<PersonId>,
    /// What was promised, in a few words.
    pub promise: Option<String>,
    /// What else one should know.
    pub note: Option<String>,
    /// Where it was read.
    pub source: String,
}

/// What a launch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "lowercase")]
pub enum LaunchKind {
    /// Something new goes out.
    Launch,
    /// Something was promised to somebody.
    Commitment,
    /// More comes in than on other days.
    Peak,
    /// Nothing may be changed.
    Freeze,
}

impl LaunchKind {
    /// All.
    pub const ALL: [Self; 4] = [Self::Launch, Self::Commitment, Self::Peak, Self::Freeze];

    /// As on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Launch => "Launch",
            Self::Commitment => "Commitment",
            Self::Peak => "Peak",
            Self::Freeze => "Freeze",
        }
    }

    /// Reads the word of a file; `None` where it is another.
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(text))
    }
}

/// From when until when a launch runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LaunchTime {
    /// First instant.
    pub from: Instant,
    /// First instant after; none where it holds until it is taken out of the calendar.
    pub until: Option<Instant>,
}

impl LaunchTime {
    /// Whether it runs at an instant.
    pub fn runs(&self, at: Instant) -> bool {
        self.from <= at && !self.is_over(at)
    }

    /// Whether it is over at an instant.
    pub fn is_over(&self, at: Instant) -> bool {
        self.until.is_some_and(|until| until <= at)
    }
}

impl Launch {
    /// The times that overlap a window, in order.
    pub fn within(&self, window: Span) -> impl Iterator<Item = LaunchTime> {
        self.times.iter().copied().filter(move |time| time.from < window.until && !time.is_over(window.from))
    }
}

impl LaunchCalendar {
    /// What runs or begins within a window, each occurrence once, in order of time.
    pub fn within(&self, window: Span) -> Vec<(&Launch, LaunchTime)> {
        let mut found: Vec<(&Launch, LaunchTime)> =
            self.launches.iter().flat_map(|launch| launch.within(window).map(move |time| (launch, time))).collect();
        found.sort_by_key(|(launch, time)| (time.from, &launch.id));
        found
    }
}
