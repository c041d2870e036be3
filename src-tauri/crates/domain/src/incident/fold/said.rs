//! What was asked from outside, and what is known.

use crate::id::{AskId, QuestionId, UpdateId};
use crate::incident::entry::Entry;
use crate::incident::event::Event;
use crate::incident::said::{Fact, Question, Settled, Settlement, Signature, Withdrawal};
use crate::incident::{Incident, Nudge};

impl Incident {
    pub(super) fn note_question(&mut self, entry: &Entry) {
        let settled = |how| Some(Settled { how, by: entry.actor.clone(), at: entry.happened_at });
        match &entry.event {
            Event::QuestionAsked { question, from, person, function, audience, text, reply, cannot_wait, .. } => {
                self.questions.push(Question {
                    id: question.clone(),
                    from: from.clone(),
                    person: person.clone(),
                    function: function.clone(),
                    audience: *audience,
                    text: text.clone(),
                    cannot_wait: *cannot_wait,
                    hurried_at: cannot_wait.then_some(entry.happened_at),
                    reminded: None,
                    asked_at: entry.happened_at,
                    reply: reply.clone(),
                    ask: None,
                    settled: None,
                });
            }
            Event::QuestionAnswered { question, answer, update } => {
                let how = match update {
                    Some(update) => Settlement::ByUpdate { update: update.clone() },
                    None => Settlement::Answered { answer: answer.clone() },
                };
                if let Some(question) = self.question_mut(question) {
                    question.settled = settled(how);
                }
            }
            Event::QuestionLeft { question, reason } => {
                if let Some(question) = self.question_mut(question) {
                    question.settled = settled(Settlement::Left { reason: reason.clone() });
                }
            }
            Event::QuestionHurried { question, cannot_wait } => {
                if let Some(question) = self.question_mut(question) {
                    question.cannot_wait = *cannot_wait;
                    question.hurried_at = cannot_wait.then_some(entry.happened_at);
                    question.reminded = None;
                }
            }
            Event::QuestionReminded { question, notice, repeat } => {
                let nudge = Nudge { notice: *notice, repeat: *repeat };
                if let Some(question) = self.question_mut(question) {
                    question.reminded = question.reminded.max(Some(nudge));
                }
            }
            _ => {}
        }
    }

    /// A question that was turned into an ask stays open until whoever asked has heard.
    pub(super) fn turn_question(&mut self, question: Option<&QuestionId>, ask: &AskId) {
        if let Some(question) = question.and_then(|id| self.question_mut(id)) {
            question.ask = Some(ask.clone());
        }
    }

    /// Nobody has heard what was taken back: the questions that it answered wait again.
    pub(super) fn unanswer(&mut self, update: &UpdateId) {
        for question in &mut self.questions {
            let by_it = |settled: &Settled| matches!(&settled.how, Settlement::ByUpdate { update: by } if by == update);
            if question.settled.as_ref().is_some_and(by_it) {
                question.settled = None;
            }
        }
    }

    pub(super) fn note_fact(&mut self, entry: &Entry) {
        let at = entry.happened_at;
        match &entry.event {
            Event::FactStated { fact, text, service, region, workstream, by } => self.facts.push(Fact {
                id: fact.clone(),
                text: text.clone(),
                service: service.clone(),
                region: region.clone(),
                workstream: workstream.clone(),
                by: by.clone(),
                written_by: entry.actor.clone(),
                at,
                confirmed: None,
                withdrawn: None,
            }),
            Event::FactConfirmed { fact } => {
                if let Some(fact) = self.facts.iter_mut().find(|other| &other.id == fact) {
                    fact.confirmed = fact.confirmed.take().or(Some(Signature { by: entry.actor.clone(), at }));
                }
            }
            Event::FactWithdrawn { fact, reason } => {
                if let Some(fact) = self.facts.iter_mut().find(|other| &other.id == fact) {
                    fact.withdrawn = Some(Withdrawal { by: entry.actor.clone(), at, reason: reason.clone() });
                }
            }
            _ => {}
        }
    }

    fn question_mut(&mut self, id: &QuestionId) -> Option<&mut Question> {
        self.questions.iter_mut().find(|other| &other.id == id)
    }
}
