//! What was asked from outside and what is known, for the bridge: the inbox of questions with its owner, and the facts with who
//! stands for them.

use domain::agreement::Agreement;
use domain::copy::Copies;
use domain::incident::Incident;
use domain::incident::fact::may_confirm;
use domain::incident::question::{owner, slot};
use domain::incident::said::{Fact, Question, Settlement};
use domain::playbook::IncidentRole;
use domain::span::Instant;
use domain::template::Audience;
use serde::Serialize;

use crate::engine::Engine;
use crate::error::Error;
use crate::view::person::PersonView;

/// What was asked from outside, and what is known.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct SaidView {
    /// Who owns the inbox of questions: nobody else is asked.
    pub owner: PersonView,
    /// As what: `Communications lead`.
    pub owner_role: String,
    /// Whether you may answer, leave, or turn a question into an ask.
    pub yours: bool,
    /// Whether you lead, and say what cannot wait.
    pub leads: bool,
    /// Open ones first: those that cannot wait, then the oldest; those that are settled after them.
    pub questions: Vec<QuestionView>,
    /// The audiences whose questions wait for their next update.
    pub slots: Vec<SlotView>,
    /// In order; those that were withdrawn last.
    pub facts: Vec<FactView>,
}

/// A question of somebody outside the bridge.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct QuestionView {
    /// Its id.
    pub id: String,
    /// Who asks.
    pub from: String,
    /// The name of the function for which they ask.
    pub function: Option<String>,
    /// Whose question it is.
    pub audience: Audience,
    /// What they ask.
    pub text: String,
    /// The lead says that it cannot wait.
    pub cannot_wait: bool,
    /// When it was asked.
    #[ts(type = "number")]
    pub asked_at: i64,
    /// Until when it waits now; none where no clock runs for its audience, or where it is settled.
    #[ts(type = "number | null")]
    pub due_at: Option<i64>,
    /// What they were told at once.
    pub reply: String,
    /// The same, to be copied.
    pub copies: Copies,
    /// Who was asked for the answer, if anybody was.
    pub asked_of: Option<String>,
    /// What they answered.
    pub heard: Option<String>,
    /// What came of it, in words; none while it is open.
    pub settled: Option<String>,
    /// When that was.
    #[ts(type = "number | null")]
    pub settled_at: Option<i64>,
}

/// The questions of an audience that wait for its next update.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct SlotView {
    /// Whose.
    pub audience: Audience,
    /// How many.
    pub waiting: u32,
    /// For which instant; none where no clock runs.
    #[ts(type = "number | null")]
    pub due_at: Option<i64>,
}

/// A fact.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct FactView {
    /// Its id.
    pub id: String,
    /// What is known.
    pub text: String,
    /// About what, by name: a service, a region, both, or nothing.
    pub about: String,
    /// The line of work that it was heard from.
    pub workstream: Option<String>,
    /// Who said it.
    pub by: String,
    /// Who wrote it down.
    pub written_by: String,
    /// When.
    #[ts(type = "number")]
    pub at: i64,
    /// Who confirmed it.
    pub confirmed_by: Option<String>,
    /// When.
    #[ts(type = "number | null")]
    pub confirmed_at: Option<i64>,
    /// Why it was withdrawn; none while it holds.
    pub withdrawn: Option<String>,
    /// When that was.
    #[ts(type = "number | null")]
    pub withdrawn_at: Option<i64>,
    /// Whether it waits for a confirmation that you may give.
    pub yours: bool,
    /// Ids of the updates that rest on it.
    pub updates: Vec<String>,
}

