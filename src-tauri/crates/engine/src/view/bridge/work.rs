//! Decisions, lines of work, asks, and the checklist of the first five minutes.

use domain::agreement::Agreement;
use domain::id::WorkstreamId;
use domain::incident::effort::estimates;
use domain::incident::{Incident, WorkState};
use domain::span::Instant;

use super::{AskView, ChecklistItem, DecisionView, WorkstreamView};
use crate::engine::Engine;
use crate::error::Error;

impl Engine {
    /// Open decisions first, each part in order of proposal.
    pub(super) fn decisions(
        &self,
        incident: &Incident,
        agreement: &Agreement,
        now: Instant,
    ) -> Result<Vec<DecisionView>, Error> {
        let you = self.acting(now)?;
        let mut views: Vec<DecisionView> = incident
            .decisions
            .iter()
            .map(|decision| {
                let holder = incident.holder(decision.role.as_str()).map(|holder| holder.person.clone());
                let decides = holder.clone().unwrap_or_else(|| incident.lead.clone());
                let right = agreement.rights.iter().find(|right| right.id == decision.right);
                DecisionView {
                    id: decision.id.to_string(),
                    what: decision.what.clone(),
                    right: right.map_or_else(|| decision.right.to_string(), |right| right.name.clone()),
                    role: agreement
                        .role(&decision.role)
                        .map_or_else(|| decision.role.to_string(), |role| role.name.clone()),
                    decider: holder.map(|holder| self.person_view(agreement, &holder, now)),
                    yours: decides == you,
                    proposed_by: agreement.person_name(&decision.proposed_by),
                    proposed_at: decision.proposed_at.timestamp_millis(),
                    verdict: decision
                        .verdict
                        .as_ref()
                        .map(|verdict| if verdict.approved { "approved" } else { "declined" }.to_owned()),
                    decided: decision
                        .verdict
                        .as_ref()
                        .map(|verdict| match verdict.reason.as_str() {
                            "" => agreement.person_name(&verdict.by),
                            reason => format!("{}: {reason}", agreement.person_name(&verdict.by)),
                        })
                        .unwrap_or_default(),
                }
            })
            .collect();
        views.sort_by_key(|view| view.verdict.is_some());
        Ok(views)
    }

    /// Lines of work, those that are done last.
    pub(super) fn workstreams(&self, incident: &Incident, agreement: &Agreement, now: Instant) -> Vec<WorkstreamView> {
        let old = estimates(incident, now).into_iter().filter(|estimate| estimate.stale);
        let stale: Vec<&WorkstreamId> = old.map(|estimate| &estimate.work.id).collect();
        let mut views: Vec<WorkstreamView> = incident
            .workstreams
            .iter()
            .map(|stream| WorkstreamView {
                id: stream.id.to_string(),
                title: stream.title.clone(),
                owner: stream.owner.as_ref().map(|owner| self.person_view(agreement, owner, now)),
                state: stream.state,
                word: stream.word.clone(),
                at: stream.at.timestamp_millis(),
                effort: stream.effort,
                effort_words: stream.effort.words().to_owned(),
                effort_at: stream.effort_at.map(|at| at.timestamp_millis()),
                stale: stale.contains(&&stream.id),
            })
            .collect();
        views.sort_by_key(|view| view.state == WorkState::Done);
        views
    }

    /// Asks, open ones first and the one due first at the head.
    pub(super) fn asks(&self, incident: &Incident, agreement: &Agreement, now: Instant) -> Vec<AskView> {
        let mut views: Vec<AskView> = incident
            .asks
            .iter()
            .map(|ask| AskView {
                id: ask.id.to_string(),
                person: self.person_view(agreement, &ask.person, now),
                what: ask.what.clone(),
                back_by: ask.back_by.timestamp_millis(),
                answer: ask.answer.clone(),
            })
            .collect();
        views.sort_by_key(|view| (view.answer.is_some(), view.back_by));
        views
    }
}

/// The playbook's checklist with what is done of it.
pub(super) fn checklist(incident: &Incident, agreement: &Agreement) -> Vec<ChecklistItem> {
    let playbook = incident.playbook.as_ref().and_then(|id| agreement.playbook(id));
    let items = playbook.map(|playbook| playbook.checklist.as_slice()).unwrap_or_default();
    items
        .iter()
        .enumerate()
        .map(|(number, text)| {
            let step = format!("checklist#{}", number + 1);
            let done =
                incident.ticked.get(&step).map(|tick| (agreement.person_name(&tick.by), tick.at.timestamp_millis()));
            ChecklistItem { step, text: text.clone(), done }
        })
        .collect()
}
