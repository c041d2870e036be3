//! `bwatch update`: all audiences from one form, looked at, published, copied, taken back; proposals approved or sent back.

mod asked;
mod chain;
mod copy;
mod known;

use std::collections::BTreeMap;

use domain::delivery::ComponentState;
use domain::id::{ConnectionId, IncidentId, IntentId};
use domain::incident::intent::{Composition, Intent, OutputDraft};
use domain::phase::Phase;
use domain::template::Output as Written;
use domain::wording::Remark;
use engine::engine::Engine;
use engine::error::Error;
use engine::view::composition::{CompositionView, OutputView};
use engine::view::destination::Place;
use serde_json::{Value, json};

use super::{meant_incident, rests, values, word};
use crate::options::declare::Again;
use crate::options::update::{Form, UpdateVerb};
use crate::output::Output;
use crate::{Answer, Stop};

/// The words of what is written.
pub(super) const OUTPUTS: &str = "teams, leadership, status_page, outreach, talking_points, social, technical";

pub(super) fn run(engine: &Engine, verb: &UpdateVerb, output: &Output) -> Result<Answer, Stop> {
    match verb {
        UpdateVerb::Preview(form) => preview(engine, form, output),
        UpdateVerb::Publish { form, again } => publish(engine, form, again, output),
        UpdateVerb::Copy { incident, update, output: wanted, format } => {
            let incident = meant_incident(engine, Some(incident))?;
            copy::copy(engine, &incident, update.as_deref(), wanted.as_deref(), format, output)
        }
        UpdateVerb::Known { incident, format } => {
            let incident = meant_incident(engine, incident.as_deref())?;
            known::known(engine, &incident, format, output)
        }
        UpdateVerb::Chain { update, incident } => {
            let incident = meant_incident(engine, incident.as_deref())?;
            chain::chain(engine, &incident, update.as_deref(), output)
        }
        UpdateVerb::Retract { update, incident, again } => {
            let incident = meant_incident(engine, incident.as_deref())?;
            let update = match update {
                Some(update) => update.clone(),
                None => engine.bridge(&incident)?.retractable.into_iter().next().map(|last| last.update).ok_or_else(
                    || Stop::Engine(Error::Refused(format!("{incident} has no update of which nothing has left."))),
                )?,
            };
            let intent = Intent::WithdrawUpdate { update: update.as_str().into() };
            submit(engine, &incident, &intent, again, output, "takes it back")
        }
        UpdateVerb::Approve { proposal, incident, again } => {
            let incident = meant_incident(engine, incident.as_deref())?;
            let proposal = proposal.as_str().into();
            let intent = Intent::SettleProposal { proposal, approved: true, reason: String::new() };
            submit(engine, &incident, &intent, again, output, "lets it leave")
        }
        UpdateVerb::Reject { proposal, reason, incident, again } => {
            let incident = meant_incident(engine, incident.as_deref())?;
            let proposal = proposal.as_str().into();
            let intent = Intent::SettleProposal { proposal, approved: false, reason: reason.clone() };
            submit(engine, &incident, &intent, again, output, "sends it back")
        }
    }
}

/// Exit code 1 where something stands against sending it.
fn preview(engine: &Engine, form: &Form, output: &Output) -> Result<Answer, Stop> {
    let incident = meant_incident(engine, form.incident.as_deref())?;
    let view = form_of(engine, &incident, &composition(engine, &incident, form)?)?;
    output.answer(&value(&incident, &view), || lines(&view))?;
    let stands = chosen(&view).any(|output| output.stands_against().next().is_some()) || view.refusal.is_some();
    Ok(if stands { Answer::No } else { Answer::Yes })
}

fn publish(engine: &Engine, form: &Form, again: &Again, output: &Output) -> Result<Answer, Stop> {
    let incident = meant_incident(engine, form.incident.as_deref())?;
    let written = composition(engine, &incident, form)?;
    let view = form_of(engine, &incident, &written)?;
    let faults: Vec<String> = chosen(&view)
        .filter_map(|output| {
            let places = output.places.iter().filter_map(Place::stands_against);
            let words = [engine::view::state::sentences(&output.faults)].into_iter().chain(places);
            let words: Vec<String> = words.filter(|words| !words.is_empty()).collect();
            (!words.is_empty()).then(|| format!("{}: {}", output.name, words.join(" ")))
        })
        .collect();
    if !faults.is_empty() {
        return Err(Stop::Engine(Error::Refused(faults.join(" "))));
    }
    let whole = Composition {
        pattern: Some(view.pattern.as_str().into()),
        values: view.values.clone(),
        components: view.components.clone(),
        facts: view.facts.clone(),
        questions: Some(rests::chosen(&view.questions)),
        outputs: chosen(&view).map(|output| OutputDraft { output: output.output, wording: None }).collect(),
        ..written
    };
    let what = if view.approval.is_some() { "asks the incident lead to approve it" } else { "publishes" };
    submit(engine, &incident, &Intent::PublishUpdates(whole), again, output, what)
}

pub(super) fn submit(
    engine: &Engine,
    incident: &IncidentId,
    intent: &Intent,
    again: &Again,
    output: &Output,
    what: &str,
) -> Result<Answer, Stop> {
    let id = IntentId(again.intent.clone().unwrap_or_else(|| engine.fresh_intent()));
    let done = engine.submit(Some(incident), &id, intent)?;
    let value = json!({ "id": done.incident, "sequences": done.sequences, "already": done.already, "intent": id });
    output.answer(&value, || {
        vec![format!("{} {}", done.incident, if done.already { "was done before" } else { what })]
    })?;
    Ok(Answer::Yes)
}

