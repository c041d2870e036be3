//! Layers over layers, and overrides over all of them.
//!
//! Whoever the layers put on call at an instant has a place. An override that names whom it replaces takes
//! that place, and counts only while that person has one; an override that names nobody takes all places, and
//! the empty one where nobody is. Of several for one place the last in the file wins. An override never takes
//! the place of a person who is on call through another override: two people who swap their weeks for each
//! other swap them once.

use super::Override;
use super::layer::Stint;
use crate::id::PersonId;
use crate::span::{Instant, Span};

/// What the shifts of an override have for a layer.
pub(super) const OVERRIDE: &str = "override";

/// People on call for a stretch of time, each with the layer that put them there.
pub(super) struct Places<'a> {
    /// When; never empty.
    pub(super) span: Span,
    /// Who and from which layer; nobody twice, never empty.
    pub(super) people: Vec<(&'a PersonId, &'a str)>,
}

/// The upper stints, and the lower ones where there is no upper one. Both are in order of time without
/// overlap; so is the result.
pub(super) fn overlay<'a>(lower: Vec<Stint<'a>>, upper: Vec<Stint<'a>>) -> Vec<Stint<'a>> {
    if lower.is_empty() || upper.is_empty() {
        return if upper.is_empty() { lower } else { upper };
    }
    let mut result = Vec::with_capacity(lower.len() + upper.len());
    let mut uppers = upper.into_iter().peekable();
    for stint in lower {
        let mut from = stint.span.from;
        while let Some(top) = uppers.next_if(|top| top.span.until <= stint.span.until) {
            push_within(&mut result, stint, from, top.span.from);
            from = from.max(top.span.until);
            result.push(top);
        }
        // The next one, if it begins before this stint ends, covers the rest of it.
        let until = uppers.peek().map_or(stint.span.until, |top| top.span.from.min(stint.span.until));
        push_within(&mut result, stint, from, until);
    }
    result.extend(uppers);
    result
}

fn push_within<'a>(result: &mut Vec<Stint<'a>>, stint: Stint<'a>, from: Instant, until: Instant) {
    let until = until.min(stint.span.until);
    if from < until {
        result.push(Stint { span: Span { from, until }, ..stint });
    }
}

/// The stints of a window with the overrides over them, in order of time.
pub(super) fn replaced<'a>(stints: &[Stint<'a>], overrides: &'a [Override], window: Span) -> Vec<Places<'a>> {
    let overrides: Vec<&Override> =
        overrides.iter().filter(|replacement| replacement.span.overlap(&window).is_some()).collect();
    let mut cuts = vec![window.from, window.until];
    cuts.extend(overrides.iter().flat_map(|replacement| [replacement.span.from, replacement.span.until]));
    cuts.retain(|cut| window.from <= *cut && *cut <= window.until);
    cuts.sort_unstable();
    cuts.dedup();

    let mut places = Vec::with_capacity(stints.len() + 2 * overrides.len());
    let mut rest = stints;
    for cut in cuts.windows(2) {
        let &[from, until] = cut else { continue };
        let active: Vec<&Override> =
            overrides.iter().copied().filter(|replacement| replacement.span.contains(from)).collect();
        let mut add = |span: Option<Span>, people: &'a [PersonId], layer: &'a str| {
            let Some(span) = span.filter(|span| !span.is_empty()) else {
                return;
            };
            let people = occupants(people, layer, &active);
            if !people.is_empty() {
                places.push(Places { span, people });
            }
        };
        let piece = Span { from, until };
        let mut empty_from = from;
        while let Some((stint, later)) = rest.split_first() {
            if stint.span.from >= until {
                break;
            }
            add(Some(Span { from: empty_from, until: stint.span.from }), &[], "");
            add(stint.span.overlap(&piece), stint.people, stint.layer);
            empty_from = stint.span.until;
            if stint.span.until > until {
                break;
            }
            rest = later;
        }
        add(Some(Span { from: empty_from, until }), &[], "");
    }
    places
}

/// Who has the places of these people while these overrides are active. Where a person would have two places,
/// their own counts.
fn occupants<'a>(people: &'a [PersonId], layer: &'a str, active: &[&'a Override]) -> Vec<(&'a PersonId, &'a str)> {
    let last_for = |place: Option<&PersonId>| {
        let takes = |replacement: &&&Override| match &replacement.replaces {
            Some(replaced) => Some(replaced) == place,
            None => true,
        };
        active.iter().rev().find(takes).map(|replacement| &replacement.person)
    };
    let mut on: Vec<(&PersonId, &str)> = Vec::with_capacity(people.len().max(1));
    let mut stand_ins: Vec<&PersonId> = Vec::new();
    for person in people {
        match last_for(Some(person)) {
            Some(stand_in) => stand_ins.push(stand_in),
            None => add_once(&mut on, person, layer),
        }
    }
    if people.is_empty() {
        stand_ins.extend(last_for(None));
    }
    for person in stand_ins {
        add_once(&mut on, person, OVERRIDE);
    }
    on
}

fn add_once<'a>(on: &mut Vec<(&'a PersonId, &'a str)>, person: &'a PersonId, layer: &'a str) {
    if on.iter().all(|(other, _)| *other != person) {
        on.push((person, layer));
    }
}
