//! incident.io's status pages: <https://api-docs.incident.io/tag/Status-Pages-V2>. An incident is made under our key, so that
//! a repetition makes no second one; its later updates have no key, and are looked for by their texts.

mod component;
mod incident;
mod maintenance;

use domain::delivery::{ComponentState, Failure, Receipt, Repeat, UpdateMessage};
use domain::phase::Phase;
use serde::Deserialize;
use serde_json::{Value, json};

use super::rest;
use crate::account::Account;
use crate::capability::{Limits, Markup, Posting, StatusPage, Step, Turn};
use crate::marker::Found;
use crate::message::{Body, Request, Response, below};

/// Publishes on one of the account's pages.
pub(super) const STATUS_PAGE: StatusPage = StatusPage {
    repeat: Repeat::Probe,
    publish,
    probe: Some(probe),
    components: component::COMPONENTS,
    incidents: Some(incident::INCIDENTS),
    incidents_of: Some(incident::INCIDENTS_OF),
    maintenances: Some(maintenance::MAINTENANCES),
    subscribers: None,
    states: STATES,
    limits: LIMITS,
    fits,
    markup: Markup::Markdown,
    silent: |account, _, _| {
        (!account.is_on("notify_subscribers")).then_some("this connection is set up not to notify them.")
    },
};

/// Maintenance is announced there, and is no state of an incident.
const STATES: &[(ComponentState, &str)] = &[
    (ComponentState::Operational, "operational"),
    (ComponentState::Degraded, "degraded_performance"),
    (ComponentState::PartialOutage, "partial_outage"),
    (ComponentState::MajorOutage, "full_outage"),
];

const PHASES: &[(Phase, &str)] = &[
    (Phase::Investigating, "investigating"),
    (Phase::Identified, "identified"),
    (Phase::Monitoring, "monitoring"),
    (Phase::Resolved, "resolved"),
];

const LIMITS: Limits = Limits { title: Some(200), body: Some(4_096) };

/// As many as its lists give.
const SIZE: &str = "250";

/// A list of the page, by the name of its path.
fn list(account: &Account, name: &str) -> Result<Request, Failure> {
    Ok(rest(account, &["v2", name])?.query("status_page_id", account.required("page")?))
}

/// One part of such a list.
fn ask_part(account: &Account, step: &Step) -> Result<Request, Failure> {
    Ok(super::part(list(account, step.what)?, step, SIZE))
}

fn publish(account: &Account, posting: &Posting<'_>, answers: &[Response]) -> Result<Turn<Receipt>, Failure> {
    match (answers.first(), posting.known) {
        (None, None) => ask_incident(account, posting).map(Turn::ask),
        (None, Some(known)) => ask_update(account, posting, known).map(Turn::ask),
        (Some(answer), None) => Ok(Turn::Done(read_incident(answer)?)),
        (Some(answer), Some(_)) => Ok(Turn::Done(read_update(answer)?)),
    }
}

/// A repeated key answers with the incident that it made first.
fn ask_incident(account: &Account, posting: &Posting<'_>) -> Result<Request, Failure> {
    let update = posting.update;
    LIMITS.hold("incident.io", update, true)?;
    let mut incident = said(account, update)?;
    incident["idempotency_key"] = json!(posting.delivery.id);
    incident["status_page_id"] = json!(account.required("page")?);
    incident["name"] = json!(update.title);
    write(account, "status_page_incidents", incident)
}

/// Customers know the incident by its first title, and an update has none.
fn ask_update(account: &Account, posting: &Posting<'_>, known: &Receipt) -> Result<Request, Failure> {
    LIMITS.hold("incident.io", posting.update, false)?;
    let mut update = said(account, posting.update)?;
    update["status_page_incident_id"] = json!(known.remote);
    write(account, "status_page_incident_updates", update)
}

fn write(account: &Account, name: &str, body: Value) -> Result<Request, Failure> {
    let root = account.address("api_url", "https://api.incident.io")?;
    account.sign(Request::post(below(&root, &["v2", name]), Body::json(body)))
}

/// What an incident says first and an update says again.
fn said(account: &Account, update: &UpdateMessage) -> Result<Value, Failure> {
    let mut said = json!({
        "incident_status": word(update.phase),
        "message": update.body,
        "notify_subscribers": account.is_on("notify_subscribers"),
    });
    let statuses = statuses(update)?;
    if !statuses.is_empty() {
        said["component_statuses"] = Value::Array(statuses);
    }
    Ok(said)
}

/// With the resolution every component of an incident becomes operational, and none may be named.
fn statuses(update: &UpdateMessage) -> Result<Vec<Value>, Failure> {
    let words = StatusPage::words(STATES, &update.components)?;
    if update.phase != Phase::Resolved {
        return Ok(words
            .into_iter()
            .map(|(id, word)| json!({ "component_id": id, "component_status": word }))
            .collect());
    }
    fits(update, None).map(|()| Vec::new())
}

/// Nothing is left broken by an incident that is over.
fn fits(update: &UpdateMessage, _: Option<&Receipt>) -> Result<(), Failure> {
    let lasting = update.components.iter().find(|(_, state)| **state != ComponentState::Operational);
    match lasting.filter(|_| update.phase == Phase::Resolved) {
        None => Ok(()),
        Some((id, _)) => Err(Failure::Refused(format!(
            "incident.io makes every component operational as it resolves an incident, also `{id}`. Choose Operational for it, or \
             the phase Monitoring."
        ))),
    }
}

fn word(phase: Phase) -> &'static str {
    PHASES.iter().find(|(known, _)| *known == phase).map_or("", |(_, word)| word)
}

fn phase(word: &str) -> Option<Phase> {
    PHASES.iter().find(|(_, known)| *known == word).map(|(phase, _)| *phase)
}

fn read_incident(response: &Response) -> Result<Receipt, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        status_page_incident: Made,
    }
    #[derive(Deserialize)]
    struct Made {
        id: String,
        #[serde(default, deserialize_with = "crate::null::as_default")]
        updates: Vec<Update>,
    }
    #[derive(Deserialize)]
    struct Update {
        id: String,
    }
    let made = response.json::<Answer>()?.status_page_incident;
    let update = made.updates.into_iter().next().map(|update| update.id);
    Ok(Receipt { remote: made.id, link: None, update })
}

fn read_update(response: &Response) -> Result<Receipt, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        status_page_incident_update: Said,
    }
    #[derive(Deserialize)]
    struct Said {
        id: String,
        status_page_incident_id: String,
    }
    let said = response.json::<Answer>()?.status_page_incident_update;
    Ok(Receipt { remote: said.status_page_incident_id, link: None, update: Some(said.id) })
}

/// Whether an incident was made need not be looked for: its key makes it once.
fn probe(account: &Account, posting: &Posting<'_>, answers: &[Response]) -> Result<Turn<Found>, Failure> {
    let Some(known) = posting.known else { return Ok(Turn::Done(Found::default())) };
    match answers.first() {
        None => incident::one(account, &known.remote).map(Turn::ask),
        Some(answer) => Ok(Turn::Done(Found::by_text(posting, &[incident::read_one(answer)?]))),
    }
}