impl Engine {
    /// What was asked and what is known in an incident.
    pub(crate) fn said(&self, incident: &Incident, agreement: &Agreement, now: Instant) -> Result<SaidView, Error> {
        let you = self.acting(now)?;
        let owner = owner(incident);
        let is_staffed = incident.holder(IncidentRole::COMMUNICATIONS).is_some();
        let role = if is_staffed { IncidentRole::COMMUNICATIONS } else { IncidentRole::LEAD };
        let settled = incident.questions.iter().filter(|question| !question.is_open());
        let questions = incident.open_questions().into_iter().chain(settled);
        let mut facts: Vec<FactView> = incident
            .facts
            .iter()
            .map(|fact| {
                let yours = fact.confirmed.is_none()
                    && fact.withdrawn.is_none()
                    && may_confirm(incident, agreement, fact, &you);
                fact_view(incident, agreement, fact, yours)
            })
            .collect();
        facts.sort_by_key(|fact| fact.withdrawn.is_some());
        Ok(SaidView {
            owner: self.person_view(agreement, owner, now),
            owner_role: agreement.role(&role.into()).map_or_else(|| role.to_owned(), |known| known.name.clone()),
            yours: &you == owner || you == incident.lead,
            leads: you == incident.lead,
            questions: questions.map(|question| question_view(incident, agreement, question)).collect(),
            slots: slots(incident, agreement),
            facts,
        })
    }
}

fn slots(incident: &Incident, agreement: &Agreement) -> Vec<SlotView> {
    let slot = |audience: Audience| SlotView {
        audience,
        waiting: u32::try_from(incident.waiting_questions(audience).len()).unwrap_or(u32::MAX),
        due_at: slot(incident, &agreement.cadences, audience).map(|at| at.timestamp_millis()),
    };
    Audience::ALL.into_iter().map(slot).filter(|slot| slot.waiting > 0).collect()
}

fn question_view(incident: &Incident, agreement: &Agreement, question: &Question) -> QuestionView {
    let ask = incident.asks.iter().find(|ask| Some(&ask.id) == question.ask.as_ref());
    let function = question.function.as_ref();
    let due_at = slot(incident, &agreement.cadences, question.audience).filter(|_| question.is_open());
    QuestionView {
        id: question.id.to_string(),
        from: question.from.clone(),
        function: function.map(|id| agreement.function(id).map_or_else(|| id.to_string(), |known| known.name.clone())),
        audience: question.audience,
        text: question.text.clone(),
        cannot_wait: question.cannot_wait,
        asked_at: question.asked_at.timestamp_millis(),
        due_at: due_at.map(|at| at.timestamp_millis()),
        reply: question.reply.clone(),
        copies: Copies::of("", &question.reply),
        asked_of: ask.map(|ask| agreement.person_name(&ask.person)),
        heard: ask.and_then(|ask| ask.answer.clone()),
        settled: question.settled.as_ref().map(|settled| {
            let by = agreement.person_name(&settled.by);
            match &settled.how {
                Settlement::Answered { answer } => format!("{by} answered: {answer}"),
                Settlement::ByUpdate { update } => format!("Update {update} answers it"),
                Settlement::Left { reason } => format!("{by} left it: {reason}"),
            }
        }),
        settled_at: question.settled.as_ref().map(|settled| settled.at.timestamp_millis()),
    }
}

fn fact_view(incident: &Incident, agreement: &Agreement, fact: &Fact, yours: bool) -> FactView {
    let service = fact.service.as_ref();
    let service = service.map(|id| agreement.service(id).map_or_else(|| id.to_string(), |known| known.name.clone()));
    let region = fact.region.as_ref();
    let region = region.map(|id| agreement.region(id).map_or_else(|| id.to_string(), |known| known.name.clone()));
    let stream = incident.workstreams.iter().find(|stream| Some(&stream.id) == fact.workstream.as_ref());
    let (confirmed, withdrawn) = (fact.confirmed.as_ref(), fact.withdrawn.as_ref());
    FactView {
        id: fact.id.to_string(),
        text: fact.text.clone(),
        about: service.into_iter().chain(region).collect::<Vec<_>>().join(", "),
        workstream: stream.map(|stream| stream.title.clone()),
        by: agreement.person_name(&fact.by),
        written_by: agreement.person_name(&fact.written_by),
        at: fact.at.timestamp_millis(),
        confirmed_by: confirmed.map(|confirmed| agreement.person_name(&confirmed.by)),
        confirmed_at: confirmed.map(|confirmed| confirmed.at.timestamp_millis()),
        withdrawn: withdrawn.map(|withdrawn| withdrawn.reason.clone()),
        withdrawn_at: withdrawn.map(|withdrawn| withdrawn.at.timestamp_millis()),
        yours,
        updates: incident.resting_on(&fact.id).into_iter().map(|update| update.id.to_string()).collect(),
    }
}
