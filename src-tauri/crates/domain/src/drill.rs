//! A rehearsal: a scripted scenario on the same screens, sandbox providers only.

use serde::{Deserialize, Serialize};

use crate::id::{PatternId, PlaybookId, RoleId, RotationId, ServiceId};
use crate::severity::Severity;

/// A scripted scenario.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drill {
    /// File name without its ending.
    pub id: String,
    /// What is rehearsed.
    pub title: String,
    /// What the facilitator reads out first.
    pub briefing: String,
    /// Planned length, in minutes.
    pub minutes: u32,
    /// Severity it starts with.
    pub severity: Severity,
    /// Playbook it starts with.
    pub playbook: Option<PlaybookId>,
    /// Pattern it starts with.
    pub pattern: Option<PatternId>,
    /// Services that are said to fail.
    pub services: Vec<ServiceId>,
    /// What is told to the lead, and when.
    pub injects: Vec<Inject>,
    /// What a good response does, a line each.
    pub expected: Vec<String>,
    /// The rotations that are the right ones to page, instead of what the page tree and the playbook name.
    #[serde(default)]
    pub expected_rotations: Vec<RotationId>,
    /// The incident roles that must be filled, or the rotations that staff them paged; likewise.
    #[serde(default)]
    pub expected_roles: Vec<RoleId>,
}

/// Something the lead is told in a drill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inject {
    /// Minutes after the start.
    pub after_minutes: u32,
    /// Who says it: `Support Europe`.
    pub from: String,
    /// What they say.
    pub text: String,
}
