//! Reading incidents: the list, the whole state, the text of an update before it is sent.

use chrono::DateTime;
use chrono_tz::Tz;
use domain::id::IncidentId;
use domain::incident::closing::ClosingStanding;
use domain::incident::intent::UpdateDraft;
use domain::reminder::Clock;
use engine::engine::Engine;
use engine::error::Error;
use engine::view::bridge::{AreaView, ClosingStepView};
use engine::view::state::{WholeIncident, sentences};
use serde_json::{Value, json};

use super::head;
use crate::output::{Output, table};
use crate::verb::{launch, outbox};
use crate::{Answer, Stop, time};

pub(super) fn list(engine: &Engine, output: &Output) -> Result<Answer, Stop> {
    let zone = engine.zone();
    let at = |milliseconds: i64| DateTime::from_timestamp_millis(milliseconds).unwrap_or_default();
    let lines = engine.reviews()?;
    let value = lines.iter().map(|line| {
        json!({
            "id": line.id,
            "title": line.title,
            "severity": line.severity,
            "phase": line.phase,
            "drill": line.drill,
            "declared_at": time::json_of(line.declared_at, zone),
            "resolved_at": line.resolved_at.and_then(|resolved_at| time::json_of(resolved_at, zone)),
        })
    });
    output.answer(&value.collect(), || {
        let row = |line: &engine::view::review::ReviewLine| {
            let drill = if line.drill { "drill" } else { "" };
            vec![
                line.id.clone(),
                line.severity.to_string(),
                line.phase.name().to_owned(),
                time::shown(at(line.declared_at), zone),
                drill.to_owned(),
                line.title.clone(),
            ]
        };
        table(&lines.iter().map(row).collect::<Vec<_>>())
    })?;
    Ok(Answer::Yes)
}

pub(super) fn show(engine: &Engine, id: &IncidentId, output: &Output) -> Result<Answer, Stop> {
    let zone = engine.zone();
    let whole = engine.whole_incident(id)?;
    let bridge = engine.bridge(id)?;
    let mut value = state(engine, &whole, zone)?;
    if let Value::Object(fields) = &mut value {
        fields.insert("areas".to_owned(), bridge.areas.iter().map(area).collect());
    }
    if let Value::Object(fields) = &mut value {
        fields.insert("collisions".to_owned(), launch::shown(&bridge.collisions));
    }
    output.answer(&value, || {
        let mut lines = vec![
            format!(
                "{} {} {}, {}",
                whole.incident.id,
                whole.incident.severity,
                whole.incident.title,
                whole.incident.phase.name()
            ),
            format!("led by {}, declared {}", bridge.lead.name, time::shown(whole.incident.declared_at, zone)),
        ];
        lines.extend(head::lines(&bridge.head));
        if let Some(due_at) = bridge.fix.as_ref().and_then(|fix| DateTime::from_timestamp_millis(fix.due_at)) {
            lines.push(format!("word of the fix due {}", time::shown(due_at, zone)));
        }
        for clock in &whole.clocks {
            if let Some(due_at) = clock.due_at {
                lines.push(format!("{} update due {}", clock.audience.name(), time::shown(due_at, zone)));
            }
        }
        lines.extend(bridge.areas.iter().filter(|area| area.fails || area.coordinator.is_some()).map(area_line));
        for shadow in &bridge.shadows {
            lines.push(format!("shadow: {}, beside {}", shadow.person.name, shadow.beside));
        }
        lines.push(paging(&value));
        lines.extend(launch::said(&bridge.collisions));
        lines.push(String::new());
        let row = |line: &engine::view::bridge::LogLine| {
            let at = DateTime::from_timestamp_millis(line.at).unwrap_or_default();
            vec![at.with_timezone(&zone).format("%H:%M:%S").to_string(), line.actor.clone(), line.text.clone()]
        };
        lines.extend(table(&bridge.log.iter().map(row).collect::<Vec<_>>()));
        lines
    })?;
    Ok(Answer::Yes)
}

/// How fast the right roles were paged, and what was paged beside.
fn paging(state: &Value) -> String {
    let seconds = state.pointer("/measures/right_role_seconds").and_then(Value::as_i64);
    let wrong = state.pointer("/measures/wrong_pages").and_then(Value::as_u64).unwrap_or_default();
    let paged = seconds.map_or_else(|| "not all paged yet".to_owned(), |seconds| format!("paged after {seconds} s"));
    format!("right roles {paged}, {wrong} pages that nothing named")
}

/// The folded state with its clocks, deliveries and entries.
fn state(engine: &Engine, whole: &WholeIncident, zone: Tz) -> Result<Value, Stop> {
    let failed = |trouble: serde_json::Error| Stop::Engine(Error::Internal(trouble.to_string()));
    let mut value = serde_json::to_value(&whole.incident).map_err(failed)?;
    name_pairs(&mut value);
    let deliveries = engine.deliveries(&whole.incident.id)?;
    if let Value::Object(fields) = &mut value {
        let measures = engine.review(&whole.incident.id)?.measures;
        fields.insert("measures".to_owned(), serde_json::to_value(measures).map_err(failed)?);
        fields.insert("clocks".to_owned(), whole.clocks.iter().map(clock).collect());
        fields.insert("entries".to_owned(), serde_json::to_value(&whole.entries).map_err(failed)?);
    }
    time::move_into(zone, &mut value);
    if let Value::Object(fields) = &mut value {
        fields.insert("deliveries".to_owned(), deliveries.iter().map(|line| outbox::json_line(line, zone)).collect());
    }
    Ok(value)
}

