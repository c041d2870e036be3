//! `bwatch update chain`: what each statement of an update rests on.

use chrono::DateTime;
use domain::id::{IncidentId, UpdateId};
use engine::engine::Engine;
use engine::view::chain::{ChainFact, ChainStatement, ChainView};
use serde_json::{Value, json};

use crate::output::Output;
use crate::{Answer, Stop, time};

pub(super) fn chain(
    engine: &Engine,
    incident: &IncidentId,
    update: Option<&str>,
    output: &Output,
) -> Result<Answer, Stop> {
    let view = engine.chain(incident, update.map(UpdateId::from).as_ref())?;
    output.answer(&value(engine, incident, &view), || lines(engine, &view))?;
    Ok(Answer::Yes)
}

fn value(engine: &Engine, incident: &IncidentId, view: &ChainView) -> Value {
    let at = |at: Option<i64>| at.and_then(|at| time::json_of(at, engine.zone()));
    let fact = |fact: &ChainFact| {
        json!({
            "fact": fact.id,
            "text": fact.text,
            "said_by": fact.said_by,
            "stated_at": at(Some(fact.stated_at)),
            "confirmed_by": fact.confirmed_by,
            "confirmed_at": at(fact.confirmed_at),
            "unconfirmed_when_written": fact.unconfirmed_when_written,
            "withdrawn": fact.withdrawn,
            "withdrawn_at": at(fact.withdrawn_at),
        })
    };
    let statement = |statement: &ChainStatement| {
        json!({
            "variable": statement.variable,
            "label": statement.label,
            "words": statement.words,
            "fact": statement.fact.as_ref().map(fact),
        })
    };
    json!({
        "id": incident,
        "update": view.update,
        "audience": view.audience,
        "title": view.title,
        "written_by": view.written_by,
        "written_at": at(Some(view.written_at)),
        "approved_by": view.approved_by,
        "approved_at": at(view.approved_at),
        "places": view
            .places
            .iter()
            .map(|place| {
                json!({ "name": place.name, "published_at": at(place.published_at), "given_up": place.given_up })
            })
            .collect::<Vec<_>>(),
        "statements": view.statements.iter().map(statement).collect::<Vec<_>>(),
    })
}

fn lines(engine: &Engine, view: &ChainView) -> Vec<String> {
    let clock = |at: i64| {
        let at = DateTime::from_timestamp_millis(at).unwrap_or_default();
        at.with_timezone(&engine.zone()).format("%H:%M %Z").to_string()
    };
    let written = format!("written by {} at {}", view.written_by, clock(view.written_at));
    let mut lines = vec![format!("{}, {}: {}", view.update, view.audience.name(), view.title)];
    for statement in &view.statements {
        lines.push(format!("{}: {}", statement.label, statement.words));
        let Some(fact) = &statement.fact else {
            lines.push(format!("  {written}, no fact"));
            continue;
        };
        lines.push(format!("  fact {}: {}", fact.id, fact.text));
        lines.push(format!("  said by {}, written down at {}", fact.said_by, clock(fact.stated_at)));
        lines.push(match (&fact.confirmed_by, fact.confirmed_at) {
            (Some(by), Some(at)) if fact.unconfirmed_when_written => {
                format!("  confirmed by {by} at {}, after it was written", clock(at))
            }
            (Some(by), Some(at)) => format!("  confirmed by {by} at {}", clock(at)),
            _ => "  not confirmed".to_owned(),
        });
        if let (Some(reason), Some(at)) = (&fact.withdrawn, fact.withdrawn_at) {
            lines.push(format!("  withdrawn at {}: {reason}", clock(at)));
        }
        lines.push(format!("  {written}"));
    }
    if let (Some(by), Some(at)) = (&view.approved_by, view.approved_at) {
        lines.push(format!("approved by {by} at {}", clock(at)));
    }
    lines.extend(view.places.iter().map(|place| match place.published_at {
        Some(at) => format!("on {} since {}", place.name, clock(at)),
        None if place.given_up => format!("on {}: given up, never published", place.name),
        None => format!("on {}: not published yet", place.name),
    }));
    if view.places.is_empty() {
        lines.push("copied by hand".to_owned());
    }
    lines
}
