//! Who is on watch now, for each function and region, and what needs somebody.

mod board;
mod headline;
mod need;
mod question;
mod rotation;
mod segment;
mod shift;

use domain::severity::Severity;
use serde::Serialize;

use super::absence::Absence;
use super::launch::LaunchLine;
use super::learner::LearnerView;
use super::person::PersonView;

/// The Watch screen.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct WatchView {
    /// `All quiet`
    pub headline: String,
    /// `Every role is covered now. Two gaps open before Saturday 20:00.`
    pub sentence: String,
    /// The instant it was made for.
    #[ts(type = "number")]
    pub now: i64,
    /// First instant on the axis.
    #[ts(type = "number")]
    pub from: i64,
    /// First instant after the axis.
    #[ts(type = "number")]
    pub until: i64,
    /// Rows under their headings.
    pub groups: Vec<WatchGroup>,
    /// How many schedules that only pagers know are not listed; the calendar has them all.
    pub unlisted: u32,
    /// Ordered by time to harm.
    pub needs: Vec<Need>,
    /// The next four.
    pub handoffs: Vec<HandoffLine>,
    /// The incident before.
    pub last_incident: Option<LastIncident>,
    /// Launches, commitments, peaks and freezes of the next seven days.
    pub ahead: Vec<LaunchLine>,
}

/// A heading with its rows.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct WatchGroup {
    /// `Engineering`
    pub name: String,
    /// One for each rotation.
    pub rows: Vec<WatchRow>,
    /// Lanes in which no rotation stands: the function's name.
    pub empty: Vec<String>,
}

/// One rotation.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct WatchRow {
    /// Its id.
    pub rotation: String,
    /// `CS Europe`
    pub name: String,
    /// Its function's name.
    pub function: String,
    /// Who is on call now; several may be, or nobody.
    pub people: Vec<PersonView>,
    /// Until when the first of them is, also beyond the axis; none where nobody is, or where the end is not known.
    #[ts(type = "number | null")]
    pub until: Option<i64>,
    /// What it means that nobody is on call now; none where somebody is.
    pub absence: Option<Absence>,
    /// Cover along the axis.
    pub segments: Vec<Segment>,
    /// `sample/rotations/web.yaml`, `PagerDuty`
    pub source: String,
    /// When the source was last known to be right; none where it was never read.
    #[ts(type = "number | null")]
    pub as_of: Option<i64>,
    /// Why this must be read with care; empty where it need not.
    pub caution: String,
}

/// A stretch of the ribbon.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct Segment {
    /// First instant.
    #[ts(type = "number")]
    pub from: i64,
    /// First instant after.
    #[ts(type = "number")]
    pub until: i64,
    /// When the shift really ends, also beyond the axis; none where that is not known, and where it is no shift.
    #[ts(type = "number | null")]
    pub ends: Option<i64>,
    /// What it is.
    pub kind: SegmentKind,
    /// A name, or nothing.
    pub label: String,
    /// Nights of that person within it: pairs of instants.
    #[ts(type = "Array<[number, number]>")]
    pub night: Vec<(i64, i64)>,
}

/// What a stretch of the ribbon is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "lowercase")]
pub enum SegmentKind {
    /// On call now.
    Now,
    /// On call later.
    Next,
    /// Somebody else for a stretch.
    Override,
    /// Nobody.
    Gap,
    /// Nobody, as was meant.
    Rest,
    /// Nobody, and whether that is meant nobody has said.
    Unsaid,
    /// It is not known.
    Unknown,
}

impl From<Absence> for SegmentKind {
    fn from(absence: Absence) -> Self {
        match absence {
            Absence::Gap => Self::Gap,
            Absence::Rest => Self::Rest,
            Absence::Unsaid => Self::Unsaid,
            Absence::Unknown => Self::Unknown,
        }
    }
}

/// Something that needs somebody.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct Need {
    /// How loud.
    pub level: NeedLevel,
    /// `CS Asia-Pacific, no cover`
    pub title: String,
    /// `in 7 h` is added by the screen from `from`.
    pub detail: String,
    /// When harm begins and ends, if it has a time.
    #[ts(type = "number | null")]
    pub from: Option<i64>,
    /// When it ends.
    #[ts(type = "number | null")]
    pub until: Option<i64>,
    /// What the button says.
    pub verb: String,
    /// Where the button leads.
    pub target: NeedTarget,
}

/// How loud a need is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ts_rs::TS)]
#[serde(rename_all = "lowercase")]
pub enum NeedLevel {
    /// No cover.
    Gap,
    /// Will hurt.
    Warning,
    /// Good to know.
    Notice,
}

/// Where a need's button leads.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum NeedTarget {
    /// A rotation's card: its source file and ladder of backups.
    Rotation {
        /// Which.
        rotation: String,
    },
    /// A runbook.
    Runbook {
        /// Which.
        path: String,
    },
    /// What being on call costs whom, and what rests on one person.
    Load,
    /// The settings, at the connections.
    Connections,
    /// The list of faults in the workspace.
    Problems,
    /// The templates.
    Templates,
    /// The outbox.
    Outbox,
    /// The shift of a rotation that is handed over.
    Shift {
        /// Which rotation.
        rotation: String,
        /// The note that was offered; none where it is to be.
        note: Option<String>,
    },
    /// An incident.
    Incident {
        /// Which.
        incident: String,
    },
}

/// A coming hand-off.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct HandoffLine {
    /// When.
    #[ts(type = "number")]
    pub at: i64,
    /// The rotation's name.
    pub rotation: String,
    /// Names of those who go; empty after a gap.
    pub from: Vec<String>,
    /// Names of those who come; empty before a gap.
    pub to: Vec<String>,
}

/// The incident before.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct LastIncident {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How bad it was.
    pub severity: Severity,
    /// A rehearsal.
    pub drill: bool,
    /// When it was declared.
    #[ts(type = "number")]
    pub declared_at: i64,
    /// How long it took, in minutes.
    pub minutes: u32,
}

/// A rotation opened: everything behind its row.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct RotationView {
    /// Its row.
    pub row: WatchRow,
    /// Its home zone.
    pub zone: String,
    /// Regions it answers for.
    pub regions: Vec<String>,
    /// Whom to ask when it has nobody.
    pub backup: Option<String>,
    /// Who learns now, beside whom; none of them is cover.
    pub shadows: Vec<LearnerView>,
    /// Shifts that begin within two weeks.
    pub shifts: Vec<ShiftLine>,
    /// Gaps, two weeks.
    #[ts(type = "Array<[number, number]>")]
    pub gaps: Vec<(i64, i64)>,
    /// What a gap means here.
    pub gaps_mean: Absence,
    /// Of which stretches of the two weeks nothing is known.
    #[ts(type = "Array<[number, number]>")]
    pub unknown: Vec<(i64, i64)>,
}

/// A shift in a list.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct ShiftLine {
    /// Who.
    pub person: PersonView,
    /// From.
    #[ts(type = "number")]
    pub from: i64,
    /// Until; none where it goes on for more than two months, or is not known that far.
    #[ts(type = "number | null")]
    pub until: Option<i64>,
    /// From which layer.
    pub layer: String,
}
