//! A computer's clock that was set back: what it wrote while it was ahead must not keep anybody waiting until the same time
//! comes once more.

use chrono::Duration;

use super::Incident;
use super::event::Event;
use crate::alarm::ANSWER_WITHIN;
use crate::reminder::counted_from;
use crate::span::Instant;
use crate::template::Audience;

/// Steps below this delay nothing that matters; entries of two processes may differ by a moment.
const TOLERATED: Duration = Duration::seconds(30);
/// A clock that is set back by more is rather wrong now than that it was wrong before.
const LONGEST: Duration = Duration::hours(24);

/// What to write down where an incident has entries from after now. `shown` is what the clock showed last, as far as
/// somebody saw it; the last entry tells it a little less well.
pub fn noticed(incident: &Incident, shown: Option<Instant>, now: Instant) -> Option<Event> {
    let from = shown.map_or(incident.last_at, |shown| shown.max(incident.last_at));
    let moved = incident.last_at - now > TOLERATED && from - now <= LONGEST;
    moved.then_some(Event::ClockSetBack { from, to: now })
}

impl Incident {
    /// Moves what the clock wrote while it was ahead to when that was by the clock of now. What was promised stays: readers
    /// go by their own clocks.
    pub(super) fn set_back(&mut self, from: Instant, to: Instant) {
        let step = from - to;
        let moved = |at: &mut Instant| {
            if *at > to {
                *at -= step;
            }
        };
        // Said too soon where the update is counted from before; said of the same update where that moves as well.
        let counted: Vec<Audience> = Audience::CLOCKED
            .into_iter()
            .filter(|audience| counted_from(self, *audience).is_some_and(|since| since > to))
            .collect();
        self.reminded.retain(|reminded| reminded.at <= to || counted.contains(&reminded.audience));
        let promised = |audience| self.last_update(audience)?.promised_at;
        let bound = Audience::CLOCKED.map(|audience| (audience, promised(audience)));
        for reminded in self.reminded.iter_mut().filter(|reminded| reminded.at > to) {
            if !bound.contains(&(reminded.audience, Some(reminded.due_at))) {
                moved(&mut reminded.due_at);
            }
            moved(&mut reminded.at);
        }
        moved(&mut self.declared_at);
        self.resolved_at.iter_mut().chain(&mut self.reopened_at).for_each(moved);
        self.impact.iter_mut().for_each(|impact| moved(&mut impact.confirmed_at));
        self.snoozed.values_mut().for_each(moved);
        self.updates.iter_mut().for_each(|update| moved(&mut update.written_at));
        for report in &mut self.reports {
            report.told.iter_mut().flat_map(|one| [&mut one.heard_at, &mut one.filed_at]).for_each(moved);
            report.read.iter_mut().for_each(|read| moved(&mut read.at));
        }
        self.third_parties.iter_mut().for_each(|other| moved(&mut other.spoke_at));
        for question in &mut self.questions {
            moved(&mut question.asked_at);
            // Said too soon where it is counted from before.
            let counted_before = question.hurried_at.is_some_and(|at| at <= to && at + ANSWER_WITHIN > to);
            question.reminded = question.reminded.filter(|_| !counted_before);
            question.hurried_at.iter_mut().for_each(moved);
        }
        for fact in &mut self.facts {
            moved(&mut fact.at);
            fact.confirmed.iter_mut().for_each(|confirmed| moved(&mut confirmed.at));
        }
        self.workstreams.iter_mut().for_each(|work| moved(&mut work.at));
        self.fix_reminded.iter_mut().for_each(|(due_at, _)| moved(due_at));
        for page in &mut self.pages {
            moved(&mut page.requested_at);
            page.delivered_at.iter_mut().for_each(moved);
        }
        self.last_at = to;
    }
}
