//! For how long nothing was heard of the repair, and for how long nobody was told: the longest of each, to lay beside each other.

use serde::Serialize;

use crate::incident::Incident;
use crate::incident::entry::Entry;
use crate::incident::event::Event;
use crate::phase::Phase;
use crate::span::Instant;

/// The longest silence of each track, in seconds from declaration to resolution; while it is open, to its last entry, so that two
/// readings of the same journal agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Silence {
    /// Between two words of any line of work, until all is watched.
    #[ts(type = "number")]
    pub fix_seconds: i64,
    /// Between two updates to anybody.
    #[ts(type = "number")]
    pub words_seconds: i64,
}

pub(super) fn of(incident: &Incident, entries: &[Entry]) -> Silence {
    let until = incident.resolved_at.unwrap_or(incident.last_at);
    let watched_at = entries.iter().rev().find_map(|entry| match &entry.event {
        Event::PhaseChanged { to, .. } => Some((*to == Phase::Monitoring).then_some(entry.happened_at)),
        _ => None,
    });
    let fix = entries
        .iter()
        .filter(|entry| matches!(&entry.event, Event::WorkstreamOpened { .. } | Event::WorkstreamChanged { .. }));
    let words = incident.updates.iter().filter(|update| !update.is_given_up()).map(|update| update.written_at);
    Silence {
        fix_seconds: longest(
            incident.declared_at,
            fix.map(|entry| entry.happened_at),
            watched_at.flatten().unwrap_or(until),
        ),
        words_seconds: longest(incident.declared_at, words, until),
    }
}

/// The longest stretch between two of the instants, from the first bound to the last.
fn longest(from: Instant, heard: impl Iterator<Item = Instant>, until: Instant) -> i64 {
    let mut heard: Vec<Instant> = heard.filter(|at| *at > from && *at < until).collect();
    heard.push(until);
    heard.sort();
    let mut last = from;
    let mut longest = 0;
    for at in heard {
        longest = longest.max((at - last).num_seconds());
        last = at;
    }
    longest
}
