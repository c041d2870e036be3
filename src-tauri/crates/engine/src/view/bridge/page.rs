//! What status pages say of an incident, beside what was published there.

use domain::agreement::Agreement;
use domain::delivery::{ComponentState, Payload, Receipt, State, UpdateMessage};
use domain::id::{ConnectionId, DeliveryId};
use domain::incident::Incident;
use domain::phase::Phase;
use domain::span::Instant;
use serde::Serialize;
use store::truth::outbox::Row;

use crate::engine::Engine;
use crate::error::Error;
use crate::view::status_page::ComponentLine;

/// What a status page says of an incident, beside what was published there last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct PageStandingView {
    /// The connection's id.
    pub connection: String,
    /// As people call it.
    pub name: String,
    /// The update that was published there last.
    pub update: String,
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
    /// It says something else, and that was let stand.
    Theirs,
}

/// What was published on a page last.
pub(crate) struct Posted<'a> {
    /// By which delivery.
    pub(crate) delivery: &'a DeliveryId,
    /// What.
    pub(crate) message: &'a UpdateMessage,
    /// The page's proof.
    receipt: &'a Receipt,
    /// When it arrived.
    at: Instant,
}

impl<'a> Posted<'a> {
    /// The last update of an incident that arrived on a page.
    pub(crate) fn last(rows: &'a [Row], page: &ConnectionId) -> Option<Self> {
        let mut on_page = rows.iter().rev().filter(|row| row.delivery.connection == *page);
        on_page.find_map(|row| match (&row.delivery.payload, &row.state) {
            (Payload::Update(message), State::Delivered { receipt }) => {
                Some(Self { delivery: &row.delivery.id, message, receipt, at: row.updated_at })
            }
            _ => None,
        })
    }
}

impl Engine {
    /// Each page that an update of the incident stands on, in the workspace's order.
    pub(crate) fn page_standings(
        &self,
        incident: &Incident,
        agreement: &Agreement,
        rows: &[Row],
    ) -> Result<Vec<PageStandingView>, Error> {
        let mut standings = Vec::new();
        for connection in &agreement.connections {
            let Some(Posted { message, receipt, at, .. }) = Posted::last(rows, &connection.id) else { continue };
            let told = self.told_page(&connection.id)?;
            let read_at = told.as_ref().map(|told| told.read_at);
            let there =
                told.as_ref().and_then(|told| {
                    told.view.incidents.lines.iter().find(|line| {
                        line.id == receipt.remote || line.incident.as_deref() == Some(incident.id.as_str())
                    })
                });
            let mut drift = match there {
                Some(line) => line.drift.clone(),
                None => missing(message),
            };
            if let (None, Some(told)) = (there, &told) {
                drift.extend(still_broken(message, &told.view.components.lines));
            }
            let latest = there.and_then(|line| line.updates.first());
            let theirs = latest.map(|update| update.body.trim()).unwrap_or_default();
            let stays = incident.theirs.get(&connection.id);
            let state = match read_at {
                Some(read_at) if read_at >= at && drift.is_empty() => PageStanding::Confirmed,
                Some(_) if stays.is_some_and(|(update, words)| *update == message.update && words == theirs) => {
                    PageStanding::Theirs
                }
                Some(read_at) if read_at >= at => PageStanding::Drift,
                _ => PageStanding::Unread,
            };
            let differs = matches!(state, PageStanding::Drift | PageStanding::Theirs);
            standings.push(PageStandingView {
                connection: connection.id.to_string(),
                name: connection.name.clone(),
                update: message.update.to_string(),
                drift: if differs { drift } else { Vec::new() },
                theirs: latest.map(|update| update.body.clone()).filter(|_| differs),
                ours: differs.then(|| message.body.clone()),
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

/// What an incident that is over leaves broken: it is not among those that are open any more, and its components are all
/// that readers still see of it.
fn still_broken(message: &UpdateMessage, there: &[ComponentLine]) -> Vec<String> {
    let wanted = message.components.iter().filter(|(_, state)| **state == ComponentState::Operational);
    let stays = |id: &String| {
        let line = there.iter().find(|line| &line.id == id)?;
        line.state.filter(|state| state.is_broken()).map(|_| format!("Its component {} is still broken.", line.name))
    };
    wanted.filter_map(|(id, _)| stays(id)).collect()
}

fn millis(at: Instant) -> i64 {
    at.timestamp_millis()
}
