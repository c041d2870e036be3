//! Whether a rotation answers for what fails, or belongs to a neighbour team that would be woken by accident.

use std::collections::BTreeSet;

use crate::agreement::Agreement;
use crate::id::{PersonId, RotationId, ServiceId};
use crate::incident::Incident;
use crate::incident::decide::declare;
use crate::incident::intent::Declaration;
use crate::rotation::Rotation;
use crate::service::{LadderContact, Service};

/// A rotation that nothing of the incident calls for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outside {
    /// Which.
    pub rotation: RotationId,
    /// What it answers for instead; empty where it answers for no service.
    pub answers_for: Vec<ServiceId>,
}

/// Who is called for by an incident: by the services that fail, by page tree, playbook and regions, and by the roles that every
/// incident has.
#[derive(Debug, Clone)]
pub struct Concerned<'a> {
    agreement: &'a Agreement,
    /// What fails.
    failing: &'a [ServiceId],
    rotations: BTreeSet<RotationId>,
    people: BTreeSet<PersonId>,
}

impl<'a> Concerned<'a> {
    /// Who is called for by an incident as it stands.
    pub fn by(incident: &'a Incident, agreement: &'a Agreement) -> Self {
        let (mut rotations, mut people) = (BTreeSet::new(), BTreeSet::new());
        let routed = declare::route(&as_declared(incident), agreement);
        rotations.extend(routed.everybody().map(|routed| routed.rotation.clone()));
        for region in incident.hit_regions() {
            rotations.extend(agreement.support_of(region).into_iter().map(|rotation| rotation.id.clone()));
        }
        for service in incident.services.iter().filter_map(|id| agreement.service(id)) {
            for step in &service.ladder {
                match &step.contact {
                    LadderContact::Rotation(id) => _ = rotations.insert(id.clone()),
                    LadderContact::Person(id) => _ = people.insert(id.clone()),
                }
            }
        }
        let playbook = incident.playbook.as_ref().and_then(|id| agreement.playbook(id));
        let called: Vec<_> =
            playbook.iter().flat_map(|playbook| playbook.functions.iter().chain(&playbook.tell)).collect();
        for rotation in &agreement.rotations {
            let owns = incident.services.iter().any(|id| rotation.services.contains(id));
            if owns || called.contains(&&rotation.function) {
                rotations.insert(rotation.id.clone());
            }
        }
        rotations.extend(agreement.roles.iter().filter_map(|role| role.rotation.clone()));
        // Who stands in for one that is called for is called for as well.
        let backups: Vec<RotationId> = rotations
            .iter()
            .filter_map(|id| agreement.rotation(id))
            .filter_map(|rotation| rotation.backup.clone())
            .collect();
        rotations.extend(backups);
        Self { agreement, failing: &incident.services, rotations, people }
    }

    /// Why a rotation is not called for; `None` where it is, and where it is not known what fails.
    pub fn outside(&self, rotation: &RotationId) -> Option<Outside> {
        if self.failing.is_empty() || self.rotations.contains(rotation) {
            return None;
        }
        let known = self.agreement.rotation(rotation)?;
        let answers_for = self.agreement.services.iter().filter(|service| answers(known, service));
        Some(Outside {
            rotation: rotation.clone(),
            answers_for: answers_for.map(|service| service.id.clone()).collect(),
        })
    }

    /// The same for somebody who is paged by name: by the rotations in which they take turns. Whoever takes none is nobody's
    /// neighbour.
    pub fn outside_by_name(&self, person: &PersonId) -> Option<Outside> {
        if self.people.contains(person) {
            return None;
        }
        let own = self.agreement.rotations.iter().filter(|rotation| rotation.staffs(person));
        let outside: Vec<Option<Outside>> = own.map(|rotation| self.outside(&rotation.id)).collect();
        if outside.iter().any(Option::is_none) {
            return None;
        }
        outside.into_iter().flatten().next()
    }
}

/// Whether a rotation answers for a service: it says so, or is the first whom the service's ladder asks.
fn answers(rotation: &Rotation, service: &Service) -> bool {
    let first = service.ladder.first().map(|step| &step.contact);
    rotation.services.contains(&service.id) || first == Some(&LadderContact::Rotation(rotation.id.clone()))
}

/// The declaration that an incident would be as it stands now.
pub fn as_declared(incident: &Incident) -> Declaration {
    Declaration {
        title: incident.title.clone(),
        severity: incident.severity,
        playbook: incident.playbook.clone(),
        pattern: incident.pattern.clone(),
        services: incident.services.clone(),
        surface: incident.surface.clone(),
        symptom: incident.symptom.clone(),
        regions: incident.hit_regions().to_vec(),
        customer_impact: incident.has_impact(),
        page: None,
        drill: incident.drill,
    }
}
