//! Questions and facts in a line, for people.

use domain::agreement::Agreement;
use domain::id::{FactId, QuestionId};
use domain::incident::Incident;
use domain::incident::entry::Entry;
use domain::incident::event::Event;

use super::{LogKind, Words};

/// Words of an event about a question or a fact.
pub(super) fn words(entry: &Entry, incident: &Incident, agreement: &Agreement) -> Words {
    let of = |kind, text: String| Words { kind, text, body: String::new() };
    let whose = |id: &QuestionId| {
        let question = incident.question(id);
        question.map_or_else(|| id.to_string(), |question| format!("{id} of {}, “{}”", question.from, question.text))
    };
    let fact = |id: &FactId| incident.fact(id).map_or_else(|| id.to_string(), |fact| format!("{id}, “{}”", fact.text));
    match &entry.event {
        Event::QuestionAsked { question, from, audience, text, reply, cannot_wait, .. } => {
            let how = if *cannot_wait { ", cannot wait" } else { "" };
            let to = audience.name().to_lowercase();
            let text = format!("Question {question} for {to}{how}. {from} asks: {text}");
            Words { kind: LogKind::Work, text, body: reply.clone() }
        }
        Event::QuestionAnswered { question, update: Some(update), .. } => {
            of(LogKind::Work, format!("Update {update} answers question {}", whose(question)))
        }
        Event::QuestionAnswered { question, answer, .. } => {
            of(LogKind::Work, format!("Answers question {}: {answer}", whose(question)))
        }
        Event::QuestionLeft { question, reason } => {
            of(LogKind::Work, format!("Leaves question {} unanswered: {reason}", whose(question)))
        }
        Event::QuestionHurried { question, cannot_wait } => {
            let how =
                if *cannot_wait { "cannot wait for the next update" } else { "waits for the next update after all" };
            of(LogKind::Work, format!("Question {} {how}", whose(question)))
        }
        Event::QuestionReminded { question, .. } => {
            of(LogKind::System, format!("Reminder: question {} has no answer yet", whose(question)))
        }
        Event::FactStated { fact, text, by, .. } => {
            of(LogKind::Note, format!("Fact {fact}: {text} (said by {})", agreement.person_name(by)))
        }
        Event::FactConfirmed { fact: id } => of(LogKind::Note, format!("Confirms fact {}", fact(id))),
        Event::FactWithdrawn { fact: id, reason } => {
            of(LogKind::Note, format!("Withdraws fact {}: {reason}", fact(id)))
        }
        _ => of(LogKind::Note, String::new()),
    }
}
