//! What can be counted after the fact, from the entries alone.

use serde::Serialize;

use crate::template::Audience;

/// What can be counted. Times are in seconds; `None` where it did not happen.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct Measures {
    /// Declared to resolved.
    #[ts(type = "number | null")]
    pub duration_seconds: Option<i64>,
    /// Declared to the first person who answered or joined, the lead apart.
    #[ts(type = "number | null")]
    pub mobilise_seconds: Option<i64>,
    /// Declared to a communications lead.
    #[ts(type = "number | null")]
    pub communications_lead_seconds: Option<i64>,
    /// Declared to confirmed customer impact.
    #[ts(type = "number | null")]
    pub impact_seconds: Option<i64>,
    /// Confirmed impact to support on the bridge.
    #[ts(type = "number | null")]
    pub support_seconds: Option<i64>,
    /// Confirmed impact to the first word to customers.
    #[ts(type = "number | null")]
    pub first_customer_update_seconds: Option<i64>,
    /// Cadence kept or missed, for each audience that was owed updates.
    pub adherence: Vec<Adherence>,
    /// Pages that were asked for.
    pub pages: u32,
    /// Pages that nobody answered.
    pub pages_unanswered: u32,
    /// Decisions made, and the mean time from proposal to verdict.
    pub decisions: u32,
    /// Mean time from proposal to verdict.
    #[ts(type = "number | null")]
    pub decision_seconds: Option<i64>,
    /// Most people on the bridge at once.
    pub most_on_bridge: u32,
}

/// How the cadence of one audience was kept.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct Adherence {
    /// Whose.
    pub audience: Audience,
    /// Updates that came in time.
    pub kept: u32,
    /// Updates that came late, or are late now.
    pub missed: u32,
    /// By how much the latest was late.
    #[ts(type = "number")]
    pub worst_late_seconds: i64,
}
