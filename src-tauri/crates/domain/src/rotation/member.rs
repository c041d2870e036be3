//! Who belongs to a rotation, on call or not, and for which regions it answers.

use std::collections::BTreeSet;

use super::{Rotation, Source};
use crate::id::{PersonId, RegionId};

impl Rotation {
    /// Whether it answers for a region: one that names none answers for all.
    pub fn answers_for(&self, region: &RegionId) -> bool {
        self.regions.is_empty() || self.regions.contains(region)
    }

    /// Everybody who takes turns; empty where the shifts are a provider's.
    pub fn members(&self) -> BTreeSet<&PersonId> {
        match &self.source {
            Source::Layers { layers, .. } => layers.iter().flat_map(|layer| &layer.participants).collect(),
            Source::Calendar { shifts, .. } => shifts.iter().map(|shift| &shift.person).collect(),
            Source::Provider { .. } => BTreeSet::new(),
        }
    }

    /// Whether the person takes turns here.
    pub fn staffs(&self, person: &PersonId) -> bool {
        self.members().contains(person)
    }
}
