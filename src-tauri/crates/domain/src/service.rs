//! What can break, who owns it, and whom to ask in which order.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::id::{FunctionId, PersonId, RegionId, RightId, RoleId, RotationId, ServiceId};

/// What can break.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// `payments-api`
    pub id: ServiceId,
    /// `Payments API`
    pub name: String,
    /// What it does, in one line.
    pub description: String,
    /// The owning team (never a person).
    pub owner: String,
    /// Which function the owner belongs to.
    pub function: FunctionId,
    /// 1 is the most important.
    pub tier: u8,
    /// Customers do not know its name.
    #[serde(default)]
    pub internal: bool,
    /// Where people see it: `checkout`, `mobile app`.
    pub surfaces: Vec<String>,
    /// What it needs to work.
    pub depends_on: Vec<ServiceId>,
    /// Where its customers are; empty means everywhere.
    pub regions: Vec<RegionId>,
    /// Whom to ask in which order.
    pub ladder: Vec<LadderStep>,
    /// Which role decides what for this service, where it differs from the organisation's matrix.
    pub decision_rights: BTreeMap<RightId, RoleId>,
    /// Which role or rotation speaks to its customers.
    pub customer_voice: Option<String>,
    /// Its runbooks, relative to the workspace.
    pub runbooks: Vec<String>,
    /// Where it was read: `services/payments-api.yaml:1`.
    pub source: String,
}

/// One step of a ladder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LadderStep {
    /// Whom.
    pub contact: LadderContact,
    /// Minutes without an answer to the step before; 0 for the first.
    pub after_minutes: u32,
}

/// Whom a ladder step asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LadderContact {
    /// Whoever is on call.
    Rotation(RotationId),
    /// This person.
    Person(PersonId),
}
