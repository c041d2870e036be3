//! `bwatch dry-run`: who would hear of an incident, and how.

use engine::engine::Engine;
use engine::view::destination::Place;
use engine::view::dry_run::{self, DryRunStep};
use serde_json::{Value, json};

use super::declaration::declaration;
use super::{launch, page};
use crate::options::dry_run::DryRun;
use crate::output::Output;
use crate::{Answer, Stop};

/// Exit code 1 where nobody would hear, and where it could not be declared.
pub(super) fn run(engine: &Engine, asked: &DryRun, output: &Output) -> Result<Answer, Stop> {
    let run = match &asked.incident {
        Some(id) => engine.dry_run_of(&id.as_str().into())?,
        None => engine.dry_run(&declaration(&asked.severity, &asked.affected)?)?,
    };
    let value = json!({
        "title": run.title,
        "severity": run.severity,
        "drill": run.drill,
        "steps": run.steps.iter().map(|step| shown(engine, step)).collect::<Vec<_>>(),
        "asleep": run.asleep.iter().map(|line| json!({ "rotation": line.name, "reason": line.reason })).collect::<Vec<_>>(),
        "untold": run.untold.iter().map(|(name, reason)| json!({ "name": name, "reason": reason })).collect::<Vec<_>>(),
        "collisions": launch::shown(&run.collisions),
        "heads": run.heads,
        "must_count": run.must_count,
        "refusal": run.refusal,
    });
    output.answer(&value, || lines(engine, &run))?;
    let somebody = run.steps.iter().any(|step| !(step.pages.is_empty() && step.places.is_empty()));
    Ok(if somebody && run.refusal.is_empty() { Answer::Yes } else { Answer::No })
}

fn shown(engine: &Engine, step: &DryRunStep) -> Value {
    json!({
        "name": step.name,
        "pages": page::shown(engine, &step.pages),
        "told": step.told.iter().map(|told| json!({
            "function": told.function,
            "people": told.people.iter().map(|person| &person.id).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "places": step.places,
        "by_hand": step.by_hand,
    })
}

fn lines(engine: &Engine, run: &dry_run::DryRun) -> Vec<String> {
    let mut said = vec![format!("{}{}: {}", if run.drill { "Drill, " } else { "" }, run.severity, run.title)];
    if !run.refusal.is_empty() {
        said.push(run.refusal.clone());
    }
    said.extend(launch::said(&run.collisions));
    for step in &run.steps {
        said.push(String::new());
        said.push(step.name.clone());
        said.extend(page::rows(engine, &step.pages).into_iter().map(|line| format!("  page {line}")));
        for told in &step.told {
            let names: Vec<&str> = told.people.iter().map(|person| person.name.as_str()).collect();
            said.push(format!("  tell {}: {}", told.name, names.join(", ")));
        }
        said.extend(step.places.iter().map(|place| format!("  {}", heard(place))));
        said.extend(step.by_hand.iter().map(|words| format!("  {words}")));
    }
    said.push(String::new());
    said.push(format!("Left asleep: {}", run.asleep.len()));
    said.extend(run.asleep.iter().map(|line| format!("  {}: {}", line.name, line.reason)));
    said.extend(run.untold.iter().map(|(name, reason)| format!("  {name}: {reason}")));
    said
}

/// `page status.kestrel.example, 1204 subscribers`, `letter to Nordlys, 2 addresses`.
fn heard(place: &Place) -> String {
    let silent = place.silent.as_ref().map(|words| format!(", silent: {words}")).unwrap_or_default();
    let fault = place.fault.as_ref().map(|words| format!(", cannot go there: {words}")).unwrap_or_default();
    let how = match (place.channel, place.subscribers, place.recipients.len()) {
        (domain::channel::Channel::Page, Some(count), _) => format!("page {}, {count} subscribers", place.name),
        (domain::channel::Channel::Page, None, _) => format!("page {}", place.name),
        (domain::channel::Channel::Room, ..) => format!("room {}", place.name),
        (domain::channel::Channel::Letters, _, 1) => format!("letter to {}, 1 address", place.name),
        (domain::channel::Channel::Letters, _, 0) => format!("letters of {}", place.name),
        (domain::channel::Channel::Letters, _, count) => format!("letter to {}, {count} addresses", place.name),
    };
    let by_hand = place.by_hand.as_ref().map(|words| format!(", {words}")).unwrap_or_default();
    format!("{how}{silent}{by_hand}{fault}")
}
