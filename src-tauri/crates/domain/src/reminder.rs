//! When each audience is owed its next update, and which reminder is due; derived, never stored as a timer.
//!
//! Everything here follows from the incident and the instant, so a restart or a suspended laptop loses nothing: the
//! loudest notice that is due and has not been given is given once, and the quieter ones it overtook never are.
//!
//! An update is due by its cadence, or at the instant that the last one promised, whichever is earlier.

use chrono::Duration;

use crate::cadence::{Cadence, Cadences};
use crate::incident::{Incident, Notice, Nudge};
use crate::span::Instant;
use crate::template::Audience;

/// How long before it is due an update is announced, at most.
pub const AHEAD: Duration = Duration::minutes(5);
/// How long after it was due an update is called late.
pub const OVERDUE: Duration = Duration::minutes(2);
/// How long after it was called late it is called so again.
pub const AGAIN: Duration = Duration::minutes(5);
/// How often it is called late again, and then no more.
pub const REPEATS: u8 = 2;
/// How long after resolution the closing updates are due.
pub const CLOSING: Duration = Duration::minutes(15);
/// For how long a resolved incident that still owes a closing update stays on the desk.
pub const ON_THE_DESK: Duration = Duration::days(7);

/// The clock of one audience.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// Whose.
    pub audience: Audience,
    /// How often; none where neither the preset nor the incident has a clock for it.
    pub cadence: Option<Cadence>,
    /// The cadence was set for this incident alone.
    pub own: bool,
    /// Within how many minutes the update that is owed now is due, where it is one of the first: these have ceilings of
    /// their own.
    pub opening_minutes: Option<u32>,
    /// From when on updates were owed.
    pub owed_from: Option<Instant>,
    /// From when the next one is counted: the last update, or the moment from which one was owed.
    pub since: Option<Instant>,
    /// When the next one is due: by the cadence, or at what was promised where that is earlier.
    pub due_at: Option<Instant>,
    /// By when the next one was promised, and nothing settled that since.
    pub promised_at: Option<Instant>,
    /// The one after it, if that one is written in time.
    pub following_at: Option<Instant>,
    /// What is owed is the closing update.
    pub closing: bool,
    /// Until when reminders are quiet; the clock goes on.
    pub snoozed_until: Option<Instant>,
}

/// A reminder that is due now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueReminder {
    /// For whom an update is owed.
    pub audience: Audience,
    /// When it was, or will be, due.
    pub due_at: Instant,
    /// How loud, and which of its repeats.
    pub nudge: Nudge,
    /// It is due by what was promised.
    pub by_promise: bool,
}

/// The clocks of an incident, in key order.
pub fn clocks(incident: &Incident, cadences: &Cadences) -> Vec<Clock> {
    Audience::CLOCKED.into_iter().map(|audience| clock(incident, cadences, audience)).collect()
}

/// The clock of one audience.
pub fn clock(incident: &Incident, cadences: &Cadences, audience: Audience) -> Clock {
    let cadence = cadence(incident, cadences, audience);
    let owed_from = owed_from(incident, audience);
    let promised_at = promised_at(incident, audience);
    let closing = incident.resolved_at.filter(|_| incident.closing_owed().contains(&audience));
    let present = present(incident, cadences, audience).filter(|_| incident.is_open() && owed_from.is_some());
    // Where nothing is owed, something may have been promised.
    let runs = closing.is_some() || present.is_some() || promised_at.is_some();
    let since = counted_from(incident, audience).filter(|_| runs);
    let ceiling = closing.map(|_| CLOSING).or_else(|| present.map(|present| present.ceiling()));
    let ceiling_at = since.zip(ceiling).map(|(since, ceiling)| since + ceiling);
    let due_at = [ceiling_at, promised_at].into_iter().flatten().min();
    Clock {
        audience,
        cadence,
        own: incident.cadences.contains_key(&audience),
        opening_minutes: present.filter(|present| Some(*present) != cadence).map(|present| present.ceiling_minutes),
        owed_from,
        since,
        due_at,
        promised_at,
        following_at: due_at
            .filter(|_| present.is_some())
            .and_then(|due_at| due_after(incident, cadences, audience, due_at)),
        closing: closing.is_some(),
        snoozed_until: incident.snoozed.get(&audience).copied(),
    }
}

/// From when an audience's next update is counted, whatever the cadence: its resolution, else the last update or the moment
/// from which one was owed.
pub(crate) fn counted_from(incident: &Incident, audience: Audience) -> Option<Instant> {
    let last = incident.last_update(audience).map(|update| update.written_at);
    incident.resolved_at.or_else(|| last.max(owed_from(incident, audience)))
}

/// What was promised to an audience and still binds: the last update's word, unless the incident was resolved or reopened
/// since and had slipped it before.
fn promised_at(incident: &Incident, audience: Audience) -> Option<Instant> {
    let settled_at = incident.resolved_at.or(incident.reopened_at);
    let promised_at = incident.last_update(audience)?.promised_at?;
    settled_at.is_none_or(|settled_at| promised_at > settled_at).then_some(promised_at)
}

/// How often an audience is told: as was set for this incident, else as the preset has it.
pub fn cadence(incident: &Incident, cadences: &Cadences, audience: Audience) -> Option<Cadence> {
    after(incident, cadences, audience, usize::MAX)
}

/// The cadence of the update that comes next: one of the first may have a ceiling of its own.
pub fn present(incident: &Incident, cadences: &Cadences, audience: Audience) -> Option<Cadence> {
    after(incident, cadences, audience, told(incident, audience))
}

