//! The Rotations screen: one calendar over all sources. The rows come at once and are light; what a row is covered by comes
//! for the rows that are looked at.

mod axis;
mod cell;
mod cover;
pub mod export;
mod rows;

use chrono::NaiveDate;
use domain::id::RotationId;
use serde::{Deserialize, Serialize};

use crate::view::absence::Absence;
use crate::view::learner::LearnerView;
use crate::view::person::PersonView;

/// How much of the calendar is seen at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "lowercase")]
pub enum CalendarUnit {
    /// A civil day.
    Day,
    /// From Monday to Sunday.
    #[default]
    Week,
    /// A civil month.
    Month,
}

/// What is asked of the calendar.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ts_rs::TS)]
pub struct CalendarQuestion {
    /// How much of it.
    pub unit: CalendarUnit,
    /// A civil day within it; today where it names none.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub date: Option<NaiveDate>,
    /// The IANA zone of the axis; the reader's where it names none.
    #[serde(default)]
    pub zone: Option<String>,
    /// An instant to look at, as people write it: `22:00`, `+2h`, `2026-11-21 03:00`. It decides the day where `date` names
    /// none.
    #[serde(default)]
    pub at: Option<String>,
}

/// The calendar without its cover.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct CalendarView {
    /// How much of it is seen.
    pub unit: CalendarUnit,
    /// `16 to 22 November 2026`
    pub title: String,
    /// The civil day that it was asked for.
    #[ts(type = "string")]
    pub date: NaiveDate,
    /// The same, one unit earlier.
    #[ts(type = "string")]
    pub previous: NaiveDate,
    /// The same, one unit later.
    #[ts(type = "string")]
    pub next: NaiveDate,
    /// The IANA zone of the axis.
    pub zone: String,
    /// Begin of the axis.
    #[ts(type = "number")]
    pub from: i64,
    /// End of the axis.
    #[ts(type = "number")]
    pub until: i64,
    /// The present.
    #[ts(type = "number")]
    pub now: i64,
    /// The instant to look at; none where none was asked for.
    #[ts(type = "number | null")]
    pub at: Option<i64>,
    /// Days, or the hours of a day.
    pub marks: Vec<CalendarMark>,
    /// Where the clocks of the axis change.
    pub clock_changes: Vec<ClockChange>,
    /// Zones to choose from beside the reader's and UTC: those of the rotations, each once.
    pub zones: Vec<String>,
    /// The open incidents whose zone is known, to read the calendar in.
    pub incidents: Vec<IncidentZone>,
    /// The rotations, by function.
    pub rows: Vec<CalendarRow>,
}

/// An open incident, and the zone in which it is best told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct IncidentZone {
    /// `INC-12`
    pub incident: String,
    /// The IANA zone of where its customers are, else of whoever is asked first for what fails.
    pub zone: String,
}

/// A day or an hour along the axis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct CalendarMark {
    /// Its begin.
    #[ts(type = "number")]
    pub at: i64,
    /// `Mon 16`, `09`
    pub label: String,
    /// Whether it is Saturday or Sunday.
    pub weekend: bool,
}

/// Where clocks change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct ClockChange {
    /// When.
    #[ts(type = "number")]
    pub at: i64,
    /// `Europe/Paris: clocks go back by 1 h at 03:00`
    pub words: String,
}

/// One rotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct CalendarRow {
    /// Its id.
    pub rotation: String,
    /// Its name.
    pub name: String,
    /// Its function's name, or that of the pager that alone knows it.
    pub function: String,
    /// Under which heading it stands.
    pub group: String,
    /// Its home zone.
    pub zone: String,
    /// Where its shifts come from.
    pub source: String,
    /// When that was last known to be right; none where it was never read.
    #[ts(type = "number | null")]
    pub as_of: Option<i64>,
    /// Why it must be read with care; empty where it need not.
    pub caution: String,
}

/// What a row is covered by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct CalendarCover {
    /// Which rotation.
    pub rotation: String,
    /// In order of time.
    pub segments: Vec<CalendarSegment>,
    /// Where clocks change in the rotation's own zone, if that is another than the axis'.
    pub clock_changes: Vec<ClockChange>,
}

