//! The forms of what is heard from outside: a report of support, and somebody who spoke in public.

use serde::{Deserialize, Serialize};

use super::Intent;
use crate::id::RegionId;
use crate::severity::Severity;
use crate::span::Instant;

/// What support hears from customers. Only the symptom is required.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct ReportForm {
    /// What is broken, in support's words.
    pub symptom: String,
    /// The text of the error, word for word.
    #[serde(default)]
    pub error: String,
    /// Where.
    #[serde(default)]
    pub regions: Vec<RegionId>,
    /// Which customers.
    #[serde(default)]
    pub segment: String,
    /// How bad it is for them, as support sees it.
    #[serde(default)]
    pub severity: Option<Severity>,
    /// How many customers or tickets; one where nobody counted.
    #[serde(default = "one")]
    pub count: u32,
    /// Who told it: a desk or a channel.
    #[serde(default)]
    pub source: String,
    /// A ticket's number or link, without a secret.
    #[serde(default)]
    pub reference: String,
    /// Where it shows, as page tree or services call it; found by the words where none is given.
    #[serde(default)]
    pub surface: Option<String>,
    /// When it was first heard, where that was earlier; RFC 3339, any zone.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub heard_at: Option<Instant>,
}

/// Somebody outside who spoke of it in public.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct ThirdPartyForm {
    /// Who: a news site, a network, a list of outages, a customer in public.
    pub who: String,
    /// A link, or where it can be read or heard, without a secret.
    #[serde(default)]
    pub place: String,
    /// When they spoke, where that was earlier; RFC 3339, any zone.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub spoke_at: Option<Instant>,
}

fn one() -> u32 {
    1
}

impl Intent {
    /// When it happened, where somebody says that this was earlier.
    pub fn happened_at(&self) -> Option<Instant> {
        match self {
            Self::WriteNote { happened_at, .. } => *happened_at,
            Self::FileReport(form) => form.heard_at,
            Self::NoteThirdParty(form) => form.spoke_at,
            _ => None,
        }
    }
}
