//! What support told of one incident: clusters of it first, then every kind of report, and what the form offers.

use domain::agreement::Agreement;
use domain::cluster::{Cluster, Grouping, clusters};
use domain::id::{IncidentId, RegionId};
use domain::incident::Incident;
use domain::report::{Report, Telling};
use domain::severity::Severity;
use domain::span::Instant;
use domain::triage::{surfaces, symptoms};
use serde::Serialize;

use crate::engine::Engine;
use crate::error::Error;

/// What support told of one incident.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct ReportsView {
    /// Customers or tickets, all together.
    pub count: u32,
    /// Kinds of report that nobody has read.
    pub unread: Vec<String>,
    /// The clusters, one list for each way of putting them together.
    pub groups: Vec<ReportGroup>,
    /// Every kind of report, the one that was heard of last first.
    pub reports: Vec<ReportLine>,
    /// Regions to choose from: id and name.
    pub regions: Vec<(String, String)>,
    /// Surfaces to choose from.
    pub surfaces: Vec<String>,
    /// Words for symptoms that lead to an owner.
    pub symptoms: Vec<String>,
    /// Groups of customers that were named before.
    pub segments: Vec<String>,
}

/// Clusters by one property.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct ReportGroup {
    /// By which.
    pub by: Grouping,
    /// The greatest first.
    pub clusters: Vec<ClusterLine>,
}

/// Reports that are alike.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct ClusterLine {
    /// What they are alike in, in words.
    pub name: String,
    /// Which reports.
    pub reports: Vec<String>,
    /// How many customers or tickets.
    pub count: u32,
    /// Of all, in percent.
    pub share_percent: u32,
    /// When the first was heard.
    #[ts(type = "number")]
    pub first_heard_at: i64,
    /// When the last was heard.
    #[ts(type = "number")]
    pub last_heard_at: i64,
    /// Texts of errors, each once.
    pub errors: Vec<String>,
    /// How many were heard in the last 15 minutes.
    pub fresh: u32,
    /// None of it is older than that.
    pub is_new: bool,
    /// Its kinds of report that nobody has read.
    pub unread: Vec<String>,
    /// Its regions in which impact is not confirmed yet: ids.
    pub to_confirm: Vec<String>,
    /// The same in words for the impact dialog.
    pub impact_detail: String,
}

/// One kind of report.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct ReportLine {
    /// Its id.
    pub id: String,
    /// What is broken.
    pub symptom: String,
    /// The text of the error.
    pub error: String,
    /// Names of its regions.
    pub regions: Vec<String>,
    /// Which customers.
    pub segment: String,
    /// How bad it is for them.
    pub severity: Option<Severity>,
    /// Where it shows.
    pub surface: Option<String>,
    /// The service's name.
    pub service: Option<String>,
    /// The name of the rotation whose it is.
    pub owner: Option<String>,
    /// Names of those who are on call there now.
    pub on_call: Vec<String>,
    /// How that was found, or what is not known.
    pub reason: String,
    /// How many customers or tickets.
    pub count: u32,
    /// Everybody who told it.
    pub told: Vec<TellingLine>,
    /// When it was heard first.
    #[ts(type = "number | null")]
    pub first_heard_at: Option<i64>,
    /// When it was heard last.
    #[ts(type = "number | null")]
    pub last_heard_at: Option<i64>,
    /// Who read it first, and when.
    #[ts(type = "[string, number] | null")]
    pub read: Option<(String, i64)>,
    /// From its being written down to its first being read.
    #[ts(type = "number | null")]
    pub first_read_seconds: Option<i64>,
}

/// One time that it was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct TellingLine {
    /// Who wrote it down.
    pub by: String,
    /// Who told it.
    pub source: String,
    /// A ticket's number.
    pub reference: String,
    /// How many customers or tickets.
    pub count: u32,
    /// When it was heard.
    #[ts(type = "number")]
    pub heard_at: i64,
}

impl Engine {
    /// What support told of an incident.
    pub fn reports(&self, id: &IncidentId) -> Result<ReportsView, Error> {
        let now = self.now();
        let loaded = self.loaded();
        let agreement = &loaded.agreement;
        let incident = self.incident(id)?;
        let mut latest: Vec<&Report> = incident.reports.iter().collect();
        latest.sort_by_key(|report| std::cmp::Reverse(report.last_heard_at()));
        let mut segments: Vec<String> = Vec::new();
        for report in incident.reports.iter().filter(|report| !report.segment.is_empty()) {
            if !segments.contains(&report.segment) {
                segments.push(report.segment.clone());
            }
        }
        let groups = Grouping::ALL.map(|by| ReportGroup {
            by,
            clusters: clusters(&incident.reports, by, now)
                .iter()
                .map(|cluster| cluster_line(cluster, by, &incident, agreement))
                .collect(),
        });
        Ok(ReportsView {
            count: incident.reports.iter().fold(0, |sum, report| sum.saturating_add(report.count())),
            unread: unread(incident.reports.iter()),
            groups: groups.into(),
            reports: latest.into_iter().map(|report| self.report_line(report, agreement, now)).collect(),
            regions: agreement.regions.iter().map(|region| (region.id.to_string(), region.name.clone())).collect(),
            surfaces: surfaces(agreement).into_iter().map(str::to_owned).collect(),
            symptoms: symptoms(agreement).into_iter().map(str::to_owned).collect(),
            segments,
        })
    }

