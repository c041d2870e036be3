//! What is known of an incident, what is not, and when the next word is due: assembled from its entries for those who speak for
//! it, so that nobody need guess. Nothing stands here that does not stand in the journal, and each line says in which entry.
//!
//! Estimates, money and inner places are left out: whoever copies it may paste it anywhere.

mod audience;
mod open;

use std::collections::BTreeMap;

use chrono_tz::Tz;

use super::entry::Entry;
use super::event::Event;
use super::{Incident, WorkState, Workstream};
use crate::agreement::Agreement;
use crate::delivery::ComponentState;
use crate::id::ConnectionId;
use crate::phase::Phase;
use crate::span::Instant;
use crate::template::clock;

/// One line, and the entry of the log that it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownLine {
    /// What is known, or is not, as a sentence.
    pub text: String,
    /// The sequence of the entry.
    pub sequence: u64,
}

/// What is known, what is not, and what comes next.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    /// What we know.
    pub known: Vec<KnownLine>,
    /// What we do not know.
    pub unknown: Vec<KnownLine>,
    /// When the next word is due, audience by audience.
    pub next: Vec<KnownLine>,
}

/// What the lines are put into words with.
#[derive(Clone, Copy)]
pub struct Telling<'a> {
    /// What the organisation agreed on: names.
    pub agreement: &'a Agreement,
    /// What customers call a component of a status page.
    pub component: &'a dyn Fn(&ConnectionId, &str) -> String,
    /// The zone of every time.
    pub zone: Tz,
}

impl Telling<'_> {
    fn clock(&self, at: Instant) -> String {
        clock(at, self.zone)
    }
}

/// Assembles it, as of an instant. `entries` are all entries of the incident, in order.
pub fn known(incident: &Incident, entries: &[Entry], telling: &Telling<'_>, now: Instant) -> Known {
    let source = Source { incident, entries, telling };
    let mut known = Known::default();
    source.impact(&mut known);
    source.phase(&mut known);
    source.services(&mut known);
    source.facts(&mut known);
    source.work(&mut known);
    source.components(&mut known);
    source.told(&mut known);
    source.open(&mut known);
    source.next(&mut known, now);
    known
}

impl Known {
    /// The text below the title: sections with their lines, each with its entry. Empty sections are left out.
    pub fn body(&self, head: &str) -> String {
        let section = |title: &str, lines: &[KnownLine]| {
            let lines: Vec<String> =
                lines.iter().map(|line| format!("- {} (entry {})", line.text, line.sequence)).collect();
            (!lines.is_empty()).then(|| format!("{title}\n{}", lines.join("\n")))
        };
        let sections = [
            Some(head.to_owned()),
            section("What we know", &self.known),
            section("What we do not know", &self.unknown),
            section("Next update", &self.next),
        ];
        sections.into_iter().flatten().collect::<Vec<_>>().join("\n\n")
    }
}

/// What is asked while the lines are written.
struct Source<'a> {
    incident: &'a Incident,
    entries: &'a [Entry],
    telling: &'a Telling<'a>,
}

