//! A rotation's cover as far as it is known: a pager that was never read, or was read long ago, leaves no gaps behind but
//! stretches of which nothing can be said.

use chrono::Duration;
use domain::agreement::Agreement;
use domain::rotation::stand_in::LOCAL;
use domain::rotation::{Handoff, Rendering, Rotation, Shift, Source, render};
use domain::span::{Instant, Span};

use super::absence::Absence;
use crate::engine::Engine;
use crate::pull::known_at;

/// How far ahead a layer's shift is followed: one that reaches further has no end that could be told.
pub(crate) const LAYERS_REACH: Duration = Duration::days(365);

/// What covers a rotation over a window.
#[derive(Debug, Clone, Default)]
pub(crate) struct KnownCover {
    /// Shifts, and the gaps that the source itself leaves.
    pub(crate) rendering: Rendering,
    /// What is neither, in order of time.
    pub(crate) unknown: Vec<Span>,
}

impl KnownCover {
    /// What it means that nobody stands at an instant of the window.
    pub(crate) fn absence(&self, agreement: &Agreement, rotation: &Rotation, at: Instant) -> Absence {
        if self.unknown.iter().any(|span| span.contains(at)) {
            return Absence::Unknown;
        }
        Absence::of(agreement, rotation)
    }

    /// The changes of who is on call after an instant, at most so many. Where knowledge begins or ends nobody hands over.
    pub(crate) fn handoffs(&self, after: Instant, count: usize) -> Vec<Handoff> {
        let is_edge = |at: Instant| self.unknown.iter().any(|span| span.from == at || span.until == at);
        let mut found = render::handoffs(&self.rendering, after, count + 2 * self.unknown.len());
        found.retain(|handoff| !is_edge(handoff.at));
        found.truncate(count);
        found
    }
}

impl Engine {
    /// What is known of a rotation's cover over a window.
    pub(crate) fn known_cover(&self, agreement: &Agreement, rotation: &Rotation, window: Span) -> KnownCover {
        let (known, _) = self.known_part(agreement, rotation, window);
        let mut rendering = self.rendering(rotation, window);
        let now = self.now();
        let is_told = matches!(rotation.source, Source::Provider { .. });
        if is_told && window.contains(now) && !rendering.shifts.iter().any(|shift| shift.span.contains(now)) {
            // The pager's own list may name somebody whom no schedule has yet.
            let told = self.shifts_at(rotation, now).into_iter();
            rendering.shifts.extend(told.filter_map(|mut shift| {
                shift.span = shift.span.overlap(&window)?;
                Some(shift)
            }));
            rendering.shifts.sort();
        }
        let mut taken: Vec<Span> = rendering.shifts.iter().map(|shift| shift.span).collect();
        let known_gaps = rendering.gaps.iter().filter_map(|gap| gap.overlap(&known?));
        rendering.gaps = known_gaps.flat_map(|gap| gap.without(&taken)).collect();
        taken.extend(&rendering.gaps);
        KnownCover { unknown: window.without(&taken), rendering }
    }

    /// When a shift with its whole length really ends; none where that lies beyond what its source tells of.
    pub(crate) fn real_end(&self, agreement: &Agreement, rotation: &Rotation, shift: &Shift) -> Option<Instant> {
        let until = shift.span.until;
        let limit = match &rotation.source {
            // Whoever set a stand-in said until when.
            _ if shift.layer == LOCAL => return Some(until),
            Source::Layers { .. } => self.now() + LAYERS_REACH,
            Source::Calendar { loaded, .. } => loaded.until,
            Source::Provider { .. } => known_at(self.provenance(agreement, rotation).as_of).until,
        };
        (until < limit).then_some(until)
    }
}
