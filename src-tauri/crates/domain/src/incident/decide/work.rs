//! Notes, decisions, asks, steps, severity: what happens on the bridge.

use super::{Facts, Refusal, filled, known, page, still_open};
use crate::id::{AskId, DecisionId, PageId, PersonId, QuestionId, RightId, RoleId, ServiceId};
use crate::incident::Incident;
use crate::incident::event::Event;
use crate::playbook::DecisionRight;
use crate::severity::Severity;
use crate::span::Instant;

pub(super) fn change_title(incident: &Incident, title: &str) -> Result<Vec<Event>, Refusal> {
    let title = filled(title, "what is wrong, in a line")?;
    if title == incident.title {
        return Err(Refusal::of("The title is the same."));
    }
    Ok(vec![Event::TitleChanged { title: title.to_owned() }])
}

pub(super) fn change_services(
    incident: &Incident,
    services: &[ServiceId],
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    still_open(incident)?;
    if let Some(id) = services.iter().find(|id| facts.agreement.service(id).is_none()) {
        return Err(Refusal::of(&format!("The workspace has no service “{id}”.")));
    }
    if services == incident.services {
        return Err(Refusal::of("The services are the same."));
    }
    Ok(vec![Event::ServicesChanged { services: services.to_vec() }])
}

pub(super) fn change_severity(incident: &Incident, severity: Severity, reason: &str) -> Result<Vec<Event>, Refusal> {
    still_open(incident)?;
    if severity == incident.severity {
        return Err(Refusal::of(&format!("The severity is {severity} already.")));
    }
    let lowering = severity > incident.severity;
    let reason = if lowering { filled(reason, "why it is less severe")? } else { reason.trim() };
    let mut events = vec![Event::SeverityChanged { from: incident.severity, to: severity, reason: reason.to_owned() }];
    // An interval that suited the old severity must not outlive it unseen.
    let own = incident.cadences.keys();
    events.extend(own.map(|audience| Event::CadenceChanged { audience: *audience, cadence: None }));
    Ok(events)
}

pub(super) fn note(
    incident: &Incident,
    text: &str,
    corrects: Option<u64>,
    pages: &[PageId],
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    let text = filled(text, "what to note")?;
    if let Some(sequence) = corrects.filter(|sequence| *sequence > incident.last_sequence) {
        return Err(Refusal::of(&format!("There is no entry {sequence} to correct.")));
    }
    let mut on: Vec<PageId> = Vec::new();
    for page in pages {
        let out = page::out(incident, page)?;
        if !facts.takes_notes.contains(page) {
            let name = facts.agreement.person_name(&out.person);
            return Err(Refusal::of(&format!("The pager takes no note on the page of {name}. Note it here alone.")));
        }
        if !on.contains(page) {
            on.push(page.clone());
        }
    }
    Ok(vec![Event::NoteWritten { text: text.to_owned(), corrects, pages: on }])
}

/// Who decides: the failing services' own agreement first, else the organisation's matrix.
pub fn deciding_role(incident: &Incident, right: &DecisionRight, facts: &Facts<'_>) -> RoleId {
    let own = incident
        .services
        .iter()
        .filter_map(|id| facts.agreement.service(id))
        .find_map(|service| service.decision_rights.get(&right.id));
    own.unwrap_or(&right.role).clone()
}

fn right<'a>(id: &RightId, facts: &'a Facts<'_>) -> Result<&'a DecisionRight, Refusal> {
    let found = facts.agreement.rights.iter().find(|right| &right.id == id);
    found.ok_or_else(|| Refusal::of(&format!("The workspace has no decision right “{id}”.")))
}

pub(super) fn propose(incident: &Incident, what: &str, id: &RightId, facts: &Facts<'_>) -> Result<Vec<Event>, Refusal> {
    still_open(incident)?;
    let what = filled(what, "what shall be decided")?;
    let right = right(id, facts)?;
    Ok(vec![Event::DecisionProposed {
        decision: next_decision(incident),
        what: what.to_owned(),
        right: right.id.clone(),
        role: deciding_role(incident, right, facts),
    }])
}

