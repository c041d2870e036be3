//! Whether each audience heard in time: the entries are walked as the clock ran.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Slip;
use crate::cadence::Cadences;
use crate::id::UpdateId;
use crate::incident::entry::Entry;
use crate::incident::event::Event;
use crate::incident::fold::fold;
use crate::incident::{Incident, Update};
use crate::reminder::{ON_THE_DESK, clock};
use crate::span::Instant;
use crate::template::Audience;

/// How the cadence of one audience was kept, and what was promised to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Adherence {
    /// Whose.
    pub audience: Audience,
    /// Updates that came in time.
    pub kept: u32,
    /// Updates that came late, or are late now.
    pub missed: u32,
    /// By how much those were late together.
    #[ts(type = "number")]
    pub late_seconds: i64,
    /// By how much the latest was late.
    #[ts(type = "number")]
    pub worst_late_seconds: i64,
    /// Promises of a next update that were kept.
    pub promises_kept: u32,
    /// Promises that slipped: the next update came after that time, or has not come yet.
    pub promises_slipped: u32,
    /// By how much the worst of them slipped.
    #[ts(type = "number")]
    pub worst_slip_seconds: i64,
}

/// How the cadence of an audience was kept until now, and each promise that slipped; `None` where nothing that it was owed or
/// promised fell due.
pub(super) fn of(
    entries: &[Entry],
    cadences: &Cadences,
    audience: Audience,
    now: Instant,
) -> Option<(Adherence, Vec<Slip>)> {
    let (first, rest) = entries.split_first()?;
    let mut incident = Incident::declared(first)?;
    let mut result = Adherence::none(audience);
    let mut promised: Option<Instant> = None;
    let mut slips: Vec<Slip> = Vec::new();
    // Nobody has heard what was taken back before it left.
    let taken_back = |id: &UpdateId| {
        rest.iter().any(|entry| matches!(&entry.event, Event::UpdateWithdrawn { update } if update == id))
    };
    let given_up = given_up(entries);
    // As it was known at the time: what was given up later on still counted then.
    let mut known = (!given_up.is_empty()).then(|| incident.clone());
    for entry in rest {
        let at = entry.happened_at;
        let mut was_heard = true;
        match &entry.event {
            // It moved no clock of those who were to read it.
            Event::UpdateWritten { update, .. } if given_up.contains(update) => was_heard = false,
            Event::UpdateWritten { update, audience: to, due_at, promised_at, .. }
                if *to == audience && !taken_back(update) =>
            {
                // What was recorded then counts: the organisation may tell more often by now. Where it was counted from words
                // that nobody heard, it tells nothing.
                let counted_from = known.as_ref().and_then(|known| known.last_update(audience));
                let misled = counted_from.is_some_and(|last| given_up.contains(&last.id));
                let due_at = due_at.filter(|_| !misled);
                let due_at = due_at.or_else(|| clock(&incident, cadences, audience).due_at);
                result.judge(due_at.filter(|_| incident.is_open()), at, true);
                slips.extend(result.judge_promise(promised.take(), at, true));
                promised = *promised_at;
            }
            Event::Resolved { .. } if incident.is_open() => {
                result.judge(clock(&incident, cadences, audience).due_at, at, false);
            }
            // What had slipped by then was settled by nothing.
            Event::Reopened { .. } => {
                slips.extend(result.judge_promise(promised.take_if(|promised| *promised < at), at, false));
            }
            _ => {}
        }
        if was_heard {
            incident.apply(entry);
        }
        if let Some(known) = &mut known {
            known.apply(entry);
        }
    }
    if incident.is_open() {
        result.judge(clock(&incident, cadences, audience).due_at, now, false);
    }
    // Nobody waits for ever: what was never said is late until the incident leaves the desk.
    let until = incident.resolved_at.map_or(now, |resolved_at| now.min(resolved_at + ON_THE_DESK));
    slips.extend(result.judge_promise(promised.filter(|promised| *promised < until), until, false));
    result.is_something().then_some((result, slips))
}

/// The updates that were given up wherever they were to go.
fn given_up(entries: &[Entry]) -> BTreeSet<UpdateId> {
    // Most incidents have none, and a fold takes its time.
    if !entries.iter().any(|entry| matches!(&entry.event, Event::DeliveryDropped { .. })) {
        return BTreeSet::new();
    }
    let updates = fold(entries).map(|incident| incident.updates).unwrap_or_default();
    updates.into_iter().filter(Update::is_given_up).map(|update| update.id).collect()
}

impl Adherence {
    /// Nothing fell due yet.
    pub fn none(audience: Audience) -> Self {
        Self {
            audience,
            kept: 0,
            missed: 0,
            late_seconds: 0,
            worst_late_seconds: 0,
            promises_kept: 0,
            promises_slipped: 0,
            worst_slip_seconds: 0,
        }
    }

    /// Counts another incident in.
    pub fn add(&mut self, other: &Self) {
        self.kept += other.kept;
        self.missed += other.missed;
        self.late_seconds += other.late_seconds;
        self.worst_late_seconds = self.worst_late_seconds.max(other.worst_late_seconds);
        self.promises_kept += other.promises_kept;
        self.promises_slipped += other.promises_slipped;
        self.worst_slip_seconds = self.worst_slip_seconds.max(other.worst_slip_seconds);
    }

    fn is_something(&self) -> bool {
        self.kept + self.missed + self.promises_kept + self.promises_slipped > 0
    }

    /// Judges an instant by when an update was due. A closing update is no beat of the cadence.
    fn judge(&mut self, due_at: Option<Instant>, at: Instant, written: bool) {
        let Some(late) = due_at.map(|due_at| (at - due_at).num_seconds()) else {
            return;
        };
        if late > 0 {
            self.missed += 1;
            self.late_seconds += late;
            self.worst_late_seconds = self.worst_late_seconds.max(late);
        } else if written {
            self.kept += 1;
        }
    }

    /// Judges an instant by what was promised for it, and whether it came then; gives what slipped.
    fn judge_promise(&mut self, promised: Option<Instant>, at: Instant, came: bool) -> Option<Slip> {
        let promised_at = promised?;
        let late_seconds = (at - promised_at).num_seconds();
        if late_seconds <= 0 {
            self.promises_kept += 1;
            return None;
        }
        self.promises_slipped += 1;
        self.worst_slip_seconds = self.worst_slip_seconds.max(late_seconds);
        Some(Slip { audience: self.audience, promised_at, came_at: came.then_some(at), late_seconds })
    }
}