/// A stretch of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct CalendarSegment {
    /// Begin, cut at the axis.
    #[ts(type = "number")]
    pub from: i64,
    /// End, cut at the axis.
    #[ts(type = "number")]
    pub until: i64,
    /// What it is.
    pub kind: CalendarKind,
    /// Who; empty where nobody is.
    pub label: String,
    /// From which layer; empty where nobody is.
    pub layer: String,
    /// In which lane it stands, from 0.
    pub lane: u8,
    /// How many lanes there are where it stands, at least one: so many people are on call at once there.
    pub lanes: u8,
    /// Nights where the person is, for axes of at most eight days.
    #[ts(type = "Array<[number, number]>")]
    pub night: Vec<(i64, i64)>,
}

/// What a stretch of a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "lowercase")]
pub enum CalendarKind {
    /// Somebody is on call.
    Shift,
    /// Somebody is on call in another's place, as the source says.
    Override,
    /// Somebody is on call by an override of this machine.
    Local,
    /// Nobody is, which is a defect.
    Gap,
    /// Nobody is, as agreed.
    Rest,
    /// Nobody is, and whether that is meant nobody has said.
    Unsaid,
    /// It is not known.
    Unknown,
}

impl From<Absence> for CalendarKind {
    fn from(absence: Absence) -> Self {
        match absence {
            Absence::Gap => Self::Gap,
            Absence::Rest => Self::Rest,
            Absence::Unsaid => Self::Unsaid,
            Absence::Unknown => Self::Unknown,
        }
    }
}

/// A cell opened: why this person, at this instant.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct CellView {
    /// Which rotation.
    pub rotation: String,
    /// Its name.
    pub name: String,
    /// Its function's name.
    pub function: String,
    /// Its home zone.
    pub zone: String,
    /// The instant.
    #[ts(type = "number")]
    pub at: i64,
    /// Who is on call then; nobody in a gap.
    pub shifts: Vec<CellShift>,
    /// Who learns then, beside whom; none of them is cover.
    pub shadows: Vec<LearnerView>,
    /// The gap that the instant lies in.
    #[ts(type = "[number, number] | null")]
    pub gap: Option<(i64, i64)>,
    /// What it means that nobody is on call then; none where somebody is.
    pub absence: Option<Absence>,
    /// Names of those who are on call at the present, whatever the instant: whom a page would wake.
    pub now: Vec<String>,
    /// Where its shifts come from.
    pub source: String,
    /// When that was last known to be right; none where it was never read.
    #[ts(type = "number | null")]
    pub as_of: Option<i64>,
    /// Why it must be read with care; empty where it need not.
    pub caution: String,
    /// On which levels of which ladders and policies it stands: `Payments API, step 1`.
    pub levels: Vec<String>,
    /// Whom to ask when it has nobody.
    pub backup: Option<String>,
    /// The next three changes after the instant.
    pub handoffs: Vec<CellHandoff>,
    /// From when on nothing is known any more, where that is why there are fewer than three.
    #[ts(type = "number | null")]
    pub known_until: Option<i64>,
    /// The overrides of this machine that hold now or later.
    pub stand_ins: Vec<StandInView>,
}

/// One person of a cell.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct CellShift {
    /// Who.
    pub person: PersonView,
    /// From.
    #[ts(type = "number")]
    pub from: i64,
    /// Until.
    #[ts(type = "number")]
    pub until: i64,
    /// From which layer.
    pub layer: String,
    /// Why this person, in a sentence.
    pub why: String,
}

/// A change of who is on call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct CellHandoff {
    /// When.
    #[ts(type = "number")]
    pub at: i64,
    /// Names of those who were.
    pub from: Vec<String>,
    /// Names of those who are from then on.
    pub to: Vec<String>,
}

/// An override of this machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct StandInView {
    /// Its id, to take it back.
    pub id: String,
    /// Who stands in.
    pub person: String,
    /// For whom; for everybody where it names none.
    pub replaces: Option<String>,
    /// From.
    #[ts(type = "number")]
    pub from: i64,
    /// Until.
    #[ts(type = "number")]
    pub until: i64,
    /// Why.
    pub reason: String,
    /// Who set it.
    pub by: String,
    /// When they did.
    #[ts(type = "number")]
    pub at: i64,
}

/// Which rotations' cover is asked for, and for which stretch.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct CoverQuestion {
    /// Which rotations.
    pub rotations: Vec<RotationId>,
    /// Begin, in milliseconds since 1970.
    #[ts(type = "number")]
    pub from: i64,
    /// End, likewise.
    #[ts(type = "number")]
    pub until: i64,
    /// The zone of the axis.
    pub zone: String,
}
