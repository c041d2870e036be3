//! What was confirmed as a fact, and what nobody has answered yet: questions, asks, decisions, and what was lost.

use super::{Known, KnownLine, Source, ended};
use crate::incident::event::Event;

impl Source<'_> {
    /// Facts that somebody stands for and that hold; what nobody confirmed is not known.
    pub(super) fn facts(&self, known: &mut Known) {
        for fact in self.incident.facts.iter().filter(|fact| fact.confirmed.is_some() && fact.withdrawn.is_none()) {
            let sequence = self.last(|event| matches!(event, Event::FactConfirmed { fact: id } if *id == fact.id));
            known.known.push(KnownLine { text: ended(&fact.text), sequence });
        }
    }

    pub(super) fn open(&self, known: &mut Known) {
        let agreement = self.telling.agreement;
        if self.incident.is_open() {
            for ask in self.incident.asks.iter().filter(|ask| ask.answer.is_none()) {
                let (who, by) = (agreement.person_name(&ask.person), self.telling.clock(ask.back_by));
                let text = ended(&format!("Asked of {who}, back by {by}: {}", ask.what));
                let sequence = self.last(|event| matches!(event, Event::AskMade { ask: id, .. } if *id == ask.id));
                known.unknown.push(KnownLine { text, sequence });
            }
            for question in self.incident.open_questions() {
                let text = ended(&format!("Asked by {}: {}", question.audience.name().to_lowercase(), question.text));
                let sequence =
                    self.last(|event| matches!(event, Event::QuestionAsked { question: id, .. } if *id == question.id));
                known.unknown.push(KnownLine { text, sequence });
            }
            for decision in self.incident.decisions.iter().filter(|decision| decision.verdict.is_none()) {
                let role = agreement.role(&decision.role);
                let role = role.map_or_else(|| decision.role.to_string(), |role| role.name.clone());
                let text = ended(&format!("To be decided, by the {}: {}", role.to_lowercase(), decision.what));
                let sequence = self
                    .last(|event| matches!(event, Event::DecisionProposed { decision: id, .. } if *id == decision.id));
                known.unknown.push(KnownLine { text, sequence });
            }
        }
        match &self.incident.loss {
            Some(loss) => known.known.push(KnownLine {
                text: ended(&format!("What came of records and money: {loss}")),
                sequence: self.last(|event| matches!(event, Event::LossStated { .. })),
            }),
            None if !self.incident.is_open() => known.unknown.push(KnownLine {
                text: "What came of customers' records and money.".to_owned(),
                sequence: self.last(|event| matches!(event, Event::Resolved { .. })),
            }),
            None => {}
        }
    }
}
