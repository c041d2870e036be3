//! What the organisation agreed on about its words to customers: when the first one may go out, and which wait for the lead.

use serde::{Deserialize, Serialize};

use crate::id::PersonId;
use crate::incident::Incident;
use crate::severity::Severity;
use crate::template::{Audience, Output};

/// Who may say what to customers, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommunicationPolicy {
    /// What becomes of a first word to customers before their impact is confirmed.
    pub before_impact: BeforeImpact,
    /// Severities whose words need the incident lead's approval.
    pub approval: Vec<Severity>,
    /// Which words those are.
    pub approval_of: Vec<Output>,
}

/// What becomes of a first word to customers before their impact is confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BeforeImpact {
    /// A remark speaks against it.
    #[default]
    Warn,
    /// It cannot leave.
    Forbid,
}

impl Default for CommunicationPolicy {
    /// Warns, and lets nobody wait for anybody.
    fn default() -> Self {
        Self {
            before_impact: BeforeImpact::Warn,
            approval: Vec::new(),
            approval_of: vec![Output::StatusPage, Output::Outreach, Output::Social],
        }
    }
}

impl BeforeImpact {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Warn, Self::Forbid];

    /// As in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Warn => "warn",
            Self::Forbid => "forbid",
        }
    }

    /// Reads its word in any case.
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.word().eq_ignore_ascii_case(text.trim()))
    }
}

impl CommunicationPolicy {
    /// Why a first word is refused that comes too early.
    pub const TOO_EARLY: &'static str = "Customer impact is not confirmed, and the workspace forbids a first word to customers before. Confirm the \
         impact first.";

    /// Whether an output waits for the incident lead's approval at that severity.
    pub fn needs_approval(&self, severity: Severity, output: Output) -> bool {
        self.approval.contains(&severity) && self.approval_of.contains(&output)
    }

    /// Whether an output of an incident waits for its lead, where that person writes it: the lead need not be asked.
    pub fn waits_for_lead(&self, incident: &Incident, output: Output, writer: &PersonId) -> bool {
        self.needs_approval(incident.severity, output) && writer != &incident.lead
    }

    /// Whether an output may not leave because it would be the first word to customers, before impact is confirmed.
    pub fn forbids(&self, incident: &Incident, output: Output) -> bool {
        self.before_impact == BeforeImpact::Forbid && is_early(incident, output)
    }
}

/// Whether an output would be the first word to customers, before impact is confirmed. Once customers have heard of it,
/// they must also hear that it was nothing.
pub fn is_early(incident: &Incident, output: Output) -> bool {
    let speaks_to_customers = output.audience() == Audience::Customers;
    speaks_to_customers && !incident.has_impact() && incident.last_update(Audience::Customers).is_none()
}
