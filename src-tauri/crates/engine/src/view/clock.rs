//! The clocks of open incidents, and the presets that they go by: what `bwatch cadence` reads, from the function that the
//! bridge and the tray read as well.

use domain::cadence::Cadences;
use domain::id::IncidentId;
use domain::incident::Incident;
use domain::phase::Phase;
use domain::severity::Severity;

use super::bridge::fix::fix;
use super::bridge::screen::clocks;
use super::bridge::{ClockView, FixView};
use crate::engine::Engine;
use crate::error::Error;

/// The clocks of one incident.
#[derive(Debug, Clone, PartialEq)]
pub struct IncidentClocks {
    /// Which.
    pub id: IncidentId,
    /// Its title.
    pub title: String,
    /// How bad.
    pub severity: Severity,
    /// Where it stands.
    pub phase: Phase,
    /// A rehearsal.
    pub drill: bool,
    /// One for each audience with a clock, in key order.
    pub clocks: Vec<ClockView>,
    /// The clock of the repair; none where it is over, or only watched.
    pub fix: Option<FixView>,
}

impl Engine {
    /// The clocks of an incident, or of all that still need somebody, worst first.
    pub fn clocks(&self, only: Option<&IncidentId>) -> Result<Vec<IncidentClocks>, Error> {
        let now = self.now();
        let loaded = self.loaded();
        let mut incidents = match only {
            Some(id) => vec![self.incident(id)?],
            None => self.parts.truth.open_incidents(now)?,
        };
        incidents.sort_by_key(|incident| (incident.severity, incident.declared_at));
        let of = |incident: Incident| IncidentClocks {
            clocks: clocks(&incident, &loaded.agreement.cadences, now),
            fix: fix(&incident, &loaded.agreement, now),
            id: incident.id,
            title: incident.title,
            severity: incident.severity,
            phase: incident.phase,
            drill: incident.drill,
        };
        Ok(incidents.into_iter().map(of).collect())
    }

    /// All presets, and which of them holds.
    pub fn cadences(&self) -> Cadences {
        self.loaded().agreement.cadences.clone()
    }
}
