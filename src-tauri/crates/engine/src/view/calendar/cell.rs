//! A cell opened: why this person, on which levels, how old that is, what comes next, and who set it otherwise.

use std::sync::Arc;

use chrono::{DateTime, Duration};
use domain::agreement::Agreement;
use domain::id::{PersonId, RotationId};
use domain::rotation::layer::{Layer, Turn};
use domain::rotation::stand_in::{LOCAL, StandIn};
use domain::rotation::{Handoff, Rotation, Shift, Source};
use domain::service::LadderContact;
use domain::span::{Instant, Span};
use providers::capability::{RemotePolicy, TargetKind};
use workspace::load::Loaded;

use super::rows::function_name;
use super::{CellHandoff, CellShift, CellView, StandInView};
use crate::engine::Engine;
use crate::error::Error;
use crate::feed::FeedKind;
use crate::on_call::{OVERRIDE, moment};
use crate::view::cover::unknown;

/// How far ahead stand-ins are told of.
const AHEAD: Duration = Duration::days(60);
/// How many hand-offs are told, and how far ahead they are looked for until there are so many, in days: whoever has turns of
/// weeks has few of them.
const HANDOFFS: usize = 3;
const HANDOFFS_WITHIN_DAYS: [i64; 3] = [10, 60, 364];

impl Engine {
    /// Who is on call in a rotation at an instant, in milliseconds since 1970, and why.
    pub fn calendar_cell(&self, id: &RotationId, at: i64) -> Result<CellView, Error> {
        let now = self.now();
        let at = DateTime::from_timestamp_millis(at).unwrap_or(now);
        let loaded = self.loaded_around(moment(at))?;
        let agreement = &loaded.agreement;
        let rotation = agreement.rotation(id).ok_or_else(|| unknown(id))?;
        let provenance = self.provenance(agreement, rotation);
        let stand_ins = self.stand_ins_of(id, Span::of(at.min(now), at.max(now) + AHEAD));
        let cover = self.known_cover(agreement, rotation, Span::of(at - Duration::days(1), at + AHEAD));
        let shifts = self.shifts_at(rotation, at);
        let gap = cover.rendering.gaps.iter().find(|gap| gap.contains(at) && shifts.is_empty());
        let (handoffs, known_until) = self.next_handoffs(&loaded, rotation, at)?;
        let names = |people: &[PersonId]| people.iter().map(|id| agreement.person_name(id)).collect();
        Ok(CellView {
            rotation: rotation.id.to_string(),
            name: rotation.name.clone(),
            function: function_name(agreement, rotation),
            zone: rotation.time_zone.name().to_owned(),
            at: at.timestamp_millis(),
            gap: gap.map(|gap| (gap.from.timestamp_millis(), gap.until.timestamp_millis())),
            absence: shifts.is_empty().then(|| cover.absence(agreement, rotation, at)),
            now: names(&self.on_call_of(rotation, now)),
            levels: self.levels(agreement, rotation),
            backup: rotation.backup.as_ref().and_then(|id| agreement.rotation(id)).map(|backup| backup.name.clone()),
            handoffs: handoffs
                .iter()
                .map(|handoff| CellHandoff {
                    at: handoff.at.timestamp_millis(),
                    from: names(&handoff.from),
                    to: names(&handoff.to),
                })
                .collect(),
            known_until: known_until.map(|until| until.timestamp_millis()),
            shifts: shifts
                .iter()
                .map(|shift| CellShift {
                    person: self.person_view(agreement, &shift.person, at),
                    from: shift.span.from.timestamp_millis(),
                    until: shift.span.until.timestamp_millis(),
                    layer: shift.layer.clone(),
                    why: why(agreement, rotation, shift, &stand_ins, &provenance.source, at),
                })
                .collect(),
            shadows: self.learners(agreement, rotation, &shifts, at),
            stand_ins: stand_ins.iter().map(|stand_in| shown(agreement, stand_in)).collect(),
            as_of: provenance.read_at(),
            source: provenance.source,
            caution: provenance.caution,
        })
    }

    /// The next hand-offs after an instant, and from when on nothing is known any more where that is why there are no more of them.
    fn next_handoffs(
        &self,
        loaded: &Arc<Loaded>,
        rotation: &Rotation,
        at: Instant,
    ) -> Result<(Vec<Handoff>, Option<Instant>), Error> {
        let (mut next, mut known_until) = (Vec::new(), None);
        for days in HANDOFFS_WITHIN_DAYS {
            let window = Span::of(at - Duration::days(1), at + Duration::days(days));
            // Only calendars are written out for a stretch of time.
            let loaded = match &rotation.source {
                Source::Calendar { .. } => self.loaded_around(window)?,
                Source::Layers { .. } | Source::Provider { .. } => Arc::clone(loaded),
            };
            let Some(rotation) = loaded.agreement.rotation(&rotation.id) else { break };
            let cover = self.known_cover(&loaded.agreement, rotation, window);
            next = cover.handoffs(at, HANDOFFS);
            if next.len() == HANDOFFS {
                return Ok((next, None));
            }
            let last = cover.unknown.last().filter(|span| span.until == window.until && span.from > at);
            known_until = last.map(|span| span.from);
        }
        Ok((next, known_until))
    }

