//! What status pages say of an incident, beside what was published there.

use domain::agreement::Agreement;
use domain::delivery::{Payload, State, UpdateMessage};
use domain::incident::Incident;
use domain::phase::Phase;
use domain::span::Instant;
use serde::Serialize;
use store::truth::outbox::Row;

use crate::engine::Engine;
use crate::error::Error;

/// What a status page says of an incident, beside what was published there last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct PageStandingView {
    /// The connection's id.
    pub connection: String,
    /// As people call it.
    pub name: String,
    /// How it stands.
    pub state: PageStanding,
    /// Where it says something else, as sentences.
    pub drift: Vec<String>,
    /// Its latest text, where it says something else.
    pub theirs: Option<String>,
    /// What was published last, where it says something else.
    pub ours: Option<String>,
    /// Where people can look at it.
    pub link: Option<String>,
    /// When it was read last.
    #[ts(type = "number | null")]
    pub read_at: Option<i64>,
    /// When the last update arrived there.
    #[ts(type = "number")]
    pub published_at: i64,
}

/// How a page stands to what was published on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "lowercase")]
pub enum PageStanding {
    /// Published; not read back since.
    Unread,
    /// It says what was published.
    Confirmed,
    /// It says something else.
    Drift,
}

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
