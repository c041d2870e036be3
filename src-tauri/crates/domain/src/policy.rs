//! Of which incidents a connection is told, as the workspace says it.

pub mod untold;

use serde::{Deserialize, Serialize};

use crate::id::{RegionId, ServiceId};
use crate::severity::Severity;

/// Of which incidents a connection is told; of all where nothing is given.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Policy {
    /// How bad.
    #[serde(default)]
    pub severities: Vec<Severity>,
    /// What fails, or needs what fails.
    #[serde(default)]
    pub services: Vec<ServiceId>,
    /// Where customers are hit.
    #[serde(default)]
    pub regions: Vec<RegionId>,
}

impl Policy {
    /// Whether it says nothing: then the connection is told of every incident.
    pub fn is_empty(&self) -> bool {
        self.severities.is_empty() && self.services.is_empty() && self.regions.is_empty()
    }
}