/// When the update after the next one is due by the cadence, where that one is written at this instant.
pub fn due_after(incident: &Incident, cadences: &Cadences, audience: Audience, at: Instant) -> Option<Instant> {
    Some(after(incident, cadences, audience, told(incident, audience) + 1)?.due_at(at))
}

/// The cadence of an audience that was told so often since it was owed updates.
fn after(incident: &Incident, cadences: &Cadences, audience: Audience, told: usize) -> Option<Cadence> {
    let agreed = || Some(cadences.line(incident.severity, incident.phase, audience)?.after(told));
    incident.cadences.get(&audience).copied().or_else(agreed)
}

/// How often an audience was told since it was owed updates.
fn told(incident: &Incident, audience: Audience) -> usize {
    let Some(owed_from) = owed_from(incident, audience) else {
        return 0;
    };
    incident.said_to(audience).filter(|update| update.written_at >= owed_from).count()
}

/// From when on an audience is owed updates: customers from confirmed impact on, the others from declaration on; all of
/// them anew from the instant at which the incident was reopened.
fn owed_from(incident: &Incident, audience: Audience) -> Option<Instant> {
    let from = match audience {
        Audience::Teams | Audience::Leadership => incident.declared_at,
        Audience::Customers if incident.has_impact() => incident.impact.as_ref()?.confirmed_at,
        Audience::Technical | Audience::Customers => return None,
    };
    Some(incident.reopened_at.map_or(from, |reopened_at| reopened_at.max(from)))
}

impl Clock {
    /// Whether it is due by what was promised, and not by the cadence.
    pub fn is_by_promise(&self) -> bool {
        self.promised_at.is_some() && self.promised_at == self.due_at
    }

    /// When the announcement before the due instant is given: five minutes ahead, or a quarter of the time where that
    /// is less.
    pub fn ahead_at(&self) -> Option<Instant> {
        Some(ahead_at(self.since?, self.due_at?))
    }

    /// How loud the clock is at an instant; `None` while it is calm. Says nothing of what was given already.
    pub fn notice(&self, now: Instant) -> Option<Notice> {
        self.nudge(now).map(|nudge| nudge.notice)
    }

    /// The same, with which of its repeats.
    pub fn nudge(&self, now: Instant) -> Option<Nudge> {
        nudge_at(self.steps()?, now)
    }

    /// When each nudge is given, at the earliest.
    fn steps(&self) -> Option<impl Iterator<Item = (Instant, Nudge)> + use<>> {
        Some(steps(self.since?, self.due_at?))
    }

    /// The next instant after `now` at which the clock's nudge changes or its quiet ends.
    fn next_change(&self, now: Instant) -> Option<Instant> {
        let steps = self.steps()?.map(|(at, _)| at);
        steps.chain(self.snoozed_until).filter(|at| *at > now).min()
    }
}

/// When what is due is called so, then late, then late again.
pub(crate) fn late(due_at: Instant) -> impl Iterator<Item = (Instant, Nudge)> {
    let again = (0..=REPEATS)
        .map(move |repeat| (due_at + OVERDUE + AGAIN * i32::from(repeat), Nudge { notice: Notice::Overdue, repeat }));
    [(due_at, Nudge { notice: Notice::Due, repeat: 0 })].into_iter().chain(again)
}

/// The same, with the announcement before it.
pub(crate) fn steps(since: Instant, due_at: Instant) -> impl Iterator<Item = (Instant, Nudge)> {
    [(ahead_at(since, due_at), Nudge { notice: Notice::Ahead, repeat: 0 })].into_iter().chain(late(due_at))
}

fn ahead_at(since: Instant, due_at: Instant) -> Instant {
    // A promise may have slipped before the cadence began to count.
    due_at - AHEAD.min((due_at - since) / 4).max(Duration::zero())
}

/// Which of such steps holds at an instant; none before the first.
pub(crate) fn nudge_at(steps: impl Iterator<Item = (Instant, Nudge)>, now: Instant) -> Option<Nudge> {
    steps.filter(|(at, _)| *at <= now).map(|(_, nudge)| nudge).max()
}

/// The reminders that are due at an instant and were not given yet, earliest due first.
pub fn due(incident: &Incident, cadences: &Cadences, now: Instant) -> Vec<DueReminder> {
    let mut due: Vec<DueReminder> = clocks(incident, cadences)
        .iter()
        .filter(|clock| clock.snoozed_until.is_none_or(|until| now >= until))
        .filter_map(|clock| {
            let (nudge, due_at) = (clock.nudge(now)?, clock.due_at?);
            let given = incident.loudest_nudge(clock.audience, due_at);
            let by_promise = clock.is_by_promise();
            (given < Some(nudge)).then_some(DueReminder { audience: clock.audience, due_at, nudge, by_promise })
        })
        .collect();
    due.sort_by_key(|reminder| reminder.due_at);
    due
}

/// The next instant at which [`due`] can answer something else than now.
pub fn next_change(incident: &Incident, cadences: &Cadences, now: Instant) -> Option<Instant> {
    clocks(incident, cadences).iter().filter_map(|clock| clock.next_change(now)).min()
}

/// The clock that is due first.
pub fn next_clock(incident: &Incident, cadences: &Cadences) -> Option<Clock> {
    clocks(incident, cadences).into_iter().filter(|clock| clock.due_at.is_some()).min_by_key(|clock| clock.due_at)
}
