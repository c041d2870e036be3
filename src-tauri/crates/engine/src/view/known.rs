//! What is known of an incident, what is not, and when the next word is due, ready to be copied.

use domain::agreement::Agreement;
use domain::copy::Copies;
use domain::id::{ConnectionId, IncidentId};
use domain::incident::Incident;
use domain::incident::known::{KnownLine, Telling, known};
use serde::Serialize;

use crate::engine::Engine;
use crate::error::Error;

/// What is known, what is not, and what comes next; each line with the entry that it comes from.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct KnownView {
    /// Which incident.
    pub incident: String,
    /// The last entry that counted.
    #[ts(type = "number")]
    pub sequence: u64,
    /// When it was put together.
    #[ts(type = "number")]
    pub at: i64,
    /// What we know.
    pub known: Vec<KnownLineView>,
    /// What we do not know.
    pub unknown: Vec<KnownLineView>,
    /// When the next word is due, audience by audience.
    pub next: Vec<KnownLineView>,
    /// All of it, to be copied.
    pub copies: Copies,
}

/// One line, and the entry of the log that it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct KnownLineView {
    /// As a sentence.
    pub text: String,
    /// The entry.
    #[ts(type = "number")]
    pub sequence: u64,
}

impl Engine {
    /// What can be told of an incident now, and nothing that does not stand in its journal.
    pub fn what_is_known(&self, id: &IncidentId) -> Result<KnownView, Error> {
        self.known_of(&self.incident(id)?, &self.loaded().agreement)
    }

    /// The same of an incident at hand.
    pub(crate) fn known_of(&self, incident: &Incident, agreement: &Agreement) -> Result<KnownView, Error> {
        let (now, zone, id) = (self.now(), self.zone(), &incident.id);
        let entries = self.parts.truth.entries(id)?;
        let component = |page: &ConnectionId, component: &str| self.component_name(page, component);
        let telling = Telling { agreement, component: &component, zone };
        let known = known(incident, &entries, &telling, now);
        let drill = if incident.drill { "Drill: " } else { "" };
        let title = format!("{drill}{id} {}", incident.title);
        let clock = now.with_timezone(&zone).format("%H:%M %Z");
        let head = format!("At {clock}, as of entry {} of the log.", incident.last_sequence);
        let lines = |lines: &[KnownLine]| {
            lines.iter().map(|line| KnownLineView { text: line.text.clone(), sequence: line.sequence }).collect()
        };
        Ok(KnownView {
            incident: id.to_string(),
            sequence: incident.last_sequence,
            at: now.timestamp_millis(),
            copies: Copies::of(&title, &known.body(&head)),
            known: lines(&known.known),
            unknown: lines(&known.unknown),
            next: lines(&known.next),
        })
    }

    /// What a status page calls a component, as it was read last; its id where that is not known.
    fn component_name(&self, page: &ConnectionId, component: &str) -> String {
        let told = self.told_page(page).ok().flatten();
        let lines = told.into_iter().flat_map(|told| told.view.components.lines);
        lines.into_iter().find(|line| line.id == component).map_or_else(|| component.to_owned(), |line| line.name)
    }
}
