//! How an incident begins: what is derived from playbook and services, and who is paged for it.

use super::scene::Scene;
use super::{Facts, Refusal, page, shadow};
use crate::agreement::Agreement;
use crate::id::{RuleId, ServiceId};
use crate::incident::event::Event;
use crate::incident::intent::Declaration;
use crate::launch::collision::collisions;
use crate::page_tree::{Route, Routed, Sighting};
use crate::routing::owner::{self, Owners};
use crate::routing::{self, regions_of};
use crate::span::Instant;
use crate::suggestion;

/// The longest title, in characters: that of an incident on Statuspage.
const LONGEST_TITLE: usize = 255;

/// The declaration with everything filled in that playbook and services know.
pub fn complete(declaration: &Declaration, agreement: &Agreement) -> Declaration {
    let mut whole = declaration.clone();
    whole.surface = said(whole.surface);
    whole.symptom = said(whole.symptom);
    if let Some(playbook) = declaration.playbook.as_ref().and_then(|id| agreement.playbook(id)) {
        if whole.services.is_empty() {
            whole.services.clone_from(&playbook.services);
        }
        whole.pattern = whole.pattern.or_else(|| playbook.pattern.clone());
        whole.surface = whole.surface.or_else(|| playbook.surface.clone());
        whole.symptom = whole.symptom.or_else(|| playbook.symptom.clone());
    }
    if whole.pattern.is_none() {
        let suggested = suggestion::pattern(agreement, whole.surface.as_deref(), whole.symptom.as_deref());
        whole.pattern = suggested.map(|(pattern, _)| pattern);
    }
    if whole.regions.is_empty() {
        whole.regions = regions_of(agreement, &whole.services);
    }
    // One line: it stands in lists, in the tray and on status pages.
    whole.title = whole.title.split_whitespace().collect::<Vec<_>>().join(" ");
    if whole.title.is_empty() {
        whole.title = title_of(&whole, agreement);
    }
    whole
}

/// A word as it was meant: without space around it, and none where nothing was typed.
fn said(word: Option<String>) -> Option<String> {
    word.map(|word| word.trim().to_owned()).filter(|word| !word.is_empty())
}

fn title_of(declaration: &Declaration, agreement: &Agreement) -> String {
    let playbook =
        declaration.playbook.as_ref().and_then(|id| agreement.playbook(id)).map(|playbook| playbook.name.as_str());
    let service = declaration
        .services
        .first()
        .map(|id| agreement.service(id).map_or_else(|| id.to_string(), |service| service.name.clone()));
    match (playbook, service) {
        (Some(playbook), Some(service)) => format!("{playbook}: {service}"),
        (Some(playbook), None) => playbook.to_owned(),
        (None, Some(service)) => format!("{service} is failing"),
        (None, None) => String::new(),
    }
}

/// What the page tree is asked for a declaration.
pub fn sighting(declaration: &Declaration) -> Sighting {
    Sighting {
        surface: declaration.surface.clone(),
        symptom: declaration.symptom.clone(),
        services: declaration.services.clone(),
        regions: declaration.regions.clone(),
        severity: Some(declaration.severity),
        customer_impact: declaration.customer_impact,
    }
}

/// Whom a complete declaration would page: by the page tree, the playbook, and where no rule says what fails, by the ladders;
/// owners whom none of them names are proposed.
pub fn route(declaration: &Declaration, agreement: &Agreement) -> Route {
    route_among(declaration, &mut Owners::among(agreement))
}

/// The same, by owners of which some may be known already.
pub fn route_among(declaration: &Declaration, owners: &mut Owners<'_>) -> Route {
    let agreement = owners.agreement;
    let seen = sighting(declaration);
    let mut route = routing::route(agreement, &seen);
    let playbook = declaration.playbook.as_ref().and_then(|id| agreement.playbook(id));
    if let Some(playbook) = playbook {
        for rotation in &playbook.page {
            route.add(Routed {
                rotation: rotation.clone(),
                rule: RuleId::from("playbook"),
                reason: format!("playbook {} calls for it", playbook.name),
                source: playbook.source.clone(),
            });
        }
    }
    routing::add_ladders(&mut route, agreement, &declaration.services);
    // What a playbook fills in does not alert: it says itself whom it calls for.
    let filled = |id: &&ServiceId| playbook.is_some_and(|playbook| playbook.services.contains(id));
    let alerting: Vec<ServiceId> = declaration.services.iter().filter(|id| !filled(id)).cloned().collect();
    owner::propose_among(&mut route, owners, &seen, &alerting);
    route
}

