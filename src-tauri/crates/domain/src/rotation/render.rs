//! Who is on call at an instant, and over a window; the two always agree, since the first is read off the
//! second.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::overlay::{Places, overlay, replaced};
use super::{Handoff, Rendering, Rotation, Shift, Source};
use crate::id::PersonId;
use crate::span::{Instant, Span};

/// How far around an instant a rotation is rendered, in days, until what was asked for is within it: mostly
/// the first will do.
const REACH_DAYS: [i64; 3] = [3, 40, 366];

impl Rotation {
    /// Who is on call at an instant, each with the whole stretch of that person and layer, cut a year before
    /// and after the instant. Nobody where the shifts are a provider's: those are in the cache, see
    /// [`given_at`].
    pub fn on_call(&self, at: Instant) -> Vec<Shift> {
        match &self.source {
            Source::Layers { .. } => {
                let mut on = Vec::new();
                for days in REACH_DAYS {
                    let window = Span::of(moved(at, -days), moved(at, days));
                    on = self.shifts(window).shifts;
                    on.retain(|shift| shift.span.contains(at));
                    if on.iter().all(|shift| window.from < shift.span.from && shift.span.until < window.until) {
                        break;
                    }
                }
                on
            }
            Source::Calendar { shifts, loaded, .. } if loaded.contains(at) => given_at(shifts, at),
            Source::Calendar { .. } | Source::Provider { .. } => Vec::new(),
        }
    }

    /// Who is on call when within a window, cut at its edges. A calendar is silent outside of what was
    /// loaded: neither shift nor gap. So is a provider's schedule: its shifts are in the cache, see
    /// [`given`].
    pub fn shifts(&self, window: Span) -> Rendering {
        match &self.source {
            Source::Layers { layers, overrides } => {
                let stints = layers.iter().map(|layer| layer.stints(window)).reduce(overlay);
                joined(&replaced(&stints.unwrap_or_default(), overrides, window), window)
            }
            Source::Calendar { shifts, loaded, .. } => {
                window.overlap(loaded).map(|known| given(shifts, known)).unwrap_or_default()
            }
            Source::Provider { .. } => Rendering::default(),
        }
    }

    /// The next changes of who is on call after an instant, at most so many, and at most a year ahead.
    pub fn next_handoffs(&self, at: Instant, count: usize) -> Vec<Handoff> {
        let mut next = Vec::new();
        for days in REACH_DAYS {
            next = handoffs(&self.shifts(Span::of(at, moved(at, days))), at, count);
            if next.len() >= count {
                break;
            }
        }
        next
    }
}

/// Shifts that a calendar or a provider gave, over a window: cut at its edges, exact doubles once, otherwise
/// as given. They may overlap.
pub fn given(shifts: &[Shift], window: Span) -> Rendering {
    let within = |shift: &Shift| Some(Shift { span: shift.span.overlap(&window)?, ..shift.clone() });
    rendering(shifts.iter().filter_map(within).collect(), window)
}

/// Who is on call at an instant by shifts that a calendar or a provider gave, with their whole length. Of
/// overlapping shifts of one person and layer, the one that lasts longest.
pub fn given_at(shifts: &[Shift], at: Instant) -> Vec<Shift> {
    let mut on: Vec<Shift> = Vec::new();
    for shift in shifts.iter().filter(|shift| shift.span.contains(at)) {
        match on.iter_mut().find(|other| other.person == shift.person && other.layer == shift.layer) {
            Some(other) if other.span.until < shift.span.until => *other = shift.clone(),
            Some(_) => {}
            None => on.push(shift.clone()),
        }
    }
    sort(&mut on);
    on
}

/// The changes of who is on call after an instant, at most so many. The edges of the rendered window are
/// none, and neither is a change of layer that leaves the people as they are; the begin and the end of a gap
/// are.
pub fn handoffs(rendering: &Rendering, after: Instant, count: usize) -> Vec<Handoff> {
    let mut changes: BTreeMap<Instant, Vec<(&PersonId, bool)>> = BTreeMap::new();
    for shift in &rendering.shifts {
        changes.entry(shift.span.from).or_default().push((&shift.person, true));
        changes.entry(shift.span.until).or_default().push((&shift.person, false));
    }
    let spans = || rendering.gaps.iter().chain(rendering.shifts.iter().map(|shift| &shift.span));
    let first = spans().map(|span| span.from).min();
    let last = spans().map(|span| span.until).max();

    let mut found = Vec::new();
    let mut shifts_of: BTreeMap<&PersonId, usize> = BTreeMap::new();
    let mut from: Vec<PersonId> = Vec::new();
    for (at, changes) in changes {
        for (person, _) in changes.iter().filter(|(_, begins)| *begins) {
            *shifts_of.entry(person).or_default() += 1;
        }
        for (person, _) in changes.iter().filter(|(_, begins)| !begins) {
            shifts_of.entry(person).and_modify(|shifts| *shifts -= 1);
        }
        shifts_of.retain(|_, shifts| *shifts > 0);
        let to: Vec<PersonId> = shifts_of.keys().copied().cloned().collect();
        if found.len() >= count {
            break;
        }
        let inside = first < Some(at) && Some(at) < last;
        if from != to && at > after && inside {
            found.push(Handoff { at, from, to: to.clone() });
        }
        from = to;
    }
    found
}

/// Places as shifts: what touches and has the same person and layer is one.
fn joined(places: &[Places<'_>], window: Span) -> Rendering {
    let mut shifts: Vec<Shift> = Vec::with_capacity(places.len());
    // Which shifts are those of the places just before.
    let mut open: Vec<usize> = Vec::new();
    for Places { span, people } in places {
        let mut next = Vec::with_capacity(people.len());
        for (person, layer) in people {
            let continues = |index: &&usize| {
                shifts.get(**index).is_some_and(|shift| {
                    shift.span.until == span.from && shift.person == **person && shift.layer == *layer
                })
            };
            let index = open.iter().find(continues).copied().unwrap_or(shifts.len());
            match shifts.get_mut(index) {
                Some(shift) => shift.span.until = span.until,
                None => {
                    shifts.push(Shift { span: *span, person: (*person).clone(), layer: (*layer).to_owned() });
                }
            }
            next.push(index);
        }
        open = next;
    }
    rendering(shifts, window)
}

/// The shifts in order and each once, with the gaps that they leave in the window.
fn rendering(mut shifts: Vec<Shift>, window: Span) -> Rendering {
    sort(&mut shifts);
    shifts.dedup();
    let gaps = window.without(&shifts.iter().map(|shift| shift.span).collect::<Vec<_>>());
    Rendering { shifts, gaps }
}

/// By begin, then by person.
fn sort(shifts: &mut [Shift]) {
    fn key(shift: &Shift) -> (Instant, &PersonId, Instant, &str) {
        (shift.span.from, &shift.person, shift.span.until, &shift.layer)
    }
    shifts.sort_by(|one, other| key(one).cmp(&key(other)));
}

/// An instant some days away, at most the calendar's first or last.
fn moved(at: Instant, days: i64) -> Instant {
    let limit = if days < 0 { DateTime::<Utc>::MIN_UTC } else { DateTime::<Utc>::MAX_UTC };
    at.checked_add_signed(TimeDelta::days(days)).unwrap_or(limit)
}