    /// On which steps of the workspace's ladders and which levels of the provider's policies a rotation stands.
    fn levels(&self, agreement: &Agreement, rotation: &Rotation) -> Vec<String> {
        let mut levels = Vec::new();
        for service in &agreement.services {
            let steps = service.ladder.iter().enumerate();
            let own = steps.filter(|(_, step)| step.contact == LadderContact::Rotation(rotation.id.clone()));
            levels.extend(own.map(|(place, _)| format!("{}, step {}", service.name, place + 1)));
        }
        let Source::Provider { connection, schedule } = &rotation.source else { return levels };
        let policies = self.parts.cache.items(&FeedKind::Policies.of(connection)).unwrap_or_default();
        for row in policies {
            let Ok(policy) = serde_json::from_value::<RemotePolicy>(row.detail) else { continue };
            let asks =
                |target: &providers::capability::Target| target.kind == TargetKind::Schedule && target.id == *schedule;
            let own = policy.levels.iter().enumerate().filter(|(_, level)| level.targets.iter().any(asks));
            levels.extend(own.map(|(place, level)| {
                format!("{}, level {}, after {} min", policy.name, place + 1, level.after_minutes)
            }));
        }
        levels
    }
}

/// Why it is this person, in a sentence.
fn why(
    agreement: &Agreement,
    rotation: &Rotation,
    shift: &Shift,
    stand_ins: &[StandIn],
    source: &str,
    at: Instant,
) -> String {
    if shift.layer == LOCAL {
        let set = stand_ins
            .iter()
            .rev()
            .find(|set| set.replacement.person == shift.person && set.replacement.span.contains(at));
        return set.map_or_else(
            || "An override of this machine.".to_owned(),
            |set| {
                let by = agreement.person_name(&set.by);
                format!("Stands in on this machine alone, set by {by}: {}", set.replacement.reason)
            },
        );
    }
    match &rotation.source {
        Source::Layers { layers, overrides } => {
            if shift.layer == OVERRIDE {
                let set = overrides.iter().rev().find(|set| set.person == shift.person && set.span.contains(at));
                let reason = set.map(|set| format!(": {}", set.reason)).unwrap_or_default();
                return format!("An override in {source}{reason}.");
            }
            let layer = layers.iter().rev().find(|layer| layer.name == shift.layer);
            layer.map_or_else(|| format!("From {source}."), |layer| turn(layer, shift))
        }
        Source::Calendar { path, .. } => format!("An event of {path}."),
        Source::Provider { .. } if shift.layer == OVERRIDE => format!("An override in {source}."),
        Source::Provider { .. } => format!("{source} has them on call in this schedule, by its “{}”.", shift.layer),
    }
}

/// Whose turn it is in a layer, and how turns pass on.
fn turn(layer: &Layer, shift: &Shift) -> String {
    let length = match layer.turn {
        Turn::Hours(hours) => format!("{hours} h"),
        Turn::Days(1) => "a day".to_owned(),
        Turn::Days(days) => format!("{days} days"),
        Turn::Weeks(1) => "a week".to_owned(),
        Turn::Weeks(weeks) => format!("{weeks} weeks"),
    };
    let zone = layer.time_zone.name();
    let people = layer.participants.len();
    if layer.simultaneous {
        return format!("Layer “{}”: all {people} are on call at once.", layer.name);
    }
    let place = layer.participants.iter().position(|person| *person == shift.person).unwrap_or_default() + 1;
    let handoff = layer.handoff_time.format("%H:%M");
    format!("Layer “{}”: number {place} of {people}, {length} each, handed on at {handoff} in {zone}.", layer.name)
}

fn shown(agreement: &Agreement, stand_in: &StandIn) -> StandInView {
    let replacement = &stand_in.replacement;
    StandInView {
        id: stand_in.id.to_string(),
        person: agreement.person_name(&replacement.person),
        replaces: replacement.replaces.as_ref().map(|id| agreement.person_name(id)),
        from: replacement.span.from.timestamp_millis(),
        until: replacement.span.until.timestamp_millis(),
        reason: replacement.reason.clone(),
        by: agreement.person_name(&stand_in.by),
        at: stand_in.at.timestamp_millis(),
    }
}
