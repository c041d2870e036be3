//! A status page that somebody else has changed: what was published goes there again, or what they wrote stays.

use super::Refusal;
use crate::id::{ConnectionId, UpdateId};
use crate::incident::Incident;
use crate::incident::event::Event;

pub(super) fn settle(
    incident: &Incident,
    (connection, update): (&ConnectionId, &UpdateId),
    ours: bool,
    theirs: &str,
) -> Result<Vec<Event>, Refusal> {
    let last = incident.last_on(connection).map(|last| &last.id);
    if last != Some(update) {
        return Err(Refusal::of(&match last {
            Some(last) => format!("{last} was published there since. Read the page again, and choose anew."),
            None => format!("No update of {} stands at {connection}.", incident.id),
        }));
    }
    let theirs = theirs.trim().to_owned();
    Ok(vec![Event::DriftSettled { update: update.clone(), connection: connection.clone(), ours, theirs }])
}