impl Source<'_> {
    /// The last entry of that kind; the first of all where there is none.
    fn last(&self, is_it: impl Fn(&Event) -> bool) -> u64 {
        let found = self.entries.iter().rev().find(|entry| is_it(&entry.event));
        found.or(self.entries.first()).map_or(0, |entry| entry.sequence)
    }

    fn impact(&self, known: &mut Known) {
        let withdrawn = self.incident.impact.as_ref().and_then(|impact| impact.withdrawn.as_ref());
        let stated = self.incident.stated.sentence.as_ref();
        let stated = stated.filter(|said| withdrawn.is_none_or(|(at, _)| said.at > *at));
        if let Some(said) = stated {
            known.known.push(KnownLine { text: ended(&said.text), sequence: said.sequence });
        }
        if let Some((_, reason)) = withdrawn {
            let sequence = self.last(|event| matches!(event, Event::ImpactWithdrawn { .. }));
            known
                .known
                .push(KnownLine { text: ended(&format!("Customers are not affected after all: {reason}")), sequence });
            return;
        }
        let Some(impact) = &self.incident.impact else {
            if stated.is_none() && self.incident.is_open() {
                known.unknown.push(KnownLine {
                    text: "Whether customers are affected.".to_owned(),
                    sequence: self.last(|_| false),
                });
            }
            return;
        };
        let names = impact
            .regions
            .iter()
            .map(|id| self.telling.agreement.region(id).map_or_else(|| id.to_string(), |region| region.name.clone()));
        let names = names.collect::<Vec<_>>().join(", ");
        let detail = if impact.detail.is_empty() { String::new() } else { format!(": {}", impact.detail) };
        let since = self.telling.clock(impact.confirmed_at);
        let text = ended(&format!("Customers in {names} are affected, confirmed at {since}{detail}"));
        known
            .known
            .push(KnownLine { text, sequence: self.last(|event| matches!(event, Event::ImpactConfirmed { .. })) });
    }

    fn phase(&self, known: &mut Known) {
        let moved = |event: &Event| {
            matches!(
                event,
                Event::Declared { .. } | Event::PhaseChanged { .. } | Event::Resolved { .. } | Event::Reopened { .. }
            )
        };
        let sequence = self.last(moved);
        let at = self.entries.iter().find(|entry| entry.sequence == sequence).map(|entry| entry.happened_at);
        let since = at.map(|at| format!(", since {}", self.telling.clock(at))).unwrap_or_default();
        let line = |text: &str| KnownLine { text: format!("{text}{since}."), sequence };
        match self.incident.phase {
            Phase::Investigating => known.unknown.push(KnownLine { text: "The cause.".to_owned(), sequence }),
            Phase::Identified => known.known.push(line("The cause is known")),
            Phase::Monitoring => known.known.push(line("A fix is in place and watched")),
            Phase::Resolved => known.known.push(line("It is over")),
        }
    }

    fn services(&self, known: &mut Known) {
        if self.incident.services.is_empty() || !self.incident.is_open() {
            return;
        }
        let names = self.incident.services.iter().map(|id| {
            self.telling.agreement.service(id).map_or_else(|| id.to_string(), |service| service.name.clone())
        });
        let text = format!("Failing: {}.", names.collect::<Vec<_>>().join(", "));
        let sequence = self.last(|event| matches!(event, Event::Declared { .. } | Event::ServicesChanged { .. }));
        known.known.push(KnownLine { text, sequence });
    }

    /// While the cause is not known, each line of work looks for it: what it looks into is a question.
    fn work(&self, known: &mut Known) {
        if !self.incident.is_open() {
            return;
        }
        let searching = self.incident.phase == Phase::Investigating;
        for work in self.incident.workstreams.iter().filter(|work| work.state != WorkState::Done) {
            let line = KnownLine { text: under_way(work, searching), sequence: self.last(|event| is_of(event, work)) };
            if searching { known.unknown.push(line) } else { known.known.push(line) }
        }
    }

    /// Components of status pages as the last update that is out has them.
    fn components(&self, known: &mut Known) {
        let mut states: BTreeMap<(&ConnectionId, &String), (ComponentState, u64)> = BTreeMap::new();
        for update in &self.incident.updates {
            for page in update.published.keys().filter(|page| update.is_on(page)) {
                let sequence = self.last(|event| {
                    matches!(event, Event::UpdatePublished { update: id, connection, .. }
                        if *id == update.id && connection == page)
                });
                for (component, state) in update.components_on(page) {
                    states.insert((page, component), (*state, sequence));
                }
            }
        }
        for ((page, component), (state, sequence)) in states {
            let name = (self.telling.component)(page, component);
            let agreed = self.telling.agreement.connection(page);
            let page = agreed.map_or_else(|| page.to_string(), |known| known.name.clone());
            known.known.push(KnownLine { text: format!("{page} shows {name}: {}.", shown(state)), sequence });
        }
    }
}

/// What is said of a line of work.
fn under_way(stream: &Workstream, searching: bool) -> String {
    let how = match (stream.state, searching) {
        (WorkState::Blocked, _) => "Blocked",
        (_, true) => "Looked into",
        (_, false) => "Under way",
    };
    let heard = if stream.word.is_empty() { String::new() } else { format!(": {}", stream.word) };
    ended(&format!("{how}: {}{heard}", stream.title))
}

fn is_of(event: &Event, work: &Workstream) -> bool {
    match event {
        Event::WorkstreamOpened { workstream, .. } | Event::WorkstreamChanged { workstream, .. } => {
            *workstream == work.id
        }
        _ => false,
    }
}

fn shown(state: ComponentState) -> &'static str {
    match state {
        ComponentState::Operational => "works",
        ComponentState::Degraded => "works, badly",
        ComponentState::PartialOutage => "works for some",
        ComponentState::MajorOutage => "does not work",
        ComponentState::Maintenance => "planned work",
    }
}

/// A sentence on one line, with its full stop.
pub fn ended(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.ends_with(['.', '!', '?']) { text } else { format!("{text}.") }
}
