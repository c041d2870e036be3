//! What status pages say of an incident, beside what was published there.

use domain::agreement::Agreement;
use domain::delivery::{Payload, State, UpdateMessage};
use domain::incident::Incident;
use domain::phase::Phase;
use domain::span::Instant;
use store::truth::outbox::Row;

use super::{PageStanding, PageStandingView};
use crate::engine::Engine;
use crate::error::Error;

impl Engine {
    /// Each page that an update of the incident stands on, in the workspace's order.
    pub(super) fn page_standings(
        &self,
        incident: &Incident,
        agreement: &Agreement,
        rows: &[Row],
    ) -> Result<Vec<PageStandingView>, Error> {
        let mut standings = Vec::new();
        for connection in &agreement.connections {
            let last = rows.iter().rev().find_map(|row| match (&row.delivery.payload, &row.state) {
                (Payload::Update(message), State::Delivered { receipt })
                    if row.delivery.connection == connection.id =>
                {
                    Some((message, receipt, row.updated_at))
                }
                _ => None,
            });
            let Some((message, receipt, at)) = last else { continue };
            let told = self.told_page(&connection.id)?;
            let read_at = told.as_ref().map(|told| told.read_at);
            let there =
                told.as_ref().and_then(|told| {
                    told.view.incidents.lines.iter().find(|line| {
                        line.id == receipt.remote || line.incident.as_deref() == Some(incident.id.as_str())
                    })
                });
            let drift = match there {
                Some(line) => line.drift.clone(),
                None => missing(message),
            };
            let state = match read_at {
                Some(read_at) if read_at >= at && drift.is_empty() => PageStanding::Confirmed,
                Some(read_at) if read_at >= at => PageStanding::Drift,
                _ => PageStanding::Unread,
            };
            let latest = there.and_then(|line| line.updates.first());
            standings.push(PageStandingView {
                connection: connection.id.to_string(),
                name: connection.name.clone(),
                drift: if state == PageStanding::Drift { drift } else { Vec::new() },
                theirs: latest.map(|update| update.body.clone()).filter(|_| state == PageStanding::Drift),
                ours: (state == PageStanding::Drift).then(|| message.body.clone()),
                link: receipt.link.clone(),
                read_at: read_at.map(millis),
                published_at: millis(at),
                state,
            });
        }
        Ok(standings)
    }
}

/// An incident that is resolved is not among those that are open.
fn missing(message: &UpdateMessage) -> Vec<String> {
    if message.phase == Phase::Resolved {
        return Vec::new();
    }
    vec!["The page has no such open incident any more: somebody closed or removed it there.".to_owned()]
}

fn millis(at: Instant) -> i64 {
    at.timestamp_millis()
}