fn next_decision(incident: &Incident) -> DecisionId {
    DecisionId(format!("d{}", incident.decisions.len() + 1))
}

pub(super) fn decide(
    incident: &Incident,
    id: &DecisionId,
    approved: bool,
    reason: &str,
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    let decision = incident
        .decisions
        .iter()
        .find(|decision| &decision.id == id)
        .ok_or_else(|| Refusal::of(&format!("{} has no decision “{id}”.", incident.id)))?;
    if decision.verdict.is_some() {
        return Err(Refusal::of("This is decided already. Propose it anew to change it."));
    }
    may_decide(incident, &decision.role, facts)?;
    Ok(vec![Event::DecisionMade {
        decision: decision.id.clone(),
        approved,
        role: decision.role.clone(),
        right: decision.right.clone(),
        reason: reason.trim().to_owned(),
    }])
}

/// Only the holder of the role decides. Where nobody holds it, the lead does, who answers for the empty seat.
fn may_decide(incident: &Incident, role: &RoleId, facts: &Facts<'_>) -> Result<(), Refusal> {
    let mut holders = incident.roles.iter().filter(|holder| &holder.role == role).peekable();
    if holders.peek().is_none() && facts.actor == &incident.lead {
        return Ok(());
    }
    let names: Vec<String> = holders.clone().map(|holder| facts.agreement.person_name(&holder.person)).collect();
    if holders.any(|holder| &holder.person == facts.actor) {
        return Ok(());
    }
    let role_name = facts.agreement.role(role).map_or_else(|| role.to_string(), |role| role.name.clone());
    let who = if names.is_empty() {
        "nobody holds that role: the incident lead decides".to_owned()
    } else {
        names.join(", ")
    };
    Err(Refusal::of(&format!("{role_name} decides this ({who}).")))
}

pub(super) fn record(
    incident: &Incident,
    what: &str,
    id: &RightId,
    reason: &str,
    facts: &Facts<'_>,
) -> Result<Vec<Event>, Refusal> {
    let mut events = propose(incident, what, id, facts)?;
    let role = deciding_role(incident, right(id, facts)?, facts);
    may_decide(incident, &role, facts)?;
    events.push(Event::DecisionMade {
        decision: next_decision(incident),
        approved: true,
        role,
        right: id.clone(),
        reason: reason.trim().to_owned(),
    });
    Ok(events)
}

pub(super) fn make_ask(
    incident: &Incident,
    (person, what, back_by): (&PersonId, &str, Instant),
    question: Option<&QuestionId>,
    facts: &Facts<'_>,
    now: Instant,
) -> Result<Vec<Event>, Refusal> {
    still_open(incident)?;
    known(person, facts.agreement)?;
    let what = filled(what, "what is asked")?;
    if back_by <= now {
        return Err(Refusal::of("Give a time to call back that is still to come."));
    }
    Ok(vec![Event::AskMade {
        ask: AskId(format!("a{}", incident.asks.len() + 1)),
        person: person.clone(),
        what: what.to_owned(),
        back_by,
        question: question.cloned(),
    }])
}

pub(super) fn answer_ask(incident: &Incident, id: &AskId, answer: &str) -> Result<Vec<Event>, Refusal> {
    if !incident.asks.iter().any(|ask| &ask.id == id) {
        return Err(Refusal::of(&format!("{} has no ask “{id}”.", incident.id)));
    }
    let answer = filled(answer, "what the answer is")?;
    Ok(vec![Event::AskAnswered { ask: id.clone(), answer: answer.to_owned() }])
}

pub(super) fn tick(incident: &Incident, step: &str, text: &str, done: bool) -> Result<Vec<Event>, Refusal> {
    let step = filled(step, "which step")?;
    if incident.ticked.contains_key(step) == done {
        return Err(Refusal::of(if done { "This step is done already." } else { "This step is not done." }));
    }
    Ok(vec![Event::StepTicked { step: step.to_owned(), text: text.trim().to_owned(), done }])
}
