//! What can be learned: measures and the whole timeline of one incident, and the list of all.

use domain::incident::Phase;
use domain::measure::Measures;
use domain::severity::Severity;
use serde::Serialize;

use super::bridge::LogLine;

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
    /// The whole as Markdown, as it is exported.
    pub markdown: String,
}
