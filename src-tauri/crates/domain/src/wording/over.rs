//! A text that says it is over while its phase says it is not, or that goes on searching when it is.

use std::sync::LazyLock;

use super::clause::{clauses, span};
use super::phrase::Phrases;
use super::reading::{Part, Reading};
use super::tone::{Tone, tone};
use super::{Remark, RemarkKind};
use crate::phase::Phase;

/// What says that it is over.
static OVER: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of(
        "is resolved, are resolved, been resolved, is fixed, are fixed, been fixed, is solved, been solved, \
     fully restored, works again, work again, working again, back to normal, through again, is over",
    )
});

/// What says that it is still looked for.
static SEARCHING: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of(
        "are investigating, still investigating, continue to investigate, looking for the cause, looking into it, \
     do not know the cause, cause is unknown, cause is not known, working on a fix, working to fix, \
     working to resolve, working on a solution, are repairing",
    )
});

/// What makes it a wish, or a condition.
static UNCERTAIN: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of(
        "until, when, once, if, not, will, before, after, expect*, should, as soon as, it'll, we'll, they'll, may, \
     might, hope*, whether, to be, partly, some",
    )
});

/// A text that contradicts its own phase. Where it says of anything that it still fails, a part may well work again.
pub(super) fn remarks(reading: &Reading<'_>, remarks: &mut Vec<Remark>) {
    let phase = reading.statement.phase;
    let (telling, words) = match phase {
        Phase::Investigating | Phase::Identified => (&OVER, "is over"),
        Phase::Resolved => (&SEARCHING, "is still looked for"),
        Phase::Monitoring => return,
    };
    let fails = clauses(reading.body()).any(|clause| tone(clause) == Tone::Bad);
    if fails && phase != Phase::Resolved {
        return;
    }
    for (part, text) in reading.parts() {
        let mut telling = clauses(text).filter(|clause| telling.is_in(clause) && !UNCERTAIN.is_in(clause));
        let Some(at) = telling.next().and_then(span) else { continue };
        let (written, name) = (reading.written(part, at), phase.name());
        let place = reading.place(part);
        let message =
            format!("“{written}” in {place} says that it {words}, and its phase says {name}: change one of them.");
        remarks.push(reading.remark_at(RemarkKind::Phase, part, at, message));
        if part == Part::Title {
            return;
        }
    }
}
