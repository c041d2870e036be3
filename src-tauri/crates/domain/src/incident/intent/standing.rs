//! The intents about what everybody must know at once: what customers cannot do, and where to meet.

use serde::{Deserialize, Serialize};

/// What customers cannot do and what that costs: one sentence each; none keeps the last word.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
pub struct ImpactSentences {
    /// What customers cannot do.
    #[serde(default)]
    pub sentence: Option<String>,
    /// What it means in money, users or contracts.
    #[serde(default)]
    pub business: Option<String>,
}

/// Everybody meets at the fallback, as the chat is down; or comes back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct RallyMove {
    /// To the fallback, else back.
    pub to_fallback: bool,
    /// Why.
    #[serde(default)]
    pub reason: String,
}