    fn report_line(&self, report: &Report, agreement: &Agreement, now: Instant) -> ReportLine {
        let owner = report.lane.rotation.as_ref();
        let on_call = owner.map(|id| self.on_call(agreement, id, now)).unwrap_or_default();
        let name = |id| agreement.rotation(id).map_or_else(|| id.to_string(), |rotation| rotation.name.clone());
        let service = report.lane.service.as_ref();
        ReportLine {
            id: report.id.to_string(),
            symptom: report.symptom.clone(),
            error: report.error.clone(),
            regions: report.regions.iter().map(|id| region(agreement, id)).collect(),
            segment: report.segment.clone(),
            severity: report.severity,
            surface: report.lane.surface.clone(),
            service: service
                .map(|id| agreement.service(id).map_or_else(|| id.to_string(), |service| service.name.clone())),
            owner: owner.map(name),
            on_call: on_call.iter().map(|person| agreement.person_name(person)).collect(),
            reason: report.lane.reason.clone(),
            count: report.count(),
            told: report.told.iter().map(|telling| telling_line(telling, agreement)).collect(),
            first_heard_at: report.first_heard_at().map(|at| at.timestamp_millis()),
            last_heard_at: report.last_heard_at().map(|at| at.timestamp_millis()),
            read: report.read.as_ref().map(|read| (agreement.person_name(&read.by), read.at.timestamp_millis())),
            first_read_seconds: report.first_read_seconds(),
        }
    }
}

fn telling_line(telling: &Telling, agreement: &Agreement) -> TellingLine {
    TellingLine {
        by: agreement.person_name(&telling.by),
        source: telling.source.clone(),
        reference: telling.reference.clone(),
        count: telling.count,
        heard_at: telling.heard_at.timestamp_millis(),
    }
}

fn region(agreement: &Agreement, id: &RegionId) -> String {
    agreement.region(id).map_or_else(|| id.to_string(), |region| region.name.clone())
}

fn unread<'a>(reports: impl Iterator<Item = &'a Report>) -> Vec<String> {
    reports.filter(|report| report.read.is_none()).map(|report| report.id.to_string()).collect()
}

fn cluster_line(cluster: &Cluster, by: Grouping, incident: &Incident, agreement: &Agreement) -> ClusterLine {
    let place = cluster.region.as_ref().map_or_else(|| "region not said".to_owned(), |id| region(agreement, id));
    let segment = cluster.segment.clone().unwrap_or_else(|| "customers not said".to_owned());
    let symptom = cluster.symptom.clone().unwrap_or_default();
    let name = match by {
        Grouping::Symptom => symptom,
        Grouping::Region => place,
        Grouping::Segment => segment,
        Grouping::Combination => format!("{symptom}, {place}, {segment}"),
    };
    let of = || incident.reports.iter().filter(|report| cluster.reports.contains(&report.id));
    let confirmed = incident.impact.as_ref().filter(|impact| impact.withdrawn.is_none());
    let mut to_confirm: Vec<String> = Vec::new();
    let regions = of().flat_map(|report| &report.regions);
    // A report of two regions belongs to the clusters of both, and tells only the cluster's own there.
    let own = regions.filter(|region| cluster.region.as_ref().is_none_or(|own| own == *region));
    for region in own {
        let already = confirmed.is_some_and(|impact| impact.regions.contains(region));
        if !already && !to_confirm.iter().any(|other| other == region.as_str()) {
            to_confirm.push(region.to_string());
        }
    }
    let tickets = if cluster.count == 1 { "report" } else { "reports" };
    ClusterLine {
        reports: cluster.reports.iter().map(ToString::to_string).collect(),
        count: cluster.count,
        share_percent: cluster.share_percent,
        first_heard_at: cluster.first_heard_at.timestamp_millis(),
        last_heard_at: cluster.last_heard_at.timestamp_millis(),
        errors: cluster.errors.clone(),
        fresh: cluster.fresh,
        is_new: cluster.is_new,
        unread: unread(of()),
        to_confirm,
        impact_detail: format!("{} {tickets} of support: {name}", cluster.count),
        name,
    }
}
