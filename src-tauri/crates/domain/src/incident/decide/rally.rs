//! Where everybody comes together: recorded for the incident, and moved as a whole where the chat is down.

use super::{Refusal, filled, still_open};
use crate::incident::Incident;
use crate::incident::event::Event;
use crate::incident::intent::RallyMove;
use crate::rally::{Rally, fault};

pub(super) fn set(incident: &Incident, change: &Rally) -> Result<Vec<Event>, Refusal> {
    still_open(incident)?;
    let rally = incident.rally.changed(change).filled(&incident.id);
    for text in rally.places().into_iter().filter_map(|(_, place)| place) {
        if let Some(words) = fault(text) {
            return Err(Refusal::of(words));
        }
    }
    if rally == incident.rally {
        return Err(Refusal::of("That is what is recorded. Give another channel, bridge, phone line or fallback."));
    }
    if incident.fallback_since.is_some() && rally.fallback.is_none() {
        return Err(Refusal::of("Everybody meets there now. Go back to the channel first."));
    }
    Ok(vec![Event::RallySet { rally }])
}

pub(super) fn go(incident: &Incident, to: &RallyMove) -> Result<Vec<Event>, Refusal> {
    let (to_fallback, reason) = (to.to_fallback, &to.reason);
    still_open(incident)?;
    if incident.fallback_since.is_some() == to_fallback {
        return Err(Refusal::of(if to_fallback {
            "The fallback is in use already."
        } else {
            "The fallback is not in use."
        }));
    }
    let place = if to_fallback {
        let fallback = incident.rally.fallback.as_deref().unwrap_or_default();
        filled(fallback, "first where to meet when the chat is down: record a fallback")?.to_owned()
    } else {
        incident.rally.usual()
    };
    Ok(vec![Event::RallyMoved { to_fallback, place, reason: reason.trim().to_owned() }])
}
