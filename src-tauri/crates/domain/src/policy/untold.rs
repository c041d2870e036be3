//! Why a connection is not told of an incident: by how bad it is, what it affects and where, so that a room or a page that
//! people watch already hears what concerns them and nothing else.

use super::Policy;
use crate::agreement::{Agreement, Connection};
use crate::id::{ConnectionId, RegionId, ServiceId};
use crate::incident::Incident;
use crate::routing::affected;

impl Policy {
    /// The first thing that keeps an incident from being told, in words; `None` where it is told. What is not known of an
    /// incident keeps nothing back.
    pub fn unmet(&self, incident: &Incident, agreement: &Agreement) -> Option<String> {
        if !self.severities.is_empty() && !self.severities.contains(&incident.severity) {
            return Some(format!("only for {}", list(&self.severities, ToString::to_string)));
        }
        let affected = affected(agreement, &incident.services);
        let meets = |id: &ServiceId| affected.contains(id);
        if !self.services.is_empty() && !affected.is_empty() && !self.services.iter().any(meets) {
            let name =
                |id: &ServiceId| agreement.service(id).map_or_else(|| id.to_string(), |known| known.name.clone());
            return Some(format!("only for {}", list(&self.services, name)));
        }
        let regions = incident.hit_regions();
        if !self.regions.is_empty() && !regions.is_empty() && !self.regions.iter().any(|id| regions.contains(id)) {
            let name = |id: &RegionId| agreement.region(id).map_or_else(|| id.to_string(), |known| known.name.clone());
            return Some(format!("only for {}", list(&self.regions, name)));
        }
        None
    }
}

/// Why a connection is not told of an incident; `None` where it is. Whoever heard a first word hears the last one as well,
/// whatever became of severity, services and regions since.
pub fn untold(connection: &Connection, incident: &Incident, agreement: &Agreement) -> Option<String> {
    if has_heard(incident, &connection.id) {
        return None;
    }
    connection.policy.unmet(incident, agreement)
}

/// Whether something of the incident was written for a connection.
fn has_heard(incident: &Incident, connection: &ConnectionId) -> bool {
    incident.updates.iter().any(|update| {
        let goes_out = update.outreach.iter().filter(|outreach| outreach.given_up < outreach.letters);
        let by_outreach = goes_out.into_iter().any(|outreach| outreach.connections.contains(connection));
        update.goes_to(connection) || by_outreach
    })
}

fn list<T>(items: &[T], name: impl Fn(&T) -> String) -> String {
    items.iter().map(name).collect::<Vec<_>>().join(" or ")
}