/// The first entries of an incident: its declaration, confirmed impact, and a page for everybody it wakes.
pub fn declare(declaration: &Declaration, facts: &Facts<'_>, now: Instant) -> Result<Vec<Event>, Refusal> {
    let agreement = facts.agreement;
    let whole = complete(declaration, agreement);
    if whole.title.is_empty() {
        return Err(Refusal::of("Give the incident a title, a playbook or a service."));
    }
    let length = whole.title.chars().count();
    if length > LONGEST_TITLE {
        return Err(Refusal::of(&format!(
            "The title has {length} characters, and status pages take {LONGEST_TITLE}. Say the rest in a note."
        )));
    }
    check(&whole, agreement)?;
    let mut events = vec![Event::Declared {
        key: facts.intent.to_string(),
        title: whole.title.clone(),
        severity: whole.severity,
        playbook: whole.playbook.clone(),
        pattern: whole.pattern.clone(),
        services: whole.services.clone(),
        surface: whole.surface.clone(),
        symptom: whole.symptom.clone(),
        regions: whole.regions.clone(),
        drill: whole.drill,
        lead: facts.actor.clone(),
        rally: agreement.rally.clone(),
    }];
    if whole.customer_impact {
        events.push(Event::ImpactConfirmed { regions: whole.regions.clone(), detail: String::new() });
    }
    // As it was known then: a calendar that changes later tells nothing of what the lead saw.
    let mut collisions = collisions(agreement, &whole.services, &whole.regions, now);
    collisions.accounts.retain(|account| account.commitment.is_some());
    if !collisions.is_empty() {
        events.push(Event::CollisionsFound { collisions });
    }
    let routed = route(&whole, agreement);
    let chosen: Vec<Routed> = match &whole.page {
        None => routed.woken(whole.severity).cloned().collect(),
        Some(rotations) => rotations
            .iter()
            .map(|rotation| {
                routed.everybody().find(|candidate| &candidate.rotation == rotation).cloned().unwrap_or_else(|| {
                    Routed {
                        rotation: rotation.clone(),
                        rule: RuleId::from("by-hand"),
                        reason: "chosen by the incident lead".to_owned(),
                        source: String::new(),
                    }
                })
            })
            .collect(),
    };
    let mut number = 0;
    let scene = Scene { drill: whole.drill, incident: None };
    for routed in &chosen {
        page::request(&mut events, &mut number, routed, scene, facts, now);
    }
    shadow::settle(&mut events);
    Ok(events)
}

/// Refuses ids that the workspace does not know: a slip on the command line must not become a fact.
fn check(declaration: &Declaration, agreement: &Agreement) -> Result<(), Refusal> {
    if let Some(id) = declaration.playbook.as_ref().filter(|id| agreement.playbook(id).is_none()) {
        return Err(Refusal::of(&format!("The workspace has no playbook “{id}”.")));
    }
    if let Some(id) = declaration.services.iter().find(|id| agreement.service(id).is_none()) {
        return Err(Refusal::of(&format!("The workspace has no service “{id}”.")));
    }
    if let Some(id) = declaration.regions.iter().find(|id| agreement.region(id).is_none()) {
        return Err(Refusal::of(&format!("The workspace has no region “{id}”.")));
    }
    if let Some(id) = declaration.pattern.as_ref().filter(|id| !agreement.patterns.iter().any(|known| &&known.id == id))
    {
        return Err(Refusal::of(&format!("The workspace has no impact pattern “{id}”.")));
    }
    if let Some(id) = declaration.page.iter().flatten().find(|id| agreement.rotation(id).is_none()) {
        return Err(Refusal::of(&format!("The workspace has no rotation “{id}”.")));
    }
    Ok(())
}
