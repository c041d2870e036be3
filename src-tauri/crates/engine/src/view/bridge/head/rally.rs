//! Where everybody comes together, as the bridge shows it.

use domain::incident::Incident;
use serde::Serialize;

/// The places to come to, each where it is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct RallyView {
    /// The channel of the chat.
    pub channel: Option<String>,
    /// The bridge: an address, or a room.
    pub bridge: Option<String>,
    /// The address in it, which can be opened.
    pub link: Option<String>,
    /// The phone line.
    pub phone: Option<String>,
    /// Where to meet when the chat is down.
    pub fallback: Option<String>,
    /// Since when everybody meets there; none while they do not.
    #[ts(type = "number | null")]
    pub fallback_since: Option<i64>,
    /// Where to come now, in a line; empty where nothing is recorded.
    pub come_to: String,
}

pub(super) fn rally(incident: &Incident) -> RallyView {
    let rally = incident.rally.clone();
    RallyView {
        link: rally.bridge.as_deref().and_then(link),
        channel: rally.channel,
        bridge: rally.bridge,
        phone: rally.phone,
        fallback: rally.fallback,
        fallback_since: incident.fallback_since.map(|at| at.timestamp_millis()),
        come_to: incident.come_to(),
    }
}

/// The first address in a text, without the punctuation behind it.
fn link(text: &str) -> Option<String> {
    let address = text.split_whitespace().find(|word| word.to_lowercase().starts_with("https://"))?;
    Some(address.trim_end_matches([',', '.', ';', ')']).to_owned())
}
