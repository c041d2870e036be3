//! Warnings about the bridge itself: an empty seat, an area that nobody coordinates, two seats for one person, too many people.

use domain::agreement::Agreement;
use domain::id::PersonId;
use domain::incident::Incident;
use domain::playbook::IncidentRole;
use domain::severity::Severity;
use domain::span::Instant;

use super::Guard;
use crate::engine::Engine;

/// More people than this are too many for one conversation.
const CROWD: usize = 8;

impl Engine {
    pub(super) fn guards(&self, incident: &Incident, agreement: &Agreement, now: Instant) -> Vec<Guard> {
        let mut guards = Vec::new();
        if !incident.is_open() {
            return guards;
        }
        let communications = incident.holder(IncidentRole::COMMUNICATIONS);
        if communications.is_none() && incident.severity.at_least(Severity::Sev2) {
            let mut guard = self.empty_seat(agreement, IncidentRole::COMMUNICATIONS, now);
            if let Some(backup) = self.communications_backup(incident, agreement, now) {
                guard.text = format!("{} Backup: {}.", guard.text, backup.person.name);
                guard.person = guard.person.or(Some(backup.person));
            }
            guards.push(guard);
        }
        let areas = self.area_guards(incident, agreement, now);
        let by_area = !areas.is_empty();
        guards.extend(areas);
        let playbook = incident.playbook.as_ref().and_then(|id| agreement.playbook(id));
        for role in playbook.iter().flat_map(|playbook| &playbook.roles) {
            let listed = guards.iter().any(|guard| guard.role.as_deref() == Some(role.as_str()));
            // Said area by area, it is not said once more for all of them.
            let said = listed || (by_area && role.as_str() == IncidentRole::COORDINATOR);
            if incident.holder(role.as_str()).is_none() && !said {
                guards.push(self.empty_seat(agreement, role.as_str(), now));
            }
        }
        if communications.is_some_and(|holder| holder.person == incident.lead) {
            guards.push(Guard {
                text: format!(
                    "{} leads and communicates. Give one of the seats away.",
                    agreement.person_name(&incident.lead)
                ),
                role: Some(IncidentRole::COMMUNICATIONS.to_owned()),
                person: None,
                area: None,
            });
        }
        let present = incident.participants.iter().filter(|participant| participant.left_at.is_none()).count();
        if present > CROWD {
            guards.push(Guard {
                text: format!("{present} on the bridge. Move someone to told?"),
                role: None,
                person: None,
                area: None,
            });
        }
        guards
    }

    fn empty_seat(&self, agreement: &Agreement, role: &str, now: Instant) -> Guard {
        let agreed = agreement.role(&role.into());
        let on_call: Vec<PersonId> = agreed
            .and_then(|role| role.rotation.as_ref())
            .map(|rotation| self.on_call(agreement, rotation, now))
            .unwrap_or_default();
        let name = agreed.map_or(role, |role| role.name.as_str());
        Guard {
            text: format!("No {}.", name.to_lowercase()),
            role: Some(role.to_owned()),
            person: on_call.first().map(|person| self.person_view(agreement, person, now)),
            area: None,
        }
    }
}
