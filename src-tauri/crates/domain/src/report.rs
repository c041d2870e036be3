//! What is heard from outside: what customers tell support, each kind once with all who told it, and who spoke in public.

mod alike;
pub mod lane;

use serde::{Deserialize, Serialize};

pub use alike::folded;

use crate::id::{PersonId, RegionId, ReportId};
use crate::severity::Severity;
use crate::span::Instant;
use lane::Lane;

/// One kind of report, and all who told it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Which: `r1`.
    pub id: ReportId,
    /// What is broken, in the words of whoever told it first.
    pub symptom: String,
    /// The text of the error, word for word; may be empty.
    pub error: String,
    /// Where; empty where nobody said.
    pub regions: Vec<RegionId>,
    /// Which customers; may be empty.
    pub segment: String,
    /// How bad it is for them: the worst that was said.
    pub severity: Option<Severity>,
    /// To what it points, and whose it is.
    pub lane: Lane,
    /// Everybody who told it, in the order in which that was written down; never empty.
    pub told: Vec<Telling>,
    /// Who read it first, and when; none while nobody has.
    pub read: Option<Reading>,
}

/// One time that it was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Telling {
    /// Who wrote it down.
    pub by: PersonId,
    /// Who told it: a desk or a channel; may be empty.
    pub source: String,
    /// A ticket's number; may be empty.
    pub reference: String,
    /// How many customers or tickets.
    pub count: u32,
    /// When it was first heard, UTC.
    pub heard_at: Instant,
    /// When it was written down, UTC.
    pub filed_at: Instant,
}

/// The first time that somebody read a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// Who.
    pub by: PersonId,
    /// When, UTC.
    pub at: Instant,
}

/// Somebody outside who spoke of it in public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThirdParty {
    /// Who: a news site, a network, a list of outages, a customer in public.
    pub who: String,
    /// A link, or where it can be read or heard; may be empty.
    pub place: String,
    /// When they spoke, UTC.
    pub spoke_at: Instant,
    /// Who noted it.
    pub by: PersonId,
}

impl Report {
    /// How many customers or tickets told it, all together.
    pub fn count(&self) -> u32 {
        self.told.iter().fold(0, |sum, one| sum.saturating_add(one.count))
    }

    /// When it was heard first.
    pub fn first_heard_at(&self) -> Option<Instant> {
        self.told.iter().map(|one| one.heard_at).min()
    }

    /// When it was heard last.
    pub fn last_heard_at(&self) -> Option<Instant> {
        self.told.iter().map(|one| one.heard_at).max()
    }

    /// From its being written down to its first being read, in seconds; none while nobody has read it.
    pub fn first_read_seconds(&self) -> Option<i64> {
        let filed_at = self.told.iter().map(|one| one.filed_at).min()?;
        Some((self.read.as_ref()?.at - filed_at).num_seconds().max(0))
    }

    /// Whether another telling is of the same: same symptom, error, regions and segment, but for digits, ids, times and spelling.
    pub fn is_told_by(&self, symptom: &str, error: &str, regions: &[RegionId], segment: &str) -> bool {
        let same = |one: &str, other: &str| folded(one) == folded(other);
        same(&self.symptom, symptom)
            && same(&self.error, error)
            && same(&self.segment, segment)
            && self.regions.len() == regions.len()
            && self.regions.iter().all(|region| regions.contains(region))
    }
}
