//! Overrides of the reader's own view, over shifts that are rendered already: a lead knows who stands in tonight before any
//! pager does.
//!
//! One that names whom it replaces takes that person's shifts and nothing else; one that names nobody takes all of them, and
//! the empty place where nobody is. Each was set by somebody who saw those before it, so it lies over them: unlike
//! the overrides of a workspace's file it may replace a person who stands in.

use serde::{Deserialize, Serialize};

use super::{Override, Rendering, Shift};
use crate::id::{OverrideId, PersonId, RotationId};
use crate::span::{Instant, Span};

/// What a shift of the reader's own view has for a layer.
pub const LOCAL: &str = "local";

/// An override that holds on this machine alone: who set it, when and why; never deleted, only taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandIn {
    /// Which.
    pub id: OverrideId,
    /// In which rotation.
    pub rotation: RotationId,
    /// When, who, in whose place, and why.
    #[serde(flatten)]
    pub replacement: Override,
    /// Who set it.
    pub by: PersonId,
    /// When they did.
    pub at: Instant,
    /// How it was taken back; none while it holds.
    pub withdrawn: Option<Withdrawal>,
}

/// How an override was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// By whom.
    pub by: PersonId,
    /// When.
    pub at: Instant,
    /// Why; may be empty.
    pub reason: String,
}

/// The shifts with the overrides over them, in order of time.
pub fn stood_in(mut shifts: Vec<Shift>, overrides: &[Override]) -> Vec<Shift> {
    for replacement in overrides {
        let takes = |shift: &Shift| replacement.replaces.as_ref().is_none_or(|replaced| *replaced == shift.person);
        let vacated: Vec<Span> = shifts
            .iter()
            .filter(|shift| takes(shift))
            .filter_map(|shift| shift.span.overlap(&replacement.span))
            .collect();
        let mut left = Vec::with_capacity(shifts.len() + 1);
        for shift in shifts {
            if takes(&shift) {
                let rest = shift.span.without(&[replacement.span]);
                left.extend(rest.into_iter().map(|span| Shift { span, ..shift.clone() }));
            } else {
                left.push(shift);
            }
        }
        // Who replaces somebody is there only while that person would be.
        let stretches = if replacement.replaces.is_some() { Span::united(vacated) } else { vec![replacement.span] };
        let stand_in = |span| Shift { span, person: replacement.person.clone(), layer: LOCAL.to_owned() };
        left.extend(stretches.into_iter().filter(|span| !span.is_empty()).map(stand_in));
        shifts = left;
    }
    shifts.sort();
    shifts
}

/// The same of a rendered window, cut at its edges: where somebody stands in there is no gap, and no new one comes to be.
pub fn rendered(rendering: Rendering, overrides: &[Override], window: Span) -> Rendering {
    let inside =
        |replacement: &Override| replacement.span.overlap(&window).map(|span| Override { span, ..replacement.clone() });
    let overrides: Vec<Override> = overrides.iter().filter_map(inside).collect();
    if overrides.is_empty() {
        return rendering;
    }
    let shifts = stood_in(rendering.shifts, &overrides);
    let covered: Vec<Span> = shifts.iter().map(|shift| shift.span).collect();
    Rendering { gaps: rendering.gaps.iter().flat_map(|gap| gap.without(&covered)).collect(), shifts }
}
