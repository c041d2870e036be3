//! Who learns in an incident, under the one whom they shadow.

use domain::agreement::Agreement;
use domain::incident::Incident;
use domain::incident::shadow::ShadowSeat;
use domain::span::Instant;
use serde::Serialize;

use crate::engine::Engine;
use crate::view::person::PersonView;

/// Somebody who learns here.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct ShadowView {
    /// Who.
    pub person: PersonView,
    /// The name of the person or the role that they shadow.
    pub beside: String,
    /// The id of the person on the bridge under whom they stand; none where nobody holds the role, or the person has left.
    pub under: Option<String>,
    /// Since when.
    #[ts(type = "number")]
    pub since: i64,
}

impl Engine {
    /// Who learns in an incident, in order of being seated.
    pub(super) fn shadows(&self, incident: &Incident, agreement: &Agreement, now: Instant) -> Vec<ShadowView> {
        let shown = |seat: &ShadowSeat| ShadowView {
            person: self.person_view(agreement, &seat.person, now),
            beside: seat.beside.name(agreement),
            under: incident.shadowed(seat).map(ToString::to_string),
            since: seat.since.timestamp_millis(),
        };
        incident.shadows.iter().map(shown).collect()
    }
}
