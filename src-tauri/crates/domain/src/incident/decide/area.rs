//! Who coordinates an area of what fails: the role for it, a seat on the bridge, and its line of work.

use super::shadow::keeps_from;
use super::{Facts, Refusal, holds, known, still_open};
use crate::id::{PersonId, RoleId, WorkstreamId};
use crate::incident::area::{self, Area};
use crate::incident::event::Event;
use crate::incident::intent::AreaDraft;
use crate::incident::{Incident, WorkState};
use crate::playbook::IncidentRole;

pub(super) fn coordinate(incident: &Incident, draft: &AreaDraft, facts: &Facts<'_>) -> Result<Vec<Event>, Refusal> {
    still_open(incident)?;
    known(&draft.person, facts.agreement)?;
    let role = RoleId::from(IncidentRole::COORDINATOR);
    if !area::are_coordinated(facts.agreement) {
        return Err(Refusal::of(&format!(
            "No area has a coordinator of its own here. Give the workspace an incident role “{role}” with several: true."
        )));
    }
    let areas = area::areas(incident, facts.agreement);
    let Some(area) = areas.iter().find(|area| area::is_same(&area.name, &draft.area)) else {
        return Err(Refusal::of(&format!(
            "{} has no area “{}”. {}",
            incident.id,
            draft.area.trim(),
            known_areas(&areas)
        )));
    };
    keeps_from(incident, &draft.person, "holds no role", facts)?;
    let holders = incident.roles.iter().filter(|holder| holder.role == role);
    let own = holders.filter(|holder| holder.domain.as_deref().is_some_and(|domain| area::is_same(domain, &area.name)));
    let before: Vec<_> = own.collect();
    if before.iter().any(|holder| holder.person == draft.person) && area.is_worked_on(incident) {
        let name = facts.agreement.person_name(&draft.person);
        return Err(Refusal::of(&format!("{name} coordinates {} already.", area.name)));
    }
    let leaving = before.iter().filter(|holder| holder.person != draft.person);
    let mut events: Vec<Event> = leaving
        .map(|holder| Event::RoleReleased {
            role: role.clone(),
            domain: holder.domain.clone(),
            person: holder.person.clone(),
        })
        .collect();
    if !before.iter().any(|holder| holds(incident, &role, holder.domain.as_ref(), &draft.person)) {
        events.push(Event::RoleAssigned { role, domain: Some(area.name.clone()), person: draft.person.clone() });
    }
    if !incident.is_present(&draft.person) {
        events.push(Event::Joined { person: draft.person.clone(), function: None });
    }
    events.extend(work(incident, area, &draft.person, facts));
    Ok(events)
}

/// The area's line of work: those that nobody else does are theirs now, and where none is under way one begins.
fn work(incident: &Incident, area: &Area, person: &PersonId, facts: &Facts<'_>) -> Vec<Event> {
    if !area.is_worked_on(incident) {
        let name = |id| facts.agreement.service(id).map_or_else(|| id.to_string(), |service| service.name.clone());
        let services: Vec<String> = area.services.iter().map(name).collect();
        return vec![Event::WorkstreamOpened {
            workstream: WorkstreamId(format!("w{}", incident.workstreams.len() + 1)),
            title: format!("Investigate {}", services.join(", ")),
            owner: Some(person.clone()),
            area: Some(area.name.clone()),
            effort: None,
        }];
    }
    let own = incident.workstreams.iter().filter(|stream| area.workstreams.contains(&stream.id));
    let free = own.filter(|stream| stream.state != WorkState::Done && stream.owner.as_ref() != Some(person));
    free.filter(|stream| stream.owner.is_none() || stream.owner == area.coordinator)
        .map(|stream| Event::WorkstreamChanged {
            workstream: stream.id.clone(),
            state: stream.state,
            word: String::new(),
            owner: Some(person.clone()),
            effort: None,
            effort_was: None,
        })
        .collect()
}

fn known_areas(areas: &[Area]) -> String {
    if areas.is_empty() {
        return "Say what fails first: areas are the owners of the failing services.".to_owned();
    }
    let names: Vec<&str> = areas.iter().map(|area| area.name.as_str()).collect();
    format!("What fails, and what it needs, belongs to {}.", names.join(", "))
}
