//! What can be learned: measures and the whole timeline of one incident, and the list of all.

mod markdown;
mod slip;

use std::path::PathBuf;

use domain::agreement::Agreement;
use domain::id::IncidentId;
use domain::incident::Incident;
use domain::incident::entry::Entry;
use domain::incident::event::Event;
use domain::measure::{Measures, measure};
use domain::phase::Phase;
use domain::severity::Severity;
use serde::Serialize;

pub use slip::SlipLine;

use super::bridge::LogLine;
use crate::desk::no_incident;
use crate::engine::Engine;
use crate::error::Error;

/// One incident in the list of reviews.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct ReviewLine {
    /// `INC-12`
    pub id: String,
    /// Its title.
    pub title: String,
    /// How bad.
    pub severity: Severity,
    /// Where it stands.
    pub phase: Phase,
    /// A rehearsal.
    pub drill: bool,
    /// When it was declared.
    #[ts(type = "number")]
    pub declared_at: i64,
    /// When it was resolved.
    #[ts(type = "number | null")]
    pub resolved_at: Option<i64>,
}

/// One incident after the fact.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct ReviewView {
    /// Its line.
    pub line: ReviewLine,
    /// Who led, in order.
    pub leads: Vec<String>,
    /// Names of what failed.
    pub services: Vec<String>,
    /// The last word on it.
    pub summary: String,
    /// What can be counted.
    pub measures: Measures,
    /// All entries.
    pub log: Vec<LogLine>,
    /// The promises that slipped, for the same timeline.
    pub slips: Vec<SlipLine>,
    /// The whole as Markdown, as it is exported.
    pub markdown: String,
}

impl Engine {
    /// All incidents, newest first.
    pub fn reviews(&self) -> Result<Vec<ReviewLine>, Error> {
        let rows = self.parts.truth.all_incidents()?;
        Ok(rows
            .into_iter()
            .map(|row| ReviewLine {
                id: row.id.to_string(),
                title: row.title,
                severity: row.severity,
                phase: row.phase,
                drill: row.drill,
                declared_at: row.declared_at.timestamp_millis(),
                resolved_at: row.resolved_at.map(|at| at.timestamp_millis()),
            })
            .collect())
    }

    /// One incident after the fact.
    pub fn review(&self, id: &IncidentId) -> Result<ReviewView, Error> {
        let loaded = self.loaded();
        let agreement = &loaded.agreement;
        let incident = self.incident(id)?;
        let entries = self.parts.truth.entries(id)?;
        let measures = measure(&entries, agreement, self.now()).ok_or_else(|| no_incident(id))?;
        let log = self.log(&incident, agreement, &self.parts.truth.deliveries(id)?)?;
        let line = line(&incident);
        let (leads, services) = (leads(&entries, agreement), services(&incident, agreement));
        let summary = summary(&entries);
        let slips = slip::lines(&measures.slips, incident.resolved_at, self.zone());
        let markdown = markdown::write(&markdown::Source {
            line: &line,
            organisation: &agreement.organisation,
            leads: &leads,
            services: &services,
            summary: &summary,
            measures: &measures,
            log: &log,
            slips: &slips,
            zone: self.zone(),
        });
        Ok(ReviewView { line, leads, services, summary, measures, log, slips, markdown })
    }

    /// Writes the review as a Markdown file into a folder; the answer is its path. An earlier export is replaced whole
    /// or not at all.
    pub fn export_review(&self, id: &IncidentId, folder: &std::path::Path) -> Result<PathBuf, Error> {
        let review = self.review(id)?;
        crate::file::write(folder, &format!("{id}.md"), &review.markdown, "review")
    }
}

fn line(incident: &Incident) -> ReviewLine {
    ReviewLine {
        id: incident.id.to_string(),
        title: incident.title.clone(),
        severity: incident.severity,
        phase: incident.phase,
        drill: incident.drill,
        declared_at: incident.declared_at.timestamp_millis(),
        resolved_at: incident.resolved_at.map(|at| at.timestamp_millis()),
    }
}

fn leads(entries: &[Entry], agreement: &Agreement) -> Vec<String> {
    let lead = |entry: &Entry| match &entry.event {
        Event::Declared { lead, .. } => Some(agreement.person_name(lead)),
        Event::HandOverAccepted { to, .. } => Some(agreement.person_name(to)),
        _ => None,
    };
    entries.iter().filter_map(lead).collect()
}

fn services(incident: &Incident, agreement: &Agreement) -> Vec<String> {
    let name = |id| agreement.service(id).map_or_else(|| id.to_string(), |service| service.name.clone());
    incident.services.iter().map(name).collect()
}

/// The last word on the incident: the summary of its resolution.
fn summary(entries: &[Entry]) -> String {
    let summary = |entry: &Entry| match &entry.event {
        Event::Resolved { summary } => Some(summary.clone()),
        _ => None,
    };
    entries.iter().rev().find_map(summary).unwrap_or_default()
}
