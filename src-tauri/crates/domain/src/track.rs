//! The two tracks of an incident, which go on at the same time: how what fails is repaired, and the words about it. A repair of
//! which nobody has heard is as late as an update that nobody has written.
//!
//! Words go by the clocks of [`reminder`]. The repair goes by the lines of work: whoever coordinates one says
//! every so often how it goes, and where there is none, somebody has to open one.

use chrono::Duration;

use crate::incident::{Incident, Notice, WorkState, Workstream};
use crate::phase::Phase;
use crate::reminder;
use crate::severity::Severity;
use crate::span::Instant;

/// The clock of the repair: by when the next word of it is due.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fix<'a> {
    /// Of which line of work nothing was heard for the longest; none where none goes on.
    pub work: Option<&'a Workstream>,
    /// Since when nothing was heard.
    pub since: Instant,
    /// By when the next word is due.
    pub due_at: Instant,
}

/// After how long without word from a line of work it stalls. The ten minutes of the worst two are what PagerDuty's
/// training for incident commanders asks of a deputy's call-outs; the others are handled beside other work.
pub fn word_within(severity: Severity) -> Duration {
    match severity {
        Severity::Sev1 | Severity::Sev2 => Duration::minutes(10),
        Severity::Sev3 => Duration::minutes(30),
        Severity::Sev4 => Duration::hours(1),
    }
}

/// The clock of the repair; none where it is over, or where it is watched and no line of work goes on.
pub fn fix(incident: &Incident) -> Option<Fix<'_>> {
    if !incident.is_open() {
        return None;
    }
    let begun_at = incident.reopened_at.unwrap_or(incident.declared_at);
    let within = word_within(incident.severity);
    let (going, done): (Vec<&Workstream>, Vec<&Workstream>) =
        incident.workstreams.iter().partition(|work| work.state != WorkState::Done);
    if let Some(work) = going.into_iter().min_by_key(|work| work.at) {
        let since = work.at.max(begun_at);
        return Some(Fix { work: Some(work), since, due_at: since + within });
    }
    if incident.phase == Phase::Monitoring {
        return None;
    }
    let since = done.iter().map(|work| work.at).fold(begun_at, Instant::max);
    Some(Fix { work: None, since, due_at: since + within })
}

impl Fix<'_> {
    /// How loud it is at an instant, by the same steps as an update: soon, due, late; none while it is calm.
    pub fn notice(&self, now: Instant) -> Option<Notice> {
        reminder::nudge_at(reminder::steps(self.since, self.due_at), now).map(|nudge| nudge.notice)
    }
}