/// An area: people by their ids, as everywhere in the state.
fn area(area: &AreaView) -> Value {
    json!({
        "name": area.name,
        "fails": area.fails,
        "services": area.services,
        "coordinator": area.coordinator.as_ref().map(|person| &person.id),
        "proposed": area.proposed.as_ref().map(|person| &person.id),
        "workstreams": area.workstreams,
    })
}

fn area_line(area: &AreaView) -> String {
    let who = match (&area.coordinator, &area.proposed) {
        (Some(person), _) => format!("{} coordinates", person.name),
        (None, Some(person)) => format!("nobody coordinates, {} is first on its ladder", person.name),
        (None, None) => "nobody coordinates".to_owned(),
    };
    format!("{} ({}): {who}", area.name, area.services.join(", "))
}

fn clock(clock: &Clock) -> Value {
    json!({
        "audience": clock.audience,
        "cadence": clock.cadence,
        "own": clock.own,
        "opening_minutes": clock.opening_minutes,
        "owed_from": clock.owed_from,
        "since": clock.since,
        "due_at": clock.due_at,
        "promised_at": clock.promised_at,
        "by_promise": clock.is_by_promise(),
        "following_at": clock.following_at,
        "closing": clock.closing,
        "snoozed_until": clock.snoozed_until,
    })
}

/// Pairs of an instant and what happened then get names: scripts read fields, not places.
fn name_pairs(incident: &mut Value) {
    fn name(pair: Option<&mut Value>, what: &str) {
        if let Some(value) = pair
            && let Value::Array(items) = value
            && let [at, item] = items.as_slice()
        {
            *value = json!({ "at": at, what: item });
        }
    }
    name(incident.pointer_mut("/impact/withdrawn"), "reason");
    for page in incident.pointer_mut("/pages").and_then(Value::as_array_mut).into_iter().flatten() {
        name(page.get_mut("answer"), "answer");
    }
}

pub(super) fn preview(engine: &Engine, id: &IncidentId, draft: &UpdateDraft, output: &Output) -> Result<Answer, Stop> {
    let form = engine.compose(id, draft)?;
    let value = json!({
        "title": form.preview.title,
        "body": form.preview.body,
        "values": form.values,
        "faults": form.faults,
        "warnings": form.warnings,
        "remarks": form.remarks,
        "destinations": form.destinations,
    });
    output.answer(&value, || {
        let mut lines = vec![form.preview.title.clone(), String::new(), form.preview.body.clone()];
        lines.extend(form.faults.iter().map(|fault| format!("missing: {}", sentences(std::slice::from_ref(fault)))));
        lines.extend(form.places.iter().filter_map(|place| Some(format!("refused: {}", place.stands_against()?))));
        lines.extend(form.warnings.iter().map(|warning| format!("note: {warning}")));
        lines.extend(form.remarks.iter().map(|remark| format!("note: {}", remark.message)));
        lines
    })?;
    let refused = form.places.iter().any(|place| place.stands_against().is_some());
    Ok(if form.faults.is_empty() && !refused { Answer::Yes } else { Answer::No })
}

/// Where everybody comes together now.
pub(super) fn rally(engine: &Engine, id: &IncidentId, output: &Output) -> Result<Answer, Stop> {
    let rally = engine.bridge(id)?.head.rally;
    let since = rally.fallback_since.and_then(|at| time::json_of(at, engine.zone()));
    let value = json!({
        "id": id,
        "channel": rally.channel,
        "bridge": rally.bridge,
        "phone": rally.phone,
        "fallback": rally.fallback,
        "fallback_since": since,
        "come_to": rally.come_to,
    });
    output.answer(&value, || head::places(&rally))?;
    Ok(Answer::Yes)
}

/// Exit code 1 while a step is open: of an incident that is not resolved yet, all are.
pub(super) fn closing(engine: &Engine, id: &IncidentId, output: &Output) -> Result<Answer, Stop> {
    let bridge = engine.bridge(id)?;
    output.answer(&json!({ "id": id, "resolved": bridge.resolved_at.is_some(), "steps": bridge.closing }), || {
        let line = |step: &ClosingStepView| {
            let mark = match step.standing {
                ClosingStanding::Open => "[ ]",
                ClosingStanding::Written => "[~]",
                ClosingStanding::Done => "[x]",
            };
            let detail = if step.detail.is_empty() { String::new() } else { format!(": {}", step.detail) };
            format!("{mark} {}{detail}", step.text)
        };
        bridge.closing.iter().map(line).collect()
    })?;
    let is_over = bridge.closing.iter().all(|step| step.standing == ClosingStanding::Done);
    Ok(if is_over { Answer::Yes } else { Answer::No })
}
