//! What somebody else than the incident lead writes, where the organisation wants the lead to read it first.

use crate::id::ProposalId;
use crate::incident::Incident;
use crate::incident::event::Event;
use crate::incident::intent::Composition;

/// What waits for the lead's approval.
pub(super) fn proposed(incident: &Incident, composition: Composition) -> Event {
    Event::UpdateProposed { proposal: ProposalId(format!("q{}", incident.proposals.len() + 1)), composition }
}
