//! `bwatch cadence`: who is owed the next update when, the presets, and how the cadence was kept.

use domain::cadence::{Cadences, Preset};
use domain::measure::Adherence;
use domain::template::Audience;
use engine::engine::Engine;
use engine::view::bridge::{ClockView, FixView};
use engine::view::clock::IncidentClocks;
use serde_json::{Value, json};

use crate::options::CadenceVerb;
use crate::output::{Output, table};
use crate::{Answer, Stop, time};

pub(super) fn run(
    engine: &Engine,
    incident: Option<&str>,
    verb: Option<&CadenceVerb>,
    output: &Output,
) -> Result<Answer, Stop> {
    match verb {
        None => clocks(engine, incident, output),
        Some(CadenceVerb::Presets) => presets(&engine.cadences(), output),
        Some(CadenceVerb::Adherence) => adherence(engine, output),
    }
}

/// Exit code 1 where an update is late.
fn clocks(engine: &Engine, incident: Option<&str>, output: &Output) -> Result<Answer, Stop> {
    let now = engine.now().timestamp_millis();
    let incidents = engine.clocks(incident.map(Into::into).as_ref())?;
    let late = |clock: &ClockView| clock.due_at.is_some_and(|due_at| due_at <= now);
    let value = incidents.iter().map(|incident| {
        json!({
            "incident": incident.id,
            "title": incident.title,
            "severity": incident.severity,
            "phase": incident.phase,
            "drill": incident.drill,
            "clocks": incident.clocks.iter().map(|clock| clock_value(engine, clock, late(clock))).collect::<Vec<_>>(),
            "fix": incident.fix.as_ref().map(|fix| fix_value(engine, fix, now)),
        })
    });
    output.answer(&value.collect(), || incidents.iter().flat_map(|incident| lines(engine, incident, now)).collect())?;
    let any = incidents.iter().flat_map(|incident| &incident.clocks).any(late);
    Ok(if any { Answer::No } else { Answer::Yes })
}

fn clock_value(engine: &Engine, clock: &ClockView, late: bool) -> Value {
    let zone = engine.zone();
    let at = |at: Option<i64>| at.and_then(|at| time::json_of(at, zone));
    json!({
        "audience": clock.audience,
        "cadence": clock.cadence,
        "own": clock.own,
        "opening_minutes": clock.opening_minutes,
        "owed_from": at(clock.owed_from),
        "since": at(clock.since),
        "due_at": at(clock.due_at),
        "promised_at": at(clock.promised_at),
        "by_promise": clock.by_promise,
        "following_at": at(clock.following_at),
        "closing": clock.closing,
        "snoozed_until": at(clock.snoozed_until),
        "late": late,
    })
}

fn fix_value(engine: &Engine, fix: &FixView, now: i64) -> Value {
    let zone = engine.zone();
    json!({
        "workstream": fix.workstream,
        "title": fix.title,
        "owner": fix.owner,
        "within_minutes": fix.within_minutes,
        "since": time::json_of(fix.since, zone),
        "due_at": time::json_of(fix.due_at, zone),
        "late": fix.due_at <= now,
    })
}

fn lines(engine: &Engine, incident: &IncidentClocks, now: i64) -> Vec<String> {
    let drill = if incident.drill { "drill " } else { "" };
    let phase = incident.phase.name();
    let mut lines = vec![format!("{} {drill}{} {}, {phase}", incident.id, incident.severity, incident.title)];
    let fix = incident.fix.iter().map(|fix| fix_row(engine, fix, now));
    let clocks = incident.clocks.iter().map(|clock| row(engine, clock, now));
    lines.extend(table(&fix.chain(clocks).collect::<Vec<_>>()));
    lines
}

/// `Fix`, `2:10 late`, `no word since Sat 2026-11-21 02:51 CET`, `Roll back, Tomasz Wrona; within 10 min`.
fn fix_row(engine: &Engine, fix: &FixView, now: i64) -> Vec<String> {
    let at = |at: i64| chrono::DateTime::from_timestamp_millis(at).unwrap_or_default();
    let what = if fix.due_at <= now {
        format!("no word since {}", time::shown(at(fix.since), engine.zone()))
    } else {
        format!("due {}", time::shown(at(fix.due_at), engine.zone()))
    };
    let whose = fix.owner_name.as_ref().map(|name| format!(", {name}")).unwrap_or_default();
    let how = format!("{}{whose}; within {} min", fix.title, fix.within_minutes);
    vec!["Fix".to_owned(), left(fix.due_at, now), what, how]
}

