//! The lane of responders: no clock, the channel and what stands in the journal last.

use domain::incident::Incident;
use serde::Serialize;

use super::LogLine;

/// What responders read: they are told by the journal itself, as it grows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct TechnicalView {
    /// Where they talk; empty where nothing is recorded.
    pub place: String,
    /// Position of the last entry.
    #[ts(type = "number")]
    pub sequence: u64,
    /// When it happened.
    #[ts(type = "number")]
    pub at: i64,
    /// What happened.
    pub text: String,
}

pub(super) fn technical(incident: &Incident, log: &[LogLine]) -> TechnicalView {
    let last = log.iter().max_by_key(|line| line.sequence);
    let channel = incident.rally.channel.clone().filter(|_| incident.fallback_since.is_none());
    TechnicalView {
        place: channel.unwrap_or_else(|| incident.come_to()),
        sequence: last.map_or(incident.last_sequence, |line| line.sequence),
        at: last.map_or(incident.last_at.timestamp_millis(), |line| line.at),
        text: last.map(|line| line.text.clone()).unwrap_or_default(),
    }
}
