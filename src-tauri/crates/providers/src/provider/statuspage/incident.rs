//! What customers read on the page: open incidents with their updates, announced work, and how many are told.

use domain::delivery::Failure;
use domain::phase::Phase;
use domain::span::Span;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{LIMIT, Metadata, STATES, of_page};
use crate::account::Account;
use crate::capability::{Maintenance, PageIncident, PageUpdate, Part, Reading, StatusPage, Step, Subscribers};
use crate::instant;
use crate::message::{Request, Response};

/// How an incident stands that is resolved, and on which somebody has written what went wrong.
const POSTMORTEM: &str = "postmortem";

/// The open ones.
pub(super) const INCIDENTS: Reading<PageIncident> =
    Reading::of_all(|_| vec![Step::of_all("unresolved")], ask, |response, step| entries(response, step, read));

/// Of any standing.
pub(super) const INCIDENTS_OF: Reading<PageIncident> = Reading {
    each: true,
    begin: |scope| scope.of.iter().map(|id| Step::of_one("incident", id)).collect(),
    ask: |account, step| super::read(account, of_page(account, &["incidents", step.id()?])?),
    read: |response, _| Ok(Part { items: vec![read(response.json()?)?], ..Part::default() }),
};

/// What is under way, and what is still to come.
pub(super) const MAINTENANCES: Reading<Maintenance> = Reading::of_all(
    |_| vec![Step::of_all("active_maintenance"), Step::of_all("upcoming")],
    ask,
    |response, step| entries(response, step, read_maintenance),
);

/// Of those who confirmed that they want to be told.
pub(super) const SUBSCRIBERS: Reading<Subscribers> =
    Reading::of_all(|_| vec![Step::of_all("count")], ask_subscribers, |response, _| read_subscribers(response));

#[derive(Deserialize)]
struct Incident {
    id: String,
    name: String,
    status: String,
    shortlink: Option<String>,
    scheduled_for: Option<String>,
    scheduled_until: Option<String>,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    components: Vec<Affected>,
    #[serde(default, deserialize_with = "crate::null::as_default", rename = "incident_updates")]
    updates: Vec<Update>,
    metadata: Option<Metadata>,
}

#[derive(Deserialize)]
struct Affected {
    id: String,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    status: String,
}

#[derive(Deserialize)]
struct Update {
    id: Option<String>,
    status: String,
    body: Option<String>,
    created_at: String,
    display_at: Option<String>,
}

/// <https://developer.statuspage.io/#operation/getPagesPageIdIncidentsUnresolved>, and its neighbours for announced work.
fn ask(account: &Account, step: &Step) -> Result<Request, Failure> {
    let request = super::read(account, of_page(account, &["incidents", step.what])?)?;
    Ok(request.query("per_page", &LIMIT.to_string()).query("page", step.cursor.as_deref().unwrap_or("1")))
}

/// Each entry for itself; a full page may have another one after it.
fn entries<Item>(
    response: &Response,
    step: &Step,
    read: fn(Incident) -> Result<Item, Failure>,
) -> Result<Part<Item>, Failure> {
    let entries: Vec<Value> = response.json()?;
    let next = (entries.len() >= LIMIT).then(|| step.at((step.offset().max(1) + 1).to_string()));
    Ok(Part::of(entries, read).then(next))
}

fn read(incident: Incident) -> Result<PageIncident, Failure> {
    // What is written on what went wrong, when it is over, is none of its updates.
    let told = incident.updates.into_iter().filter(|update| update.status != POSTMORTEM);
    let mut updates = told.map(update).collect::<Result<Vec<_>, _>>()?;
    updates.sort_by_key(|update| std::cmp::Reverse(update.at));
    let affected = |part: Affected| (part.id, StatusPage::state(STATES, &part.status));
    Ok(PageIncident {
        id: incident.id,
        title: incident.name,
        link: incident.shortlink,
        phase: phase(&incident.status),
        status: incident.status,
        components: incident.components.into_iter().map(affected).collect(),
        updates,
        marker: incident.metadata.and_then(|metadata| metadata.marker()),
    })
}

fn update(update: Update) -> Result<PageUpdate, Failure> {
    Ok(PageUpdate {
        id: update.id,
        at: instant::read(update.display_at.as_deref().unwrap_or(&update.created_at))?,
        phase: phase(&update.status),
        status: update.status,
        body: update.body.unwrap_or_default(),
    })
}

fn phase(word: &str) -> Option<Phase> {
    if word == POSTMORTEM {
        return Some(Phase::Resolved);
    }
    Phase::ALL.into_iter().find(|phase| super::status(*phase) == word)
}

/// One without an end is over when its page says so: it is shown as the instant at which it begins.
fn read_maintenance(incident: Incident) -> Result<Maintenance, Failure> {
    let from = incident
        .scheduled_for
        .as_deref()
        .ok_or_else(|| Failure::Garbled("announced work has no time at which it begins".to_owned()))?;
    let until = incident.scheduled_until.as_deref().unwrap_or(from);
    Ok(Maintenance {
        id: incident.id,
        title: incident.name,
        span: Span::of(instant::read(from)?, instant::read(until)?),
        status: incident.status,
    })
}

/// <https://developer.statuspage.io/#operation/getPagesPageIdSubscribersCount>
fn ask_subscribers(account: &Account, _: &Step) -> Result<Request, Failure> {
    super::read(account, of_page(account, &["subscribers", "count"])?)
}

fn read_subscribers(response: &Response) -> Result<Part<Subscribers>, Failure> {
    let counts: Map<String, Value> = response.json()?;
    let subscribers = |(by, count): (String, Value)| Some(Subscribers { by, count: count.as_u64()? });
    let mut items: Vec<Subscribers> = counts.into_iter().filter_map(subscribers).collect();
    items.sort_by(|one, other| one.by.cmp(&other.by));
    Ok(Part { items, ..Part::default() })
}
