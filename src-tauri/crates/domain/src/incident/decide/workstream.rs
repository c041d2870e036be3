//! Lines of work: who coordinates them, how they go, and how long they will take.

use super::{Facts, Refusal, filled, known, still_open};
use crate::id::{PersonId, WorkstreamId};
use crate::incident::effort::{Effort, may_estimate};
use crate::incident::event::Event;
use crate::incident::{Incident, WorkState};

pub(super) fn open(
    incident: &Incident,
    title: &str,
    owner: Option<&PersonId>,
    effort: Option<Effort>,
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    still_open(incident)?;
    let title = filled(title, "what is done")?;
    if let Some(owner) = owner {
        known(owner, facts.agreement)?;
    }
    let effort = estimated(incident, effort, owner, facts)?;
    Ok(vec![Event::WorkstreamOpened {
        workstream: WorkstreamId(format!("w{}", incident.workstreams.len() + 1)),
        title: title.to_owned(),
        owner: owner.cloned(),
        area: None,
        effort,
    }])
}

pub(super) fn change(
    incident: &Incident,
    id: &WorkstreamId,
    (state, word): (WorkState, &str),
    owner: Option<&PersonId>,
    effort: Option<Effort>,
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    let Some(stream) = incident.workstreams.iter().find(|stream| &stream.id == id) else {
        return Err(Refusal::of(&format!("{} has no workstream “{id}”.", incident.id)));
    };
    if let Some(owner) = owner {
        known(owner, facts.agreement)?;
    }
    let effort = estimated(incident, effort, owner.or(stream.owner.as_ref()), facts)?;
    let before = stream.effort_at.map(|_| stream.effort);
    Ok(vec![Event::WorkstreamChanged {
        workstream: id.clone(),
        state,
        word: word.trim().to_owned(),
        owner: owner.cloned(),
        effort,
        effort_was: before.filter(|before| effort.is_some_and(|effort| effort != *before)),
    }])
}

/// An estimate as it is taken down: hearsay is none.
fn estimated(
    incident: &Incident,
    effort: Option<Effort>,
    owner: Option<&PersonId>,
    facts: &Facts<'_>,
) -> Result<Option<Effort>, Refusal> {
    if effort.is_none() || may_estimate(incident, owner, facts.actor) {
        return Ok(effort);
    }
    let lead = facts.agreement.person_name(&incident.lead);
    let who = owner.map_or_else(|| lead.clone(), |owner| format!("{} or {lead}", facts.agreement.person_name(owner)));
    Err(Refusal::of(&format!("How long it takes is for {who} to say: the coordinator or the incident lead.")))
}
