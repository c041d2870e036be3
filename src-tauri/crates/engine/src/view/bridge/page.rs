//! What status pages say of an incident, beside what was published there.

use domain::agreement::Agreement;
use domain::delivery::{Payload, Receipt, State, UpdateMessage};
use domain::id::{ConnectionId, DeliveryId, IncidentId};
use domain::incident::Incident;
use domain::phase::Phase;
use domain::span::Instant;
use serde::Serialize;
use store::truth::outbox::Row;

use crate::engine::Engine;
use crate::error::Error;
use crate::view::status_page::{PageIncidentLine, StatusPageView, still_broken};

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
            let there = told.as_ref().map(|told| There::of(&told.view, &incident.id, receipt));
            let line = there.as_ref().and_then(|there| there.line);
            let mut drift: Vec<String> = there
                .iter()
                .flat_map(|there| there.line.into_iter().chain(there.doubles.iter().copied()))
                .flat_map(|line| line.drift.clone())
                .collect();
            let is_known = line.is_some() || there.as_ref().is_some_and(|there| there.tells_by_absence);
            if let (None, Some(told), true) = (line, &told, is_known) {
                drift.extend(missing(message));
                drift.extend(still_broken(message, &told.view.components.lines));
            }
            let latest = line.and_then(|line| line.updates.first());
            let theirs = latest.map(|update| update.body.trim()).unwrap_or_default();
            let stays = incident.theirs.get(&connection.id);
            let state = match read_at {
                Some(read_at) if read_at >= at && drift.is_empty() && is_known => PageStanding::Confirmed,
                Some(_) if stays.is_some_and(|(update, words)| *update == message.update && words == theirs) => {
                    PageStanding::Theirs
                }
                Some(read_at) if read_at >= at && !drift.is_empty() => PageStanding::Drift,
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

/// What a page that was read tells of an incident of ours.
struct There<'a> {
    /// The incident of the page to which updates go.
    line: Option<&'a PageIncidentLine>,
    /// Others that tell the same.
    doubles: Vec<&'a PageIncidentLine>,
    /// Whether its not being among those that are open says something: not where it was asked for by itself and that failed.
    tells_by_absence: bool,
}

impl<'a> There<'a> {
    fn of(page: &'a StatusPageView, incident: &IncidentId, receipt: &Receipt) -> Self {
        let all = || page.incidents.lines.iter().chain(&page.ended.lines);
        let is_ours = |line: &&PageIncidentLine| line.incident.as_deref() == Some(incident.as_str());
        let line = all().find(|line| line.id == receipt.remote).or_else(|| all().find(is_ours));
        let doubles = all().filter(is_ours).filter(|other| line.is_some_and(|line| line.id != other.id)).collect();
        let is_asked_for = page.ended.told && receipt.is_named();
        Self { line, doubles, tells_by_absence: !is_asked_for && page.incidents.trouble.is_empty() }
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
