//! Questions of people outside the bridge: asked and told at once when they hear more, answered by whoever owns the inbox.

use super::{Facts, Refusal, filled, known};
use crate::id::{QuestionId, UpdateId};
use crate::incident::Incident;
use crate::incident::event::Event;
use crate::incident::intent::{QuestionAnswer, QuestionForm, QuestionLeft, QuestionUrgency};
use crate::incident::question::{owner, reply, slot};
use crate::incident::said::{Question, Settlement};
use crate::span::Instant;
use crate::template::Audience;

pub(super) fn ask(
    incident: &Incident,
    form: &QuestionForm,
    facts: &Facts<'_>,
    now: Instant,
) -> Result<Vec<Event>, Refusal> {
    let text = filled(&form.text, "what is asked")?;
    let person = form.person.as_ref().map(|person| known(person, facts.agreement)).transpose()?;
    let from = match (form.from.trim(), person) {
        ("", Some(person)) => person.name.clone(),
        (from, _) => filled(from, "who asks")?.to_owned(),
    };
    if let Some(id) = form.function.as_ref().filter(|id| facts.agreement.function(id).is_none()) {
        return Err(Refusal::of(&format!("The workspace has no function “{id}”.")));
    }
    if form.cannot_wait {
        only_the_lead(incident, facts)?;
    }
    Ok(vec![Event::QuestionAsked {
        question: QuestionId(format!("qu{}", incident.questions.len() + 1)),
        from,
        person: form.person.clone(),
        function: form.function.clone(),
        audience: form.audience,
        text: text.to_owned(),
        reply: reply(incident, facts.agreement, form.audience, facts.zone, now),
        due_at: slot(incident, &facts.agreement.cadences, form.audience),
        cannot_wait: form.cannot_wait,
    }])
}

pub(super) fn answer(incident: &Incident, form: &QuestionAnswer, facts: &Facts<'_>) -> Result<Vec<Event>, Refusal> {
    let question = open(incident, &form.question, facts)?;
    owned(incident, facts)?;
    let answer = filled(&form.answer, "what the answer is")?.to_owned();
    Ok(vec![Event::QuestionAnswered { question: question.id.clone(), answer, update: None }])
}

pub(super) fn leave(incident: &Incident, form: &QuestionLeft, facts: &Facts<'_>) -> Result<Vec<Event>, Refusal> {
    let question = open(incident, &form.question, facts)?;
    owned(incident, facts)?;
    let reason = filled(&form.reason, "why it is left unanswered")?.to_owned();
    Ok(vec![Event::QuestionLeft { question: question.id.clone(), reason }])
}

pub(super) fn hurry(incident: &Incident, form: &QuestionUrgency, facts: &Facts<'_>) -> Result<Vec<Event>, Refusal> {
    let question = open(incident, &form.question, facts)?;
    only_the_lead(incident, facts)?;
    if question.cannot_wait == form.cannot_wait {
        let how = if form.cannot_wait { "It is said already that it cannot wait." } else { "It waits already." };
        return Err(Refusal::of(how));
    }
    Ok(vec![Event::QuestionHurried { question: question.id.clone(), cannot_wait: form.cannot_wait }])
}

/// Refuses an ask that is made for a question by somebody who does not own the inbox: nobody who works on the fix is asked past it.
pub(super) fn may_turn(incident: &Incident, id: Option<&QuestionId>, facts: &Facts<'_>) -> Result<(), Refusal> {
    let Some(id) = id else { return Ok(()) };
    open(incident, id, facts)?;
    owned(incident, facts)
}

/// Refuses questions that an update is said to answer, and that nobody asked or that are of an audience which it does not speak to.
pub(super) fn known_to(
    incident: &Incident,
    chosen: Option<&Vec<QuestionId>>,
    told: &[Audience],
) -> Result<(), Refusal> {
    for id in chosen.into_iter().flatten() {
        let question = incident.question(id).ok_or_else(|| unknown(incident, id))?;
        if !told.contains(&question.audience) {
            let audience = question.audience.name().to_lowercase();
            return Err(Refusal::of(&format!(
                "{id} is a question of {audience}, and nothing is written to them here. Leave it for the next update to them."
            )));
        }
    }
    Ok(())
}

/// The questions that an update answers: those that were chosen, are of its audience, and that nobody answered meanwhile.
pub(super) fn answered(
    incident: &Incident,
    chosen: Option<&Vec<QuestionId>>,
    audience: Audience,
    update: &UpdateId,
) -> Vec<Event> {
    let put_in = |question: &&Question| chosen.is_some_and(|chosen| chosen.contains(&question.id));
    let of_it = incident.questions.iter().filter(|question| question.audience == audience && question.is_open());
    let answered = of_it.filter(put_in).map(|question| Event::QuestionAnswered {
        question: question.id.clone(),
        answer: String::new(),
        update: Some(update.clone()),
    });
    answered.collect()
}

fn unknown(incident: &Incident, id: &QuestionId) -> Refusal {
    Refusal::of(&format!("{} has no question “{id}”.", incident.id))
}

fn open<'a>(incident: &'a Incident, id: &QuestionId, facts: &Facts<'_>) -> Result<&'a Question, Refusal> {
    let question = incident.question(id).ok_or_else(|| unknown(incident, id))?;
    let Some(settled) = &question.settled else { return Ok(question) };
    let by = facts.agreement.person_name(&settled.by);
    Err(Refusal::of(&match &settled.how {
        Settlement::Answered { .. } => format!("{by} has answered this already."),
        Settlement::ByUpdate { update } => format!("Update {update} answers this already."),
        Settlement::Left { .. } => format!("{by} has left this unanswered. Ask it anew."),
    }))
}

/// The inbox has one owner, and the lead, who answers for every seat.
fn owned(incident: &Incident, facts: &Facts<'_>) -> Result<(), Refusal> {
    let owner = owner(incident);
    if facts.actor == owner || facts.actor == &incident.lead {
        return Ok(());
    }
    let (name, lead) = (facts.agreement.person_name(owner), facts.agreement.person_name(&incident.lead));
    Err(Refusal::of(&if owner == &incident.lead {
        format!("{lead}, who leads, owns the inbox of questions while nobody is communications lead.")
    } else {
        format!("{name} owns the inbox of questions. They settle this, or {lead}, who leads.")
    }))
}

fn only_the_lead(incident: &Incident, facts: &Facts<'_>) -> Result<(), Refusal> {
    if facts.actor == &incident.lead {
        return Ok(());
    }
    let lead = facts.agreement.person_name(&incident.lead);
    Err(Refusal::of(&format!("Only {lead}, who leads, says that a question cannot wait for the next update.")))
}
