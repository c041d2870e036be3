//! Whether each audience heard in time: the entries are walked as the clock ran.

use serde::Serialize;

use crate::cadence::Cadences;
use crate::incident::Incident;
use crate::incident::entry::Entry;
use crate::incident::event::Event;
use crate::reminder::clock;
use crate::span::Instant;
use crate::template::Audience;

/// How the cadence of one audience was kept.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct Adherence {
    /// Whose.
    pub audience: Audience,
    /// Updates that came in time.
    pub kept: u32,
    /// Updates that came late, or are late now.
    pub missed: u32,
    /// By how much the latest was late.
    #[ts(type = "number")]
    pub worst_late_seconds: i64,
}

/// How the cadence of an audience was kept until then; `None` where it was owed nothing that fell due.
pub(super) fn of(entries: &[Entry], cadences: &Cadences, audience: Audience, until: Instant) -> Option<Adherence> {
    let (first, rest) = entries.split_first()?;
    let mut incident = Incident::declared(first)?;
    let mut result = Adherence { audience, kept: 0, missed: 0, worst_late_seconds: 0 };
    for entry in rest {
        match &entry.event {
            Event::UpdateWritten { audience: to, .. } if *to == audience => {
                result.judge(&incident, cadences, entry.happened_at, true);
            }
            Event::Resolved { .. } => result.judge(&incident, cadences, entry.happened_at, false),
            _ => {}
        }
        incident.apply(entry);
    }
    result.judge(&incident, cadences, until, false);
    (result.kept + result.missed > 0).then_some(result)
}

impl Adherence {
    /// Judges an instant by the clock as it stood then. A closing update is no beat of the cadence.
    fn judge(&mut self, incident: &Incident, cadences: &Cadences, at: Instant, written: bool) {
        let due_at = clock(incident, cadences, self.audience).due_at.filter(|_| incident.is_open());
        let Some(late) = due_at.map(|due_at| (at - due_at).num_seconds()) else {
            return;
        };
        if late > 0 {
            self.missed += 1;
            self.worst_late_seconds = self.worst_late_seconds.max(late);
        } else if written {
            self.kept += 1;
        }
    }
}
