//! What customers cannot do and what that costs, as it was stated last; and what could be said where nobody stated it.

use serde::{Deserialize, Serialize};

use super::Incident;
use crate::agreement::Agreement;
use crate::id::PersonId;
use crate::span::Instant;

/// A sentence that somebody stood for. Earlier ones stay in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The sentence.
    pub text: String,
    /// Who stated it.
    pub by: PersonId,
    /// When.
    pub at: Instant,
    /// The entry that it stands in.
    pub sequence: u64,
}

/// What was stated of an incident's impact.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Stated {
    /// What customers cannot do.
    #[serde(default)]
    pub sentence: Option<Said>,
    /// What that means in money, users or contracts.
    #[serde(default)]
    pub business: Option<Said>,
}

/// What could be said of the impact on customers, from what was confirmed: where, what fails, and in which words it was
/// confirmed; none while nothing is.
pub fn suggested(incident: &Incident, agreement: &Agreement) -> Option<String> {
    let impact = incident.impact.as_ref().filter(|impact| impact.withdrawn.is_none())?;
    let name_of_region = |id| agreement.region(id).map_or_else(|| id.to_string(), |known| known.name.clone());
    let regions: Vec<String> = impact.regions.iter().map(name_of_region).collect();
    let name_of_service = |id| agreement.service(id).map_or_else(|| id.to_string(), |known| known.name.clone());
    let services: Vec<String> = incident.services.iter().map(name_of_service).collect();
    let place = if regions.is_empty() { String::new() } else { format!(" in {}", regions.join(", ")) };
    let detail = if impact.detail.is_empty() { String::new() } else { format!(" ({})", impact.detail) };
    Some(if services.is_empty() {
        format!("Customers{place} are affected{detail}")
    } else {
        format!("Failing for customers{place}: {}{detail}", services.join(", "))
    })
}

/// What is said of the impact on customers now: as it was stated, else what could be.
pub fn sentence(incident: &Incident, agreement: &Agreement) -> Option<String> {
    let stated = incident.stated.sentence.as_ref().map(|said| said.text.clone());
    stated.or_else(|| suggested(incident, agreement))
}
