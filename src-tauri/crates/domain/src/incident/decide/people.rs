//! Roles, presence and the two-sided hand-over of the lead.

use super::shadow::keeps_from;
use super::{Facts, Refusal, filled, holds, known, still_open};
use crate::id::{FunctionId, PersonId, RoleId};
use crate::incident::Incident;
use crate::incident::event::Event;
use crate::playbook::IncidentRole;

pub(super) fn assign(
    incident: &Incident,
    role: &RoleId,
    person: &PersonId,
    domain: Option<&String>,
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    still_open(incident)?;
    known(person, facts.agreement)?;
    if role.as_str() == IncidentRole::LEAD {
        return Err(Refusal::of("The lead changes by hand-over: offer it, and the other person accepts."));
    }
    let Some(agreed) = facts.agreement.role(role) else {
        return Err(Refusal::of(&format!("The workspace has no incident role “{role}”.")));
    };
    let domain = domain.map(|domain| domain.trim().to_owned()).filter(|domain| !domain.is_empty() && agreed.several);
    keeps_from(incident, person, "holds no role", facts)?;
    if holds(incident, role, domain.as_ref(), person) {
        return Err(Refusal::of(&format!("{} holds this role already.", facts.agreement.person_name(person))));
    }
    let mut events = vec![Event::RoleAssigned { role: role.clone(), domain, person: person.clone() }];
    if !incident.is_present(person) {
        events.push(Event::Joined { person: person.clone(), function: None });
    }
    Ok(events)
}

pub(super) fn release_role(
    incident: &Incident,
    role: &RoleId,
    person: &PersonId,
    domain: Option<&String>,
) -> Result<Vec<Event>, Refusal> {
    if role.as_str() == IncidentRole::LEAD {
        return Err(Refusal::of("An incident is never without a lead. Hand over instead."));
    }
    if !holds(incident, role, domain, person) {
        return Err(Refusal::of("They do not hold this role."));
    }
    Ok(vec![Event::RoleReleased { role: role.clone(), domain: domain.cloned(), person: person.clone() }])
}

pub(super) fn offer_hand_over(incident: &Incident, to: &PersonId, facts: &Facts<'_>) -> Result<Vec<Event>, Refusal> {
    still_open(incident)?;
    known(to, facts.agreement)?;
    keeps_from(incident, to, "cannot lead", facts)?;
    if to == &incident.lead {
        return Err(Refusal::of("They lead already."));
    }
    if facts.actor != &incident.lead {
        let lead = facts.agreement.person_name(&incident.lead);
        return Err(Refusal::of(&format!("Only {lead}, who leads now, can hand over.")));
    }
    Ok(vec![Event::HandOverOffered { to: to.clone() }])
}

pub(super) fn accept_hand_over(incident: &Incident, to: &PersonId, facts: &Facts<'_>) -> Result<Vec<Event>, Refusal> {
    still_open(incident)?;
    if incident.hand_over.as_ref() != Some(to) {
        return Err(Refusal::of("The lead was not offered to them."));
    }
    let by_word_of_mouth = facts.actor == &incident.lead;
    if !by_word_of_mouth && facts.actor != to {
        return Err(Refusal::of("Only the successor accepts, or the lead records that they accepted."));
    }
    Ok(vec![Event::HandOverAccepted { from: incident.lead.clone(), to: to.clone(), by_word_of_mouth }])
}

pub(super) fn withdraw_hand_over(incident: &Incident) -> Result<Vec<Event>, Refusal> {
    match &incident.hand_over {
        Some(to) => Ok(vec![Event::HandOverWithdrawn { to: to.clone() }]),
        None => Err(Refusal::of("No hand-over is under way.")),
    }
}

pub(super) fn join(incident: &Incident, person: &PersonId, facts: &Facts<'_>) -> Result<Vec<Event>, Refusal> {
    still_open(incident)?;
    known(person, facts.agreement)?;
    if incident.is_present(person) {
        return Err(Refusal::of(&format!("{} is on the bridge already.", facts.agreement.person_name(person))));
    }
    keeps_from(incident, person, "is there to learn", facts)?;
    let paged_for = incident.pages.iter().rev().find(|page| &page.person == person);
    let function = paged_for
        .and_then(|page| page.rotation.as_ref())
        .and_then(|id| facts.agreement.rotation(id))
        .map(|rotation| rotation.function.clone());
    Ok(vec![Event::Joined { person: person.clone(), function }])
}

pub(super) fn release(incident: &Incident, person: &PersonId) -> Result<Vec<Event>, Refusal> {
    if person == &incident.lead {
        return Err(Refusal::of("The lead stays. Hand over first."));
    }
    if !incident.is_present(person) {
        return Err(Refusal::of("They are not on the bridge."));
    }
    let roles = incident.roles.iter().filter(|holder| &holder.person == person);
    let mut events: Vec<Event> = roles
        .map(|holder| Event::RoleReleased {
            role: holder.role.clone(),
            domain: holder.domain.clone(),
            person: person.clone(),
        })
        .collect();
    events.push(Event::Left { person: person.clone() });
    Ok(events)
}

pub(super) fn waive(
    incident: &Incident,
    function: &FunctionId,
    reason: &str,
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    still_open(incident)?;
    if facts.agreement.function(function).is_none() {
        return Err(Refusal::of(&format!("The workspace has no function “{function}”.")));
    }
    let reason = filled(reason, "why this function is not needed")?;
    Ok(vec![Event::FunctionWaived { function: function.clone(), reason: reason.to_owned() }])
}
