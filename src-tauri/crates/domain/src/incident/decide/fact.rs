//! Facts: stated by whoever heard them, confirmed by those who answer for the area, withdrawn instead of edited.

use std::collections::BTreeMap;

use super::{Facts, Refusal, filled, known};
use crate::id::FactId;
use crate::incident::Incident;
use crate::incident::event::Event;
use crate::incident::fact::may_confirm;
use crate::incident::intent::{FactForm, FactWithdrawal};
use crate::incident::said::Fact;

pub(super) fn state(incident: &Incident, form: &FactForm, facts: &Facts<'_>) -> Result<Vec<Event>, Refusal> {
    let stream = match &form.workstream {
        Some(id) => Some(
            incident
                .workstreams
                .iter()
                .find(|stream| &stream.id == id)
                .ok_or_else(|| Refusal::of(&format!("{} has no workstream “{id}”.", incident.id)))?,
        ),
        None => None,
    };
    let text = match (form.text.trim(), stream) {
        ("", Some(stream)) => filled(&stream.word, "what is known; this workstream has no word yet")?,
        (text, _) => filled(text, "what is known")?,
    };
    if let Some(id) = form.service.as_ref().filter(|id| facts.agreement.service(id).is_none()) {
        return Err(Refusal::of(&format!("The workspace has no service “{id}”.")));
    }
    if let Some(id) = form.region.as_ref().filter(|id| facts.agreement.region(id).is_none()) {
        return Err(Refusal::of(&format!("The workspace has no region “{id}”.")));
    }
    let by = form.by.as_ref().or(stream.and_then(|stream| stream.owner.as_ref())).unwrap_or(facts.actor);
    known(by, facts.agreement)?;
    let about = (&form.service, &form.region);
    let again = |fact: &&Fact| fact.withdrawn.is_none() && fact.text == text && (&fact.service, &fact.region) == about;
    if let Some(fact) = incident.facts.iter().find(again) {
        return Err(Refusal::of(&format!("That is fact {} already.", fact.id)));
    }
    Ok(vec![Event::FactStated {
        fact: FactId(format!("f{}", incident.facts.len() + 1)),
        text: text.to_owned(),
        service: form.service.clone(),
        region: form.region.clone(),
        workstream: form.workstream.clone(),
        by: by.clone(),
    }])
}

pub(super) fn confirm(incident: &Incident, id: &FactId, facts: &Facts<'_>) -> Result<Vec<Event>, Refusal> {
    let fact = standing(incident, id)?;
    if let Some(confirmed) = &fact.confirmed {
        let by = facts.agreement.person_name(&confirmed.by);
        return Err(Refusal::of(&format!("{by} has confirmed this already.")));
    }
    if !may_confirm(incident, facts.agreement, fact, facts.actor) {
        let lead = facts.agreement.person_name(&incident.lead);
        return Err(Refusal::of(&format!(
            "{lead}, who leads, or the coordinator of its area confirms a fact; whoever writes it down does not."
        )));
    }
    Ok(vec![Event::FactConfirmed { fact: fact.id.clone() }])
}

pub(super) fn withdraw(incident: &Incident, form: &FactWithdrawal) -> Result<Vec<Event>, Refusal> {
    let fact = standing(incident, &form.fact)?;
    let reason = filled(&form.reason, "why it does not hold")?.to_owned();
    Ok(vec![Event::FactWithdrawn { fact: fact.id.clone(), reason }])
}

/// Refuses facts that variables are said to rest on, and that nobody stated. Whether one holds is said by a remark.
pub(super) fn known_facts<'a>(incident: &Incident, named: impl IntoIterator<Item = &'a FactId>) -> Result<(), Refusal> {
    match named.into_iter().find(|id| incident.fact(id).is_none()) {
        Some(id) => Err(unknown(incident, id)),
        None => Ok(()),
    }
}

/// Those facts of a form whose variable is filled in.
pub(super) fn of_values(
    facts: &BTreeMap<String, FactId>,
    values: &BTreeMap<String, String>,
) -> BTreeMap<String, FactId> {
    let is_filled = |variable: &String| values.get(variable).is_some_and(|value| !value.trim().is_empty());
    facts.iter().filter(|(variable, _)| is_filled(variable)).map(|(name, id)| (name.clone(), id.clone())).collect()
}

fn unknown(incident: &Incident, id: &FactId) -> Refusal {
    Refusal::of(&format!("{} has no fact “{id}”.", incident.id))
}

fn standing<'a>(incident: &'a Incident, id: &FactId) -> Result<&'a Fact, Refusal> {
    let fact = incident.fact(id).ok_or_else(|| unknown(incident, id))?;
    match &fact.withdrawn {
        Some(withdrawn) => {
            Err(Refusal::of(&format!("{id} was withdrawn: {}. State what holds as a new fact.", withdrawn.reason)))
        }
        None => Ok(fact),
    }
}
