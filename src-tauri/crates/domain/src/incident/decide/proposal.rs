//! What somebody else than the incident lead writes, where the organisation wants the lead to read it first.

use super::Facts;
use crate::id::ProposalId;
use crate::incident::Incident;
use crate::incident::event::Event;
use crate::incident::intent::Composition;
use crate::template::Output;

/// Whether the organisation wants the lead to read an output before it leaves, and it is not the lead who writes.
pub(super) fn waits_for_lead(incident: &Incident, output: Output, facts: &Facts<'_>) -> bool {
    facts.agreement.communication.needs_approval(incident.severity, output) && facts.actor != &incident.lead
}

/// What waits for the lead's approval.
pub(super) fn proposed(incident: &Incident, composition: Composition) -> Event {
    Event::UpdateProposed { proposal: ProposalId(format!("q{}", incident.proposals.len() + 1)), composition }
}
