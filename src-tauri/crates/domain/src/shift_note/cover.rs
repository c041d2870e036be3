//! The shift that ends, the one that comes next, and who has it: read from shifts that are rendered already.

use chrono::Duration;

use crate::id::PersonId;
use crate::rotation::{Rendering, Shift};
use crate::span::{Instant, Span};

/// How far a giver looks back who is not on call.
const WITHOUT_SHIFT: Duration = Duration::hours(12);
/// How long the next shift is taken to be where nobody has it.
const WITHOUT_NEXT: Duration = Duration::hours(24);

/// The shift that ends and the one that comes next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// When the giver's shift began; half a day ago where they have none.
    pub since: Instant,
    /// When it ends; none where they have none, and where it goes on for as long as anybody looked.
    pub until: Option<Instant>,
    /// Whether they have a shift now.
    pub on_call: bool,
    /// Who has the next shift; none where nobody has.
    pub next: Option<PersonId>,
    /// From now until the next shift ends.
    pub ahead: Span,
}

impl Turn {
    /// The giver's turn in a rotation, from a rendering that reaches back and ahead far enough.
    pub fn of(rendering: &Rendering, giver: &PersonId, now: Instant) -> Self {
        let own = stint(&rendering.shifts, giver, now);
        let turn = own.map_or(now, |span| span.until);
        let others = || rendering.shifts.iter().filter(|shift| &shift.person != giver && shift.span.until > turn);
        // Whoever comes on then is meant before somebody who was on beside the giver all along.
        let next = others().min_by_key(|shift| (shift.span.from < turn, shift.span.from));
        let ends = next
            .and_then(|shift| stint(&rendering.shifts, &shift.person, shift.span.from.max(turn)))
            .map_or(turn + WITHOUT_NEXT, |span| span.until);
        Self {
            since: own.map_or(now - WITHOUT_SHIFT, |span| span.from),
            until: own.map(|span| span.until),
            on_call: own.is_some(),
            next: next.map(|shift| shift.person.clone()),
            ahead: Span::of(now, ends),
        }
    }

    /// Whether this turn and the next lie within the window of its rendering: what touches the window's edge was cut there, and
    /// goes on beyond it. Where nobody is next, somebody may still be beyond it.
    pub fn is_whole_in(&self, window: Span) -> bool {
        window.from < self.since && self.ahead.until < window.until && self.next.is_some()
    }

    /// The same turn, where nobody looks further than this window: an end at its edge is none.
    #[must_use]
    pub fn without_edge(self, window: Span) -> Self {
        Self { until: self.until.filter(|until| *until < window.until), ..self }
    }
}

/// The unbroken stretch of a person around an instant: shifts that follow one another are one.
fn stint(shifts: &[Shift], person: &PersonId, at: Instant) -> Option<Span> {
    let own = || shifts.iter().filter(|shift| &shift.person == person).map(|shift| shift.span);
    let mut whole = own().find(|span| span.contains(at))?;
    while let Some(longer) = own().find(|span| span.from <= whole.until && span.until > whole.until) {
        whole.until = longer.until;
    }
    while let Some(longer) = own().find(|span| span.until >= whole.from && span.from < whole.from) {
        whole.from = longer.from;
    }
    Some(whole)
}
