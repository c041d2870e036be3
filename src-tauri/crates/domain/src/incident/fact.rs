//! Facts: what is known, who said it, who confirmed it. Nothing is edited; what was wrong is withdrawn, and said anew.

use super::area::is_same;
use super::said::Fact;
use super::{Incident, Update};
use crate::agreement::Agreement;
use crate::id::{FactId, PersonId};
use crate::playbook::IncidentRole;
use crate::service::Service;

impl Incident {
    /// The fact of that id.
    pub fn fact(&self, id: &FactId) -> Option<&Fact> {
        self.facts.iter().find(|fact| &fact.id == id)
    }

    /// Updates that stand and rest on a fact, in order.
    pub fn resting_on(&self, fact: &FactId) -> Vec<&Update> {
        let standing = self.updates.iter().filter(|update| !update.is_given_up());
        standing.filter(|update| update.facts.values().any(|other| other == fact)).collect()
    }
}

/// Whether a person may confirm a fact: the lead, the coordinator of its line of work, or a coordinator of its area.
pub fn may_confirm(incident: &Incident, agreement: &Agreement, fact: &Fact, person: &PersonId) -> bool {
    let stream = incident.workstreams.iter().find(|stream| Some(&stream.id) == fact.workstream.as_ref());
    let owns_the_work = stream.is_some_and(|stream| stream.owner.as_ref() == Some(person));
    let mut seats = incident.roles.iter().filter(|holder| holder.role.as_str() == IncidentRole::COORDINATOR);
    let service = fact.service.as_ref().and_then(|id| agreement.service(id));
    let coordinates = seats.any(|holder| &holder.person == person && covers(holder.domain.as_deref(), service));
    person == &incident.lead || owns_the_work || coordinates
}

/// Whether a coordinator's area is that of a service: its owning team, or the service itself where it has none. A coordinator of no
/// area answers for all; what is about no service is in everybody's.
fn covers(area: Option<&str>, service: Option<&Service>) -> bool {
    let (Some(area), Some(service)) = (area, service) else { return true };
    let owner = Some(service.owner.trim()).filter(|owner| !owner.is_empty());
    is_same(area, owner.unwrap_or(&service.name))
}
