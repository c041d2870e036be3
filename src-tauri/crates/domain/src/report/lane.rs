//! To what a report points, as it was found when it was written down.

use serde::{Deserialize, Serialize};

use crate::id::{RotationId, ServiceId};

/// To what a report points, and whose it is. What is not known is left open, and the reason says so.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Lane {
    /// Where it shows, as page tree, playbooks and services call it.
    pub surface: Option<String>,
    /// What is seen, as page tree and playbooks call it.
    pub seen: Option<String>,
    /// Which service shows there.
    pub service: Option<ServiceId>,
    /// Whose it is.
    pub rotation: Option<RotationId>,
    /// How that was found, or what is not known.
    pub reason: String,
}