/// `in 3:42`, `2:10 late`.
fn left(due_at: i64, now: i64) -> String {
    let left = (due_at - now) / 1000;
    let clock = |seconds: i64| format!("{}:{:02}", seconds / 60, seconds % 60);
    if left > 0 { format!("in {}", clock(left)) } else { format!("{} late", clock(-left)) }
}

/// `Customers`, `in 3:42`, `promised Sat 2026-11-21 03:01 CET`, `every 30 min`.
fn row(engine: &Engine, clock: &ClockView, now: i64) -> Vec<String> {
    let how_often = match (clock.opening_minutes, clock.cadence) {
        (Some(minutes), _) => format!("within {minutes} min"),
        (None, Some(cadence)) if clock.own => format!("every {} min in this incident", cadence.ceiling_minutes),
        (None, Some(cadence)) => format!("every {} min", cadence.ceiling_minutes),
        (None, None) => "no clock".to_owned(),
    };
    let name = clock.audience.name().to_owned();
    let Some(due_at) = clock.due_at.and_then(chrono::DateTime::from_timestamp_millis) else {
        return vec![name, "nothing due".to_owned(), String::new(), how_often];
    };
    let when = left(due_at.timestamp_millis(), now);
    let what = if clock.by_promise { "promised" } else { "due" };
    let closing = if clock.closing { "closing update " } else { "" };
    vec![name, when, format!("{closing}{what} {}", time::shown(due_at, engine.zone())), how_often]
}

fn presets(cadences: &Cadences, output: &Output) -> Result<Answer, Stop> {
    let line = |line: &domain::cadence::PresetLine| {
        json!({
            "severity": line.severity,
            "phase": line.phase,
            "audience": line.audience,
            "floor_minutes": line.cadence.floor_minutes,
            "ceiling_minutes": line.cadence.ceiling_minutes,
            "opening_minutes": line.opening_minutes,
        })
    };
    let value = cadences.presets.iter().map(|preset| {
        json!({
            "id": preset.id,
            "name": preset.name,
            "source": preset.source,
            "in_use": preset.id == cadences.preset,
            "lines": preset.lines.iter().map(line).collect::<Vec<_>>(),
        })
    });
    output.answer(&value.collect(), || {
        cadences.presets.iter().flat_map(|preset| preset_lines(preset, preset.id == cadences.preset)).collect()
    })?;
    Ok(Answer::Yes)
}

fn preset_lines(preset: &Preset, in_use: bool) -> Vec<String> {
    let used = if in_use { ", in use" } else { "" };
    let mut lines = vec![format!("{}{used}: {} ({})", preset.id, preset.name, preset.source)];
    let rows = preset.lines.iter().map(|line| {
        let opening: Vec<String> = line.opening_minutes.iter().map(ToString::to_string).collect();
        let first = if opening.is_empty() { String::new() } else { format!("first {}", opening.join(", ")) };
        vec![
            format!("  {}", line.severity),
            line.audience.name().to_owned(),
            line.phase.map_or_else(|| "every phase".to_owned(), |phase| phase.name().to_owned()),
            format!("{} to {} min", line.cadence.floor_minutes, line.cadence.ceiling_minutes),
            first,
        ]
    });
    lines.extend(table(&rows.collect::<Vec<_>>()));
    lines
}

fn adherence(engine: &Engine, output: &Output) -> Result<Answer, Stop> {
    let view = engine.adherence()?;
    let value = json!({ "incidents": view.incidents, "beaten": view.beaten, "audiences": view.lines });
    output.answer(&value, || {
        let mut rows = vec![
            ["audience", "kept", "missed", "latest by", "promises kept", "slipped", "worst by"]
                .map(str::to_owned)
                .to_vec(),
        ];
        rows.extend(view.lines.iter().map(adherence_row));
        let mut lines = table(&rows);
        lines.push(format!("others spoke in public before us in {} of {} incidents", view.beaten, view.incidents));
        lines
    })?;
    Ok(Answer::Yes)
}

fn adherence_row(line: &Adherence) -> Vec<String> {
    let minutes = |seconds: i64| format!("{} min", (seconds + 59) / 60);
    let audience: Audience = line.audience;
    vec![
        audience.name().to_owned(),
        line.kept.to_string(),
        line.missed.to_string(),
        minutes(line.worst_late_seconds),
        line.promises_kept.to_string(),
        line.promises_slipped.to_string(),
        minutes(line.worst_slip_seconds),
    ]
}
