//! Patterns in what support tells: reports that are alike in symptom, region or customers, counted together.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use crate::id::{RegionId, ReportId};
use crate::report::{Report, folded};
use crate::span::Instant;

/// How long something counts as fresh.
pub const FRESH: Duration = Duration::minutes(15);

/// By what reports are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "lowercase")]
pub enum Grouping {
    /// What is broken.
    Symptom,
    /// Where customers are.
    Region,
    /// Which customers.
    Segment,
    /// All three at once.
    Combination,
}

impl Grouping {
    /// All, in the order of the switch.
    pub const ALL: [Self; 4] = [Self::Symptom, Self::Region, Self::Segment, Self::Combination];

    /// As on the command line.
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_value(serde_json::Value::from(text.to_lowercase())).ok()
    }

    fn has_symptom(self) -> bool {
        matches!(self, Self::Symptom | Self::Combination)
    }

    fn has_region(self) -> bool {
        matches!(self, Self::Region | Self::Combination)
    }

    fn has_segment(self) -> bool {
        matches!(self, Self::Segment | Self::Combination)
    }
}

/// Reports that are alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// What is broken, where that puts them together.
    pub symptom: Option<String>,
    /// Where, where that puts them together; none as well where nobody said.
    pub region: Option<RegionId>,
    /// Which customers, where that puts them together; none as well where nobody said.
    pub segment: Option<String>,
    /// Which reports, in order.
    pub reports: Vec<ReportId>,
    /// How many customers or tickets.
    pub count: u32,
    /// Its share of all reports in whole percent. A report of two regions counts in both: the shares of regions may be more
    /// than 100 together.
    pub share_percent: u32,
    /// When the first was heard.
    pub first_heard_at: Instant,
    /// When the last was heard.
    pub last_heard_at: Instant,
    /// Texts of errors, each once, in the order in which they were told.
    pub errors: Vec<String>,
    /// How many customers or tickets were heard within the time that is [`FRESH`].
    pub fresh: u32,
    /// None of it is older than that.
    pub is_new: bool,
    /// How many of its reports nobody has read.
    pub unread: u32,
}

/// What makes two reports one cluster: symptom, region, customers.
type Key = (String, Option<RegionId>, String);

/// What a report is called by, and what makes two of them one.
fn symptom(report: &Report) -> (String, String) {
    match (&report.lane.seen, &report.lane.surface) {
        (Some(seen), surface) => {
            let seen = seen.replace('-', " ");
            let name = surface.as_ref().map_or_else(|| seen.clone(), |surface| format!("{seen} in {surface}"));
            (format!("known {}", name.to_lowercase()), name)
        }
        (None, _) => (format!("told {}", folded(&report.symptom)), report.symptom.clone()),
    }
}

/// The clusters at an instant: the greatest first, of equal ones the one that was heard of last.
pub fn clusters(reports: &[Report], by: Grouping, now: Instant) -> Vec<Cluster> {
    let all = reports.iter().fold(0_u32, |sum, report| sum.saturating_add(report.count()));
    let mut found: Vec<(Key, Cluster)> = Vec::new();
    for report in reports {
        let (Some(first), Some(last)) = (report.first_heard_at(), report.last_heard_at()) else { continue };
        let (symptom_key, symptom) = if by.has_symptom() { symptom(report) } else { (String::new(), String::new()) };
        let segment = if by.has_segment() { report.segment.trim() } else { "" };
        let regions: Vec<Option<&RegionId>> = match report.regions.as_slice() {
            [] => vec![None],
            _ if !by.has_region() => vec![None],
            regions => regions.iter().map(Some).collect(),
        };
        for region in regions {
            let key = (symptom_key.clone(), region.cloned(), folded(segment));
            if !found.iter().any(|(other, _)| other == &key) {
                let cluster = Cluster {
                    symptom: by.has_symptom().then(|| symptom.clone()),
                    region: region.cloned(),
                    segment: Some(segment.to_owned()).filter(|segment| !segment.is_empty()),
                    reports: Vec::new(),
                    count: 0,
                    share_percent: 0,
                    first_heard_at: first,
                    last_heard_at: last,
                    errors: Vec::new(),
                    fresh: 0,
                    is_new: false,
                    unread: 0,
                };
                found.push((key.clone(), cluster));
            }
            let cluster = found.iter_mut().find(|(other, _)| other == &key).map(|(_, cluster)| cluster);
            if let Some(cluster) = cluster {
                cluster.add(report, (first, last), now);
            }
        }
    }
    for (_, cluster) in &mut found {
        cluster.is_new = now - cluster.first_heard_at < FRESH;
        cluster.share_percent = percent(cluster.count, all);
    }
    found.sort_by(|(key, one), (other_key, other)| {
        let order = other.count.cmp(&one.count).then(other.last_heard_at.cmp(&one.last_heard_at));
        order.then_with(|| key.cmp(other_key))
    });
    found.into_iter().map(|(_, cluster)| cluster).collect()
}

/// Rounded to the nearest.
fn percent(part: u32, all: u32) -> u32 {
    let share = (u64::from(part) * 200 + u64::from(all)).checked_div(u64::from(all) * 2).unwrap_or_default();
    u32::try_from(share).unwrap_or(100).min(100)
}

impl Cluster {
    fn add(&mut self, report: &Report, (first, last): (Instant, Instant), now: Instant) {
        self.reports.push(report.id.clone());
        self.count = self.count.saturating_add(report.count());
        self.first_heard_at = self.first_heard_at.min(first);
        self.last_heard_at = self.last_heard_at.max(last);
        self.unread += u32::from(report.read.is_none());
        let fresh = report.told.iter().filter(|one| now - one.heard_at < FRESH);
        self.fresh = fresh.fold(self.fresh, |sum, one| sum.saturating_add(one.count));
        let is_known = self.errors.iter().any(|error| folded(error) == folded(&report.error));
        if !report.error.is_empty() && !is_known {
            self.errors.push(report.error.clone());
        }
    }
}
