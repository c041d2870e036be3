//! What is owed to the world, and how it stands.

use serde::Serialize;

/// One delivery.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct OutboxLine {
    /// Its id.
    pub id: String,
    /// Which incident.
    pub incident: String,
    /// The connection's id.
    pub connection: String,
    /// The connection's name.
    pub connection_name: String,
    /// `page` or `update`.
    pub kind: String,
    /// `Page Priya Raghunathan`, `Identified: card payments in Europe`.
    pub what: String,
    /// `queued`, `sending`, `waiting`, `held`, `delivered`, `dropped`.
    pub state: String,
    /// Attempts so far.
    pub attempts: u32,
    /// The next attempt.
    #[ts(type = "number | null")]
    pub next_at: Option<i64>,
    /// Why it is where it is.
    pub reason: String,
    /// Since when it is owed.
    #[ts(type = "number")]
    pub created_at: i64,
    /// The number to dial instead, for a page.
    pub dial: Option<String>,
    /// The lead may say that it did arrive.
    pub may_confirm: bool,
}
