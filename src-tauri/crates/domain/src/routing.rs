//! Whom to page for what is seen, and who is left asleep, each with the reason: the page tree's answer.

pub mod owner;

use std::collections::{BTreeMap, BTreeSet};

use crate::agreement::Agreement;
use crate::id::{RegionId, RotationId, RuleId, ServiceId};
use crate::page_tree::{Asleep, Route, Routed, Sighting, Unmet};
use crate::rotation::Rotation;
use crate::service::{LadderContact, Service};

/// Whom to page for what is seen, and who is left asleep, each with the reason.
pub fn route(agreement: &Agreement, seen: &Sighting) -> Route {
    let mut route = Route::default();
    // Whoever was considered, each once, with the first reason to let them sleep.
    let mut asleep: Vec<Asleep> = Vec::new();
    let mut considered: BTreeSet<&RotationId> = BTreeSet::new();
    let mut ended_by: Option<&RuleId> = None;
    route.unmatched = true;
    for rule in &agreement.page_tree.rules {
        let unmet = match ended_by {
            Some(earlier) => Some(Unmet::Ended(earlier)),
            None => rule.when.unmet(seen),
        };
        if let Some(unmet) = unmet {
            for rotation in rule.page.iter().filter(|rotation| considered.insert(rotation)) {
                asleep.push(Asleep { rotation: rotation.clone(), reason: format!("rule {}: {unmet}", rule.id) });
            }
            continue;
        }
        // A rule that names nobody holds as well: it says that nobody needs to be woken.
        route.unmatched &= rule.when.is_only_of_weight();
        for rotation in &rule.page {
            route.add(Routed {
                rotation: rotation.clone(),
                rule: rule.id.clone(),
                reason: rule.reason.clone(),
                source: rule.source.clone(),
            });
        }
        if rule.last {
            ended_by = Some(&rule.id);
        }
    }
    if seen.customer_impact {
        for region in &seen.regions {
            let name = agreement.region(region).map_or_else(|| region.to_string(), |known| known.name.clone());
            for rotation in agreement.support_of(region) {
                route.add(Routed {
                    rotation: rotation.id.clone(),
                    rule: RuleId::from("customer-impact"),
                    reason: format!("customers in {name} are affected"),
                    source: "confirmed customer impact".to_owned(),
                });
            }
        }
    }
    for rotation in &agreement.rotations {
        if considered.insert(&rotation.id) {
            asleep.push(Asleep { rotation: rotation.id.clone(), reason: unnamed(rotation, seen).to_owned() });
        }
    }
    route.ended_by = ended_by.cloned();
    asleep.retain(|entry| !route.page.iter().any(|routed| routed.rotation == entry.rotation));
    route.asleep = asleep;
    route
}

/// Why a rotation sleeps that no rule names.
fn unnamed(rotation: &Rotation, seen: &Sighting) -> &'static str {
    if rotation.function.as_str() != "support" {
        "no rule names it"
    } else if !seen.customer_impact {
        "joins when customer impact is confirmed"
    } else if seen.regions.iter().any(|region| rotation.answers_for(region)) {
        "another rotation speaks for its regions"
    } else {
        "none of its regions is affected"
    }
}

/// Where customers of the failing services are: everywhere, unless all of the services say otherwise.
pub fn regions_of(agreement: &Agreement, services: &[ServiceId]) -> Vec<RegionId> {
    let services: Vec<&Service> = services.iter().filter_map(|id| agreement.service(id)).collect();
    let everywhere = services.is_empty() || services.iter().any(|service| service.regions.is_empty());
    let named = |region: &RegionId| services.iter().any(|service| service.regions.contains(region));
    agreement.regions.iter().map(|region| region.id.clone()).filter(|region| everywhere || named(region)).collect()
}

/// What fails, and everything that needs it, by whatever way round; what fails comes first.
pub fn affected(agreement: &Agreement, services: &[ServiceId]) -> Vec<ServiceId> {
    let mut needing: BTreeMap<&ServiceId, Vec<&ServiceId>> = BTreeMap::new();
    for service in &agreement.services {
        for needed in &service.depends_on {
            needing.entry(needed).or_default().push(&service.id);
        }
    }
    let mut affected: Vec<&ServiceId> = services.iter().collect();
    let mut known: BTreeSet<&ServiceId> = services.iter().collect();
    let mut at = 0;
    while let Some(id) = affected.get(at).copied() {
        let others = needing.get(id).into_iter().flatten().copied();
        affected.extend(others.filter(|other| known.insert(other)));
        at += 1;
    }
    affected.into_iter().cloned().collect()
}

/// Adds the first of each failing service's ladder where no rule said what fails.
pub fn add_ladders(route: &mut Route, agreement: &Agreement, services: &[ServiceId]) {
    if !route.unmatched {
        return;
    }
    for service in services.iter().filter_map(|id| agreement.service(id)) {
        if let Some(rotation) = first_of_ladder(service) {
            route.add(Routed {
                rotation: rotation.clone(),
                rule: RuleId::from("ladder"),
                reason: format!("first on the ladder of {}", service.name),
                source: service.source.clone(),
            });
        }
    }
}

/// The first rotation on a service's ladder; none where it asks people only.
pub fn first_of_ladder(service: &Service) -> Option<&RotationId> {
    service.ladder.iter().find_map(|step| match &step.contact {
        LadderContact::Rotation(rotation) => Some(rotation),
        LadderContact::Person(_) => None,
    })
}
