//! What it means that nobody stands in a rotation's place: a defect, as agreed, said by nobody, or not known at all.

use domain::agreement::Agreement;
use domain::rotation::Rotation;
use serde::Serialize;

/// What it means that nobody stands somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "lowercase")]
pub enum Absence {
    /// Nobody is on call, which is a defect.
    Gap,
    /// Nobody is on call, as agreed.
    Rest,
    /// Nobody is on call, and whether that is meant nobody has said: only a pager knows the schedule.
    Unsaid,
    /// Who is on call is not known.
    Unknown,
}

impl Absence {
    /// What a gap of a rotation means, where its source speaks at all.
    pub(crate) fn of(agreement: &Agreement, rotation: &Rotation) -> Self {
        let is_found = agreement.found.rotations.iter().any(|found| found.id == rotation.id);
        match (is_found, rotation.gaps_intended) {
            (true, _) => Self::Unsaid,
            (false, true) => Self::Rest,
            (false, false) => Self::Gap,
        }
    }
}
