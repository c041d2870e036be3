//! What each severity means, and how often each audience hears of it.

use std::collections::BTreeSet;

use domain::cadence::{Cadence, Cadences, Preset, PresetLine, practice};
use domain::phase::Phase;
use domain::severity::{Severity, SeverityDefinition};
use domain::template::Audience;

use super::node::{Node, Place};
use super::read::Fields;
use super::scalar::{audience, id, phase, severity, text, whole};
use crate::ledger::{Notes, Noun};

/// The four severities, worst first.
pub(crate) fn severities(fields: &mut Fields<'_, '_, '_>) -> Vec<SeverityDefinition> {
    let mut definitions: Vec<(Place, SeverityDefinition)> = fields.entries("severities", |node, notes| {
        let mut fields = Fields::of(node, "a severity", notes)?;
        let severity = fields.required("severity", severity);
        let name = fields.required("name", text);
        let criterion = fields.required("criterion", text);
        let examples = fields.list("examples", text);
        fields.close();
        Some((
            node.place,
            SeverityDefinition { severity: severity?, name: name?, criterion: criterion?, examples: examples? },
        ))
    });
    definitions.sort_by_key(|(place, definition)| (definition.severity, *place));
    let place = fields.place_of("severities");
    for severity in Severity::ALL {
        let mut same = definitions.iter().filter(|(_, definition)| definition.severity == severity);
        if same.next().is_none() {
            fields.notes.fault(
                place,
                "missing-severity",
                format!("{severity} is not defined."),
                "Name it, and give it one plain criterion that can be measured.",
            );
        }
        let doubled: Vec<Place> = same.map(|(place, _)| *place).collect();
        for place in doubled {
            fields.notes.fault(
                place,
                "duplicate-severity",
                format!("{severity} is defined twice; the first one counts."),
                "Remove one of the two.",
            );
        }
    }
    definitions.dedup_by_key(|(_, definition)| definition.severity);
    definitions.into_iter().map(|(_, definition)| definition).collect()
}

/// The presets, those of the workspace first, and which of them holds. One of the workspace stands in for a built-in one of
/// the same id.
pub(crate) fn cadences(node: &Node, notes: &mut Notes<'_>) -> Option<Cadences> {
    let mut fields = Fields::of(node, "the cadence", notes)?;
    let mut presets = fields.entries("presets", preset);
    for built_in in practice::built_in() {
        if presets.iter().all(|own| own.id != built_in.id) {
            fields.notes.provide(Noun::Preset, &built_in.id);
            presets.push(built_in);
        }
    }
    let chosen = fields.or("preset", Cadences::default().preset, |node, notes| {
        let id = text(node, notes)?;
        notes.refer(&[Noun::Preset], &id, node.place);
        Some(id)
    });
    fields.close();
    let preset = chosen.filter(|chosen| presets.iter().any(|preset| preset.id == *chosen));
    Some(Cadences { preset: preset.unwrap_or_else(|| Cadences::default().preset), presets })
}

fn preset(node: &Node, notes: &mut Notes<'_>) -> Option<Preset> {
    let mut fields = Fields::of(node, "a cadence preset", notes)?;
    let place = fields.place;
    let id = fields.required("id", id);
    let declared = id.as_ref().is_none_or(|id| fields.notes.declare(Noun::Preset, id, place));
    let name = fields.required("name", text);
    let lines = fields.list("lines", line);
    fields.close();
    let source = notes.source(place);
    let preset = Preset { id: id.filter(|_| declared)?, name: name?, source, lines: lines? };
    twice(&preset, place, notes);
    for (worse, milder, audience) in preset.inversions() {
        let audience = audience.name();
        notes.doubt(
            place,
            "cadence-inverted",
            format!("{audience} hear of {milder} more often than of {worse}."),
            "Swap the two, or make the ceiling of the worse severity the shorter one.",
        );
    }
    Some(preset)
}

/// Says where two lines are about the same.
fn twice(preset: &Preset, place: Place, notes: &mut Notes<'_>) {
    let mut seen = BTreeSet::new();
    for line in &preset.lines {
        if !seen.insert((line.severity, line.phase, line.audience)) {
            let phase = line.phase.map(|phase| format!(", {}", phase.name())).unwrap_or_default();
            notes.doubt(
                place,
                "cadence-twice",
                format!("{}, {}{phase} has two lines; the first one counts.", line.severity, line.audience.name()),
                "Remove one of the two.",
            );
        }
    }
}

fn line(node: &Node, notes: &mut Notes<'_>) -> Option<PresetLine> {
    let mut fields = Fields::of(node, "a line of a preset", notes)?;
    let severity = fields.required("severity", severity);
    let phase = fields.optional("phase", phase);
    let audience = fields.required("audience", audience);
    let floor_minutes = fields.or("floor_minutes", 0, whole::<u32>);
    let ceiling_minutes = fields.required("ceiling_minutes", whole::<u32>);
    let opening_minutes = fields.list("opening_minutes", whole::<u32>);
    fields.close();
    let (floor_minutes, ceiling_minutes, opening_minutes) = (floor_minutes?, ceiling_minutes?, opening_minutes?);
    if audience == Some(Audience::Technical) {
        notes.fault(
            node.place,
            "no-clock",
            "The technical audience has no clock.",
            "Remove the line, or name teams, leadership or customers.",
        );
        return None;
    }
    if phase == Some(Some(Phase::Resolved)) {
        notes.fault(
            node.place,
            "no-clock",
            "What is resolved has no cadence: its closing updates are owed.",
            "Remove the line, or name investigating, identified or monitoring.",
        );
        return None;
    }
    if opening_minutes.contains(&0) {
        notes.fault(
            node.place,
            "bad-cadence",
            "No first update can come within 0 minutes.",
            "Make each of `opening_minutes` at least 1.",
        );
        return None;
    }
    if ceiling_minutes == 0 || floor_minutes > ceiling_minutes {
        notes.fault(
            node.place,
            "bad-cadence",
            format!("No update can come after {floor_minutes} and before {ceiling_minutes} minutes."),
            "Make the ceiling at least 1 minute, and the floor at most the ceiling.",
        );
        return None;
    }
    let cadence = Cadence { floor_minutes, ceiling_minutes };
    Some(PresetLine { severity: severity?, phase: phase?, audience: audience?, cadence, opening_minutes })
}
