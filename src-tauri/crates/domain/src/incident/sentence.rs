//! What is said of the impact on customers: as it was stated, else what could be, from what was confirmed.

use super::Incident;
use crate::agreement::Agreement;

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