/// All outputs of the form, where everything that the command line names has a place in it.
fn form_of(engine: &Engine, incident: &IncidentId, composition: &Composition) -> Result<CompositionView, Stop> {
    let view = engine.compose_all(incident, composition)?;
    asked::known(composition, &view)?;
    Ok(view)
}

/// The form as the command line has it.
fn composition(engine: &Engine, incident: &IncidentId, form: &Form) -> Result<Composition, Stop> {
    let phase = match &form.phase {
        Some(text) => word(text, "phase", "investigating, identified, monitoring, resolved", Phase::read)?,
        None => engine.incident(incident)?.phase,
    };
    let written = |text: &String| output_of(text).map(|output| OutputDraft { output, wording: None });
    Ok(Composition {
        phase,
        pattern: form.pattern.as_deref().map(Into::into),
        values: values("--set", &form.values)?,
        facts: rests::facts(&form.rests)?,
        questions: rests::questions(&form.rests),
        outputs: form.outputs.iter().map(written).collect::<Result<_, Stop>>()?,
        components: components(&form.components)?,
        accounts: (!form.accounts.is_empty()).then(|| form.accounts.iter().map(|id| id.as_str().into()).collect()),
    })
}

/// Reads the word of an output.
fn output_of(text: &str) -> Result<Written, Stop> {
    word(text, "output", OUTPUTS, Written::read)
}

/// Reads `page/component=state`.
fn components(pairs: &[String]) -> Result<BTreeMap<ConnectionId, BTreeMap<String, ComponentState>>, Stop> {
    let mut components: BTreeMap<ConnectionId, BTreeMap<String, ComponentState>> = BTreeMap::new();
    for pair in pairs {
        let parts = pair.split_once('/').and_then(|(page, rest)| Some((page, rest.rsplit_once('=')?)));
        let (page, (component, state)) =
            parts.ok_or_else(|| Stop::Usage(format!("`--component {pair}`: write page/component=state.")))?;
        let choices = "operational, degraded, partial_outage, major_outage, maintenance";
        let state = word(state, "state", choices, |text| {
            serde_json::from_value(Value::String(text.trim().to_lowercase())).ok()
        })?;
        components.entry(page.trim().into()).or_default().insert(component.trim().to_owned(), state);
    }
    Ok(components)
}

fn chosen(view: &CompositionView) -> impl Iterator<Item = &OutputView> {
    view.outputs.iter().filter(|output| output.chosen)
}

fn value(incident: &IncidentId, view: &CompositionView) -> Value {
    let place = |place: &Place| {
        json!({
            "connection": place.connection,
            "name": place.name,
            "channel": place.channel,
            "recipients": place.recipients,
            "subscribers": place.subscribers,
            "silent": place.silent,
            "fault": place.fault,
            "by_hand": place.by_hand,
            "keeps_title": place.keeps_title,
            "mark": place.mark,
        })
    };
    let output = |output: &OutputView| {
        json!({
            "output": output.output,
            "title": output.preview.title,
            "body": output.preview.body,
            "length": output.length,
            "limit": output.limit,
            "grade": output.reading.years(),
            "template": output.template,
            "faults": output.faults,
            "warnings": output.warnings,
            "remarks": output.remarks,
            "places": output.places.iter().map(place).collect::<Vec<_>>(),
        })
    };
    json!({
        "id": incident,
        "phase": view.phase,
        "pattern": view.pattern,
        "values": view.values,
        "outputs": chosen(view).map(output).collect::<Vec<_>>(),
        "approval": view.approval,
        "refusal": view.refusal,
    })
}

/// Before what keeps it from leaving, and before what only speaks against it.
fn mark(remark: &Remark) -> char {
    if remark.forbids { '!' } else { '-' }
}

fn lines(view: &CompositionView) -> Vec<String> {
    let mut lines = Vec::new();
    for output in chosen(view) {
        let goes: Vec<String> = output.places.iter().map(|place| place.name.clone()).collect();
        let goes = if goes.is_empty() { "to copy".to_owned() } else { format!("to {}", goes.join(", ")) };
        lines.push(format!("== {} {goes}", output.name));
        lines.push(output.preview.title.clone());
        lines.push(String::new());
        lines.extend(output.preview.body.lines().map(str::to_owned));
        let faults = output.faults.iter().map(|fault| format!("! {}", fault.message));
        let silent = output.places.iter().filter_map(|place| {
            place.silent.as_ref().map(|why| format!("- {}: subscribers are not told, {why}", place.name))
        });
        let refused = output
            .places
            .iter()
            .filter_map(|place| place.fault.as_ref().map(|fault| format!("! {}: {fault}", place.name)));
        let kept = output.places.iter().filter_map(|place| {
            place.keeps_title.as_ref().map(|title| format!("- {} keeps its title: {title}", place.name))
        });
        let marked = output
            .places
            .iter()
            .filter_map(|place| place.mark.as_ref().map(|mark| format!("- {} ends with: {mark}", place.name)));
        let by_hand = output
            .places
            .iter()
            .filter_map(|place| place.by_hand.as_ref().map(|words| format!("! {}: {words}", place.name)));
        lines.extend(
            faults
                .chain(refused)
                .chain(by_hand)
                .chain(marked)
                .chain(output.remarks.iter().map(|remark| format!("{} {}", mark(remark), remark.message)))
                .chain(output.warnings.iter().map(|words| format!("- {words}")))
                .chain(kept)
                .chain(silent),
        );
        lines.push(String::new());
    }
    lines.extend(view.refusal.iter().map(|words| format!("! {words}")));
    lines.extend(view.approval.iter().map(|lead| format!("{lead} must approve it.")));
    lines
}
