//! Confirmed customer impact: pulls support in, region by region, and starts the customers' clock.

use super::scene::Scene;
use super::{Facts, Refusal, filled, page, shadow, still_open};
use crate::id::{RegionId, RuleId};
use crate::incident::Incident;
use crate::incident::event::Event;
use crate::page_tree::Routed;
use crate::span::Instant;

pub(super) fn confirm(
    incident: &Incident,
    regions: &[RegionId],
    detail: &str,
    facts: &Facts<'_>,
    now: Instant,
) -> Result<Vec<Event>, Refusal> {
    still_open(incident)?;
    if regions.is_empty() {
        return Err(Refusal::of("Say in which regions customers are affected."));
    }
    if let Some(id) = regions.iter().find(|id| facts.agreement.region(id).is_none()) {
        return Err(Refusal::of(&format!("The workspace has no region “{id}”.")));
    }
    let already = incident.impact.as_ref().filter(|impact| impact.withdrawn.is_none());
    let fresh: Vec<&RegionId> =
        regions.iter().filter(|region| !already.is_some_and(|impact| impact.regions.contains(region))).collect();
    if fresh.is_empty() && detail.trim().is_empty() {
        return Err(Refusal::of("Customer impact is confirmed for these regions already."));
    }
    let mut events = vec![Event::ImpactConfirmed { regions: regions.to_vec(), detail: detail.trim().to_owned() }];
    let mut number = incident.pages.len();
    for region in fresh {
        let name = facts.agreement.region(region).map_or_else(|| region.to_string(), |known| known.name.clone());
        for rotation in facts.agreement.support_of(region) {
            if is_pulled_in(incident, &rotation.id) {
                continue;
            }
            let routed = Routed {
                rotation: rotation.id.clone(),
                rule: RuleId::from("customer-impact"),
                reason: format!("customers in {name} are affected"),
                source: String::new(),
            };
            page::request(&mut events, &mut number, &routed, Scene::of(incident), facts, now);
        }
    }
    shadow::settle(&mut events);
    Ok(events)
}

/// Whether the rotation was paged in this incident and the page stands.
fn is_pulled_in(incident: &Incident, rotation: &crate::id::RotationId) -> bool {
    incident.pages.iter().any(|page| page.rotation.as_ref() == Some(rotation) && !page.withdrawn)
}

pub(super) fn withdraw(incident: &Incident, reason: &str) -> Result<Vec<Event>, Refusal> {
    still_open(incident)?;
    if !incident.has_impact() {
        return Err(Refusal::of("Customer impact is not confirmed."));
    }
    let reason = filled(reason, "why customers are not affected after all")?;
    Ok(vec![Event::ImpactWithdrawn { reason: reason.to_owned() }])
}
