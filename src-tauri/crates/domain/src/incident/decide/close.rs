//! How an incident ends: resolved, its closing updates owed; what was lost by it; and how it comes back.

use super::{Refusal, filled, still_open};
use crate::incident::Incident;
use crate::incident::event::Event;

pub(super) fn resolve(
    incident: &Incident,
    summary: &str,
    loss: Option<&str>,
    release: bool,
) -> Result<Vec<Event>, Refusal> {
    still_open(incident)?;
    let mut events = vec![Event::Resolved { summary: summary.trim().to_owned() }];
    if let Some(text) = loss {
        events.extend(state_loss(incident, text)?);
    }
    if release {
        let others = incident.participants.iter().filter(|other| other.left_at.is_none());
        let others = others.filter(|other| other.person != incident.lead);
        events.extend(others.map(|other| Event::Left { person: other.person.clone() }));
        events.extend(incident.shadows.iter().map(|seat| Event::ShadowLeft { person: seat.person.clone() }));
    }
    Ok(events)
}

pub(super) fn state_loss(incident: &Incident, text: &str) -> Result<Vec<Event>, Refusal> {
    let text = filled(text, "what was lost or is wrong now, or that nothing is")?;
    if incident.loss.as_deref() == Some(text) {
        return Err(Refusal::of("That is what was said already."));
    }
    Ok(vec![Event::LossStated { text: text.to_owned() }])
}

pub(super) fn reopen(incident: &Incident, reason: &str) -> Result<Vec<Event>, Refusal> {
    if incident.is_open() {
        return Err(Refusal::of(&format!("{} is open.", incident.id)));
    }
    let reason = filled(reason, "why it is not over")?;
    Ok(vec![Event::Reopened { reason: reason.to_owned() }])
}
