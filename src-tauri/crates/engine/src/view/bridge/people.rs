//! Who is on the bridge, who is told, and which functions are still missing.

use domain::agreement::Agreement;
use domain::id::{FunctionId, PersonId};
use domain::incident::Incident;
use domain::span::Instant;

use super::{MissingFunction, SeatView};
use crate::engine::Engine;
use crate::view::person::PersonView;

impl Engine {
    /// Everybody on the bridge: the lead first, then who holds a role, then the others, each in order of joining.
    pub(super) fn seats(&self, incident: &Incident, agreement: &Agreement, now: Instant) -> Vec<SeatView> {
        let mut seats: Vec<SeatView> = incident
            .participants
            .iter()
            .filter(|participant| participant.left_at.is_none())
            .map(|participant| SeatView {
                roles: roles_of(incident, agreement, &participant.person),
                function: participant
                    .function
                    .as_ref()
                    .map(|id| agreement.function(id).map_or_else(|| id.to_string(), |function| function.name.clone())),
                person: self.person_view(agreement, &participant.person, now),
                joined_at: participant.joined_at.timestamp_millis(),
                heard_at: participant.heard_at.timestamp_millis(),
            })
            .collect();
        let lead = incident.lead.as_str();
        seats.sort_by_key(|seat| (seat.person.id != lead, seat.roles.is_empty(), seat.joined_at));
        seats
    }

    /// Functions that are told, with who hears it for them.
    pub(super) fn told(&self, incident: &Incident, agreement: &Agreement, now: Instant) -> Vec<(String, PersonView)> {
        let playbook = incident.playbook.as_ref().and_then(|id| agreement.playbook(id));
        let tell = playbook.map(|playbook| playbook.tell.as_slice()).unwrap_or_default();
        tell.iter()
            .map(|id| self.spokespeople(agreement, id, now))
            .filter_map(|told| Some((told.name, told.people.into_iter().next()?)))
            .filter(|(_, person)| !incident.is_present(&person.id.as_str().into()))
            .collect()
    }

    /// Functions that the playbook calls for and that nobody speaks for: neither present, nor paged, nor waived.
    pub(super) fn missing(&self, incident: &Incident, agreement: &Agreement, now: Instant) -> Vec<MissingFunction> {
        let playbook = incident.playbook.as_ref().and_then(|id| agreement.playbook(id));
        let functions = playbook.map(|playbook| playbook.functions.as_slice()).unwrap_or_default();
        functions
            .iter()
            .filter(|id| !incident.waived.contains_key(*id) && !is_called(incident, agreement, id))
            .map(|id| {
                let rotation = agreement.rotations.iter().find(|rotation| &rotation.function == id);
                let spoken = self.spokespeople(agreement, id, now);
                MissingFunction {
                    function: id.to_string(),
                    name: spoken.name,
                    rotation: rotation.map(|rotation| rotation.id.to_string()),
                    people: spoken.people,
                }
            })
            .collect()
    }
}

/// Whether somebody speaks for a function, or was paged for it.
fn is_called(incident: &Incident, agreement: &Agreement, function: &FunctionId) -> bool {
    let staffs = |person: &PersonId| {
        agreement.rotations.iter().any(|rotation| &rotation.function == function && rotation.staffs(person))
    };
    let present = incident.participants.iter().filter(|participant| participant.left_at.is_none());
    let paged = incident.pages.iter().filter(|page| !page.withdrawn);
    present.clone().any(|participant| participant.function.as_ref() == Some(function) || staffs(&participant.person))
        || paged
            .filter_map(|page| page.rotation.as_ref())
            .filter_map(|id| agreement.rotation(id))
            .any(|rotation| &rotation.function == function)
}

/// The roles of a person: id, domain, and name as shown.
fn roles_of(incident: &Incident, agreement: &Agreement, person: &PersonId) -> Vec<(String, Option<String>, String)> {
    incident
        .roles
        .iter()
        .filter(|holder| &holder.person == person)
        .map(|holder| {
            let name = agreement.role(&holder.role).map_or_else(|| holder.role.to_string(), |role| role.name.clone());
            let shown = match &holder.domain {
                Some(domain) => format!("{name}, {domain}"),
                None => name,
            };
            (holder.role.to_string(), holder.domain.clone(), shown)
        })
        .collect()
}
