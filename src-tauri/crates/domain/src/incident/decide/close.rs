//! How an incident ends: resolved, its closing updates owed; and how it comes back.

use super::{Refusal, filled, still_open};
use crate::incident::Incident;
use crate::incident::event::Event;

pub(super) fn resolve(incident: &Incident, summary: &str) -> Result<Vec<Event>, Refusal> {
    still_open(incident)?;
    Ok(vec![Event::Resolved { summary: summary.trim().to_owned() }])
}

pub(super) fn reopen(incident: &Incident, reason: &str) -> Result<Vec<Event>, Refusal> {
    if incident.is_open() {
        return Err(Refusal::of(&format!("{} is open.", incident.id)));
    }
    let reason = filled(reason, "why it is not over")?;
    Ok(vec![Event::Reopened { reason: reason.to_owned() }])
}
