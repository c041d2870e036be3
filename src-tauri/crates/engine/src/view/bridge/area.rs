//! The areas of what fails: who coordinates each, whom to ask where nobody does, and its lines of work.

use domain::agreement::Agreement;
use domain::id::PersonId;
use domain::incident::Incident;
use domain::incident::area::{self, Area};
use domain::playbook::IncidentRole;
use domain::service::LadderContact;
use domain::severity::Severity;
use domain::span::Instant;
use serde::Serialize;

use super::Guard;
use crate::engine::Engine;
use crate::view::person::PersonView;

/// One area with its lane.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct AreaView {
    /// `Payments team`
    pub name: String,
    /// Something of it fails; else what fails needs it.
    pub fails: bool,
    /// Names of its services that are meant.
    pub services: Vec<String>,
    /// Who coordinates it.
    pub coordinator: Option<PersonView>,
    /// Who is first on its ladder now, where somebody else or nobody coordinates it.
    pub proposed: Option<PersonView>,
    /// Where they stand on it: a rotation's name, or nothing where the ladder names them.
    pub proposed_by: String,
    /// Ids of its lines of work.
    pub workstreams: Vec<String>,
}

impl Engine {
    /// The areas of an incident; none where the workspace's coordinator is one for all.
    pub(super) fn areas(&self, incident: &Incident, agreement: &Agreement, now: Instant) -> Vec<AreaView> {
        if !area::are_coordinated(agreement) {
            return Vec::new();
        }
        area::areas(incident, agreement).into_iter().map(|area| self.area(agreement, area, now)).collect()
    }

    fn area(&self, agreement: &Agreement, area: Area, now: Instant) -> AreaView {
        let proposed =
            self.first_asked(agreement, &area, now).filter(|(person, _)| area.coordinator.as_ref() != Some(person));
        let name = |id| agreement.service(id).map_or_else(|| id.to_string(), |service| service.name.clone());
        AreaView {
            fails: area.fails,
            services: area.services.iter().map(name).collect(),
            coordinator: area.coordinator.as_ref().map(|person| self.person_view(agreement, person, now)),
            proposed: proposed.as_ref().map(|(person, _)| self.person_view(agreement, person, now)),
            proposed_by: proposed.map(|(_, rotation)| rotation).unwrap_or_default(),
            workstreams: area.workstreams.iter().map(ToString::to_string).collect(),
            name: area.name,
        }
    }

    /// Whoever the first step of a ladder of the area reaches now, with the rotation's name.
    fn first_asked(&self, agreement: &Agreement, area: &Area, now: Instant) -> Option<(PersonId, String)> {
        area.contacts.iter().find_map(|contact| match contact {
            LadderContact::Person(person) => Some((person.clone(), String::new())),
            LadderContact::Rotation(id) => {
                let name = agreement.rotation(id).map_or_else(|| id.to_string(), |rotation| rotation.name.clone());
                self.on_call(agreement, id, now).into_iter().next().map(|person| (person, name))
            }
        })
    }

    /// In SEV1 and SEV2 every area that fails has somebody who coordinates it.
    pub(super) fn area_guards(&self, incident: &Incident, agreement: &Agreement, now: Instant) -> Vec<Guard> {
        if !incident.severity.at_least(Severity::Sev2) {
            return Vec::new();
        }
        let areas = self.areas(incident, agreement, now).into_iter();
        areas
            .filter(|area| area.fails && area.coordinator.is_none())
            .map(|area| Guard {
                text: format!("Nobody coordinates {}.", area.name),
                role: Some(IncidentRole::COORDINATOR.to_owned()),
                person: area.proposed,
                area: Some(area.name),
            })
            .collect()
    }
}
