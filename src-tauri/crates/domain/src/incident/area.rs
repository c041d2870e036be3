//! The areas of an incident: the teams that own what fails, each with who coordinates it, what is done there, and whom to ask.
//!
//! Services that share an owner are one area; a service that nobody owns is one by itself. Areas that the failing services need
//! to work are told as well, and asked for nothing: what they do is often where the cause is.

use super::{Incident, WorkState, Workstream};
use crate::agreement::Agreement;
use crate::id::{PersonId, ServiceId, WorkstreamId};
use crate::playbook::IncidentRole;
use crate::service::{LadderContact, Service};

/// One involved area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// The owning team as the workspace writes it, or the service's name where it has no owner.
    pub name: String,
    /// Its services that fail, or that the failing ones need, in the incident's order.
    pub services: Vec<ServiceId>,
    /// Something of it fails; else it is only needed by what does.
    pub fails: bool,
    /// Who coordinates it: the latest holder of the role for it.
    pub coordinator: Option<PersonId>,
    /// Its lines of work, in order.
    pub workstreams: Vec<WorkstreamId>,
    /// The first step of each of its services' ladders, each once: whom to propose.
    pub contacts: Vec<LadderContact>,
}

/// The areas of what fails in the order of the services, then those that it needs.
pub fn areas(incident: &Incident, agreement: &Agreement) -> Vec<Area> {
    let mut areas: Vec<Area> = Vec::new();
    for id in &incident.services {
        involve(&mut areas, id, agreement.service(id), true);
    }
    let failing = incident.services.iter().filter_map(|id| agreement.service(id));
    for id in failing.flat_map(|service| &service.depends_on) {
        involve(&mut areas, id, agreement.service(id), false);
    }
    let sole = areas.iter().filter(|area| area.fails).count() == 1;
    for area in &mut areas {
        area.coordinator = coordinator(incident, &area.name, sole && area.fails);
    }
    for stream in &incident.workstreams {
        if let Some(place) = place_of(stream, &areas)
            && let Some(area) = areas.get_mut(place)
        {
            area.workstreams.push(stream.id.clone());
        }
    }
    areas
}

/// Whether each area has a coordinator of its own here: the workspace has the role, and several may hold it.
pub fn are_coordinated(agreement: &Agreement) -> bool {
    agreement.role(&IncidentRole::COORDINATOR.into()).is_some_and(|role| role.several)
}

/// Whether two names mean the same area: `Payments team`, `payments` and a catalogue's `group:default/payments-team` do.
pub fn is_same(one: &str, other: &str) -> bool {
    key(one) == key(other)
}

impl Area {
    /// Whether something is under way in it: a line of work that is not done.
    pub fn is_worked_on(&self, incident: &Incident) -> bool {
        let own = incident.workstreams.iter().filter(|stream| self.workstreams.contains(&stream.id));
        own.into_iter().any(|stream| stream.state != WorkState::Done)
    }
}

fn involve(areas: &mut Vec<Area>, id: &ServiceId, service: Option<&Service>, fails: bool) {
    let owner = service.map(|service| service.owner.trim()).filter(|owner| !owner.is_empty());
    let name = owner.or(service.map(|service| service.name.as_str())).unwrap_or(id.as_str());
    let place = areas.iter().position(|area| is_same(&area.name, name)).unwrap_or_else(|| {
        areas.push(Area {
            name: name.to_owned(),
            services: Vec::new(),
            fails,
            coordinator: None,
            workstreams: Vec::new(),
            contacts: Vec::new(),
        });
        areas.len() - 1
    });
    // What an area that fails is needed for beside is not news.
    let Some(area) = areas.get_mut(place).filter(|area| area.fails == fails && !area.services.contains(id)) else {
        return;
    };
    area.services.push(id.clone());
    let first = service.and_then(|service| service.ladder.first()).map(|step| &step.contact);
    if let Some(contact) = first.filter(|contact| !area.contacts.contains(contact)) {
        area.contacts.push(contact.clone());
    }
}

/// The latest to whom the role was given for the area; where only one area fails, also who holds it for none.
fn coordinator(incident: &Incident, area: &str, sole: bool) -> Option<PersonId> {
    let holders = || incident.roles.iter().rev().filter(|holder| holder.role.as_str() == IncidentRole::COORDINATOR);
    let own = holders().find(|holder| holder.domain.as_deref().is_some_and(|domain| is_same(domain, area)));
    let any = || holders().find(|holder| sole && holder.domain.is_none());
    own.or_else(any).map(|holder| holder.person.clone())
}

/// The area that a line of work names, else the first one whose coordinator does it.
fn place_of(stream: &Workstream, areas: &[Area]) -> Option<usize> {
    match &stream.area {
        Some(named) => areas.iter().position(|area| is_same(&area.name, named)),
        None => areas.iter().position(|area| stream.owner.is_some() && area.coordinator == stream.owner),
    }
}

fn key(name: &str) -> String {
    let name = name.rsplit(['/', ':']).next().unwrap_or(name).trim().to_lowercase().replace(['-', '_'], " ");
    name.strip_suffix(" team").unwrap_or(&name).trim().to_owned()
}
