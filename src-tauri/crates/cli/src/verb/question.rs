//! `bwatch question`: what people outside the bridge ask, what they were told at once, and how it was answered.

use chrono::DateTime;
use domain::id::{IncidentId, IntentId, PersonId};
use domain::incident::event::Event;
use domain::incident::intent::{Intent, QuestionAnswer, QuestionForm, QuestionLeft, QuestionUrgency};
use domain::template::Audience;
use engine::engine::Engine;
use engine::view::bridge::{QuestionView, SaidView};
use serde_json::{Value, json};

use super::template::AUDIENCES;
use super::update::submit;
use super::{meant_incident, word};
use crate::options::declare::Again;
use crate::options::question::QuestionVerb;
use crate::output::{Output, table};
use crate::{Answer, Stop, time};

pub(super) fn run(engine: &Engine, verb: &QuestionVerb, output: &Output) -> Result<Answer, Stop> {
    match verb {
        QuestionVerb::List { incident } => list(engine, incident.as_deref(), output),
        QuestionVerb::Ask { text, from, audience, function, cannot_wait, incident, again } => {
            let incident = meant_incident(engine, incident.as_deref())?;
            let person = PersonId::from(from.as_str());
            let known = engine.must_know(&person).is_ok();
            let form = QuestionForm {
                from: if known { String::new() } else { from.clone() },
                person: known.then_some(person),
                function: function.as_deref().map(Into::into),
                audience: word(audience, "audience", AUDIENCES, Audience::read)?,
                text: text.join(" "),
                cannot_wait: *cannot_wait,
            };
            ask(engine, &incident, &Intent::AskQuestion(form), again, output)
        }
        QuestionVerb::Answer { question, text, leave, incident, again } => {
            let incident = meant_incident(engine, incident.as_deref())?;
            let (question, text) = (question.as_str().into(), text.join(" "));
            let intent = if *leave {
                Intent::LeaveQuestion(QuestionLeft { question, reason: text })
            } else {
                Intent::AnswerQuestion(QuestionAnswer { question, answer: text })
            };
            submit(engine, &incident, &intent, again, output, if *leave { "leaves it" } else { "answers it" })
        }
        QuestionVerb::Hurry { question, wait, incident, again } => {
            let incident = meant_incident(engine, incident.as_deref())?;
            let form = QuestionUrgency { question: question.as_str().into(), cannot_wait: !wait };
            submit(engine, &incident, &Intent::HurryQuestion(form), again, output, "done")
        }
    }
}

/// Answers with what they were told, as the log keeps it.
fn ask(
    engine: &Engine,
    incident: &IncidentId,
    intent: &Intent,
    again: &Again,
    output: &Output,
) -> Result<Answer, Stop> {
    let id = IntentId(again.intent.clone().unwrap_or_else(|| engine.fresh_intent()));
    let done = engine.submit(Some(incident), &id, intent)?;
    let entries = engine.whole_incident(incident)?.entries;
    let mut own = entries.iter().filter(|entry| done.sequences.contains(&entry.sequence));
    let (question, reply) = own
        .find_map(|entry| match &entry.event {
            Event::QuestionAsked { question, reply, .. } => Some((question.to_string(), reply.clone())),
            _ => None,
        })
        .unwrap_or_default();
    let value = json!({
        "id": done.incident,
        "sequences": done.sequences,
        "already": done.already,
        "intent": id,
        "question": question,
        "reply": reply,
    });
    output.answer(&value, || vec![format!("{question}: {reply}")])?;
    Ok(Answer::Yes)
}

fn list(engine: &Engine, incident: Option<&str>, output: &Output) -> Result<Answer, Stop> {
    let incident = meant_incident(engine, incident)?;
    let said = engine.bridge(&incident)?.said;
    let lines: Vec<Value> = said.questions.iter().map(|question| value(engine, question)).collect();
    let owner = json!({ "person": said.owner.id, "role": said.owner_role });
    let slots: Vec<Value> = said
        .slots
        .iter()
        .map(|slot| json!({ "audience": slot.audience, "waiting": slot.waiting, "due_at": at(engine, slot.due_at) }))
        .collect();
    let value = json!({ "id": incident, "owner": owner, "slots": slots, "questions": lines });
    output.answer(&value, || shown(engine, &said))?;
    Ok(Answer::Yes)
}

fn at(engine: &Engine, at: Option<i64>) -> Option<String> {
    time::json_of(at?, engine.zone())
}

fn value(engine: &Engine, question: &QuestionView) -> Value {
    json!({
        "question": question.id,
        "audience": question.audience,
        "from": question.from,
        "function": question.function,
        "text": question.text,
        "cannot_wait": question.cannot_wait,
        "asked_at": at(engine, Some(question.asked_at)),
        "due_at": at(engine, question.due_at),
        "reply": question.reply,
        "asked_of": question.asked_of,
        "heard": question.heard,
        "settled": question.settled,
        "settled_at": at(engine, question.settled_at),
    })
}

fn shown(engine: &Engine, said: &SaidView) -> Vec<String> {
    let clock = |at: i64| {
        let at = DateTime::from_timestamp_millis(at).unwrap_or_default();
        at.with_timezone(&engine.zone()).format("%H:%M %Z").to_string()
    };
    let mut lines = vec![format!("{}, {}, answers", said.owner.name, said.owner_role.to_lowercase())];
    let row = |question: &QuestionView| {
        let waits = match (&question.settled, question.cannot_wait, question.due_at) {
            (Some(settled), ..) => settled.clone(),
            (None, true, _) => "cannot wait".to_owned(),
            (None, false, Some(due_at)) => format!("waits for {}", clock(due_at)),
            (None, false, None) => "waits".to_owned(),
        };
        vec![
            question.id.clone(),
            clock(question.asked_at),
            question.audience.name().to_owned(),
            question.from.clone(),
            question.text.clone(),
            waits,
        ]
    };
    lines.extend(table(&said.questions.iter().map(row).collect::<Vec<_>>()));
    lines
}
