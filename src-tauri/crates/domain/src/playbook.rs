//! What one type of incident calls for.

use serde::{Deserialize, Serialize};

use crate::id::{FunctionId, PatternId, PlaybookId, RightId, RoleId, RotationId, ServiceId};

/// What one type of incident calls for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Playbook {
    /// `payments`
    pub id: PlaybookId,
    /// `Payments failing`
    pub name: String,
    /// One line, for the tile.
    pub description: String,
    /// Key order on the declare screen; lower first.
    pub order: u32,
    /// The impact pattern it usually shows as.
    pub pattern: Option<PatternId>,
    /// What the page tree is asked with: surface.
    pub surface: Option<String>,
    /// What the page tree is asked with: symptom.
    pub symptom: Option<String>,
    /// Services prefilled on declaration.
    pub services: Vec<ServiceId>,
    /// Rotations to page at once, beside what the page tree says.
    pub page: Vec<RotationId>,
    /// Functions that must be called in: offered, missing until pulled in or waived.
    pub functions: Vec<FunctionId>,
    /// Functions that are told, not paged.
    pub tell: Vec<FunctionId>,
    /// Incident roles that must be filled.
    pub roles: Vec<RoleId>,
    /// What to do in the first five minutes.
    pub checklist: Vec<String>,
    /// Runbooks to open first.
    pub runbooks: Vec<String>,
    /// Where it was read.
    pub source: String,
}

/// One of the most common kinds of customer impact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ImpactPattern {
    /// `payments-failing`
    pub id: PatternId,
    /// `Payments failing`
    pub name: String,
}

/// A role in an incident, with duties.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct IncidentRole {
    /// `communications-lead`
    pub id: RoleId,
    /// `Communications lead`
    pub name: String,
    /// What the holder does, a line each.
    pub duties: Vec<String>,
    /// Whether several people may hold it at once (one technical coordinator for each domain).
    pub several: bool,
    /// The rotation that usually staffs it.
    pub rotation: Option<RotationId>,
    /// Words to say, for whoever holds it for the first time.
    #[serde(default)]
    pub scripts: Vec<Script>,
}

/// Words of a role, ready to be said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Script {
    /// When they are said: `Taking the lead`.
    pub title: String,
    /// The words.
    pub say: String,
}

impl IncidentRole {
    /// The id of the role that exactly one person holds at any instant.
    pub const LEAD: &'static str = "incident-lead";
    /// Who knows what was promised, and decides which feature yields to a fix.
    pub const PRODUCT: &'static str = "product-representative";
    /// The id of the role that speaks to audiences.
    pub const COMMUNICATIONS: &'static str = "communications-lead";
    /// The id of the role that leads the investigation of one area.
    pub const COORDINATOR: &'static str = "technical-coordinator";
    /// The id of the role that speaks for the support desks.
    pub const SUPPORT: &'static str = "support-liaison";
}

/// Who may decide what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct DecisionRight {
    /// `roll-back`
    pub id: RightId,
    /// `Roll back a release`
    pub name: String,
    /// Which role decides.
    pub role: RoleId,
}
