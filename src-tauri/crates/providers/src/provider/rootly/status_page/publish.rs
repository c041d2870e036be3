//! An update that goes out: the page, the incident, what the incident affects and how it stands, and last of all the event.

use domain::delivery::{ComponentState, Failure, Receipt, UpdateMessage};
use domain::phase::Phase;
use serde_json::{Map, Value, json};

use super::super::alert::read as read_made;
use super::super::{change, create};
use super::event::EVENTS;
use super::incident::{Incident, ask_one, read_one};
use super::page::{self, Page};
use super::{INCIDENTS, OURS, STATES};
use crate::account::Account;
use crate::capability::{Limits, Posting, StatusPage, Turn};
use crate::dialogue::{Dialogue, Pending};
use crate::message::{Request, Response};

/// <https://docs.rootly.com/configuration/status-page-write-api>
pub(super) fn publish(
    account: &Account,
    posting: &Posting<'_>,
    answers: &[Response],
) -> Result<Turn<Receipt>, Failure> {
    Limits::NONE.hold("Rootly", posting.update, posting.known.is_none())?;
    Dialogue::lead(account, answers, |told| said(told, posting))
}

fn said(told: &mut Dialogue, posting: &Posting<'_>) -> Result<Receipt, Pending> {
    let page = page::read(told.ask(page::ask(told.account)?)?)?;
    let affected = Affected::of(&page, posting.update)?;
    let incident = match posting.known {
        Some(known) => ask_one(told.account, &known.remote)?,
        None => begin(told.account, posting.update, &affected)?,
    };
    let incident = read_one(told.ask(incident)?)?;
    if incident.is_private() && page.is_public() {
        return Err(Pending::Failed(Failure::Refused(
            "The incident was made private at Rootly, and the page is public. Publish it on a private page.".to_owned(),
        )));
    }
    let owed = owed(&incident, &affected, posting.update.phase);
    if !owed.is_empty() {
        let request = change(told.account, &[INCIDENTS, &incident.id], INCIDENTS, &Value::Object(owed))?;
        let changed = read_one(told.ask(request)?)?;
        if changed.is_over() != (posting.update.phase == Phase::Resolved) {
            return Err(Pending::Failed(Failure::Garbled("it does not say that the incident stands so".to_owned())));
        }
    }
    let made = read_made(told.ask(say(told.account, &page, &incident, posting.update)?)?)?;
    Ok(incident.receipt(Some(made.remote)))
}

/// Nothing is left broken by an incident that is over.
pub(super) fn fits(update: &UpdateMessage, _: Option<&Receipt>) -> Result<(), Failure> {
    let lasting = update.components.iter().find(|(_, state)| **state != ComponentState::Operational);
    match lasting.filter(|_| update.phase == Phase::Resolved) {
        None => Ok(()),
        Some((id, _)) => Err(Failure::Refused(format!(
            "At Rootly nothing is affected by an incident that is resolved. Say that `{id}` is operational, or leave the \
             incident open."
        ))),
    }
}

/// What an update says of components of the page.
struct Affected<'a> {
    services: Vec<(&'a str, bool)>,
    functionalities: Vec<(&'a str, bool)>,
}

impl<'a> Affected<'a> {
    /// `Refused` where the page has no such component, or where Rootly cannot say that of it.
    fn of(page: &Page, update: &'a UpdateMessage) -> Result<Self, Failure> {
        let mut affected = Self { services: Vec::new(), functionalities: Vec::new() };
        fits(update, None)?;
        for (id, word) in StatusPage::words(STATES, &update.components)? {
            let is_affected = StatusPage::state(STATES, word) != Some(ComponentState::Operational);
            let is_it = |known: &String| known == id;
            if page.services().iter().any(is_it) {
                affected.services.push((id, is_affected));
            } else if page.functionalities().iter().any(is_it) {
                affected.functionalities.push((id, is_affected));
            } else {
                return Err(Failure::Refused(format!(
                    "The page has no component `{id}`. Choose one of those it shows."
                )));
            }
        }
        Ok(affected)
    }
}

/// Which ones an incident affects, with what is said of some of them.
fn with(known: &[String], said: &[(&str, bool)]) -> Vec<String> {
    let is_free = |id: &String| said.iter().any(|(of, is_affected)| of == id && !is_affected);
    let mut ids: Vec<String> = known.iter().filter(|id| !is_free(id)).cloned().collect();
    for (id, _) in said.iter().filter(|(_, is_affected)| *is_affected) {
        if !ids.iter().any(|known| known == id) {
            ids.push((*id).to_owned());
        }
    }
    ids
}

/// <https://docs.rootly.com/api-reference/incidents/creates-an-incident>. Without a severity, a team or a role: nothing in it asks for
/// anybody.
fn begin(account: &Account, update: &UpdateMessage, affected: &Affected) -> Result<Request, Failure> {
    let incident = json!({
        "title": update.title,
        "public_title": update.title,
        "status": "started",
        "labels": { OURS: update.incident_key },
        "service_ids": with(&[], &affected.services),
        "functionality_ids": with(&[], &affected.functionalities),
    });
    create(account, &[INCIDENTS], INCIDENTS, &incident)
}

/// What is to be changed in an incident. What it affected until it is resolved stays in it: it is Rootly's own record
/// of what was affected.
fn owed(incident: &Incident, affected: &Affected, phase: Phase) -> Map<String, Value> {
    let mut owed = Map::new();
    let is_resolved = phase == Phase::Resolved;
    let mut list = |name: &str, known: &[String], said: &[(&str, bool)]| {
        let wanted = with(known, said);
        if wanted != known && !is_resolved {
            owed.insert(name.to_owned(), json!(wanted));
        }
    };
    list("service_ids", incident.services(), &affected.services);
    list("functionality_ids", incident.functionalities(), &affected.functionalities);
    if incident.is_over() != is_resolved {
        owed.insert("status".to_owned(), json!(if is_resolved { "resolved" } else { "started" }));
    }
    owed
}

/// <https://docs.rootly.com/api-reference/incidentstatuspageevents/creates-an-incident-status-page-event>
fn say(account: &Account, page: &Page, incident: &Incident, update: &UpdateMessage) -> Result<Request, Failure> {
    let event = json!({
        "event": update.body,
        "status_page_id": page.id,
        "status": update.phase.name().to_lowercase(),
        "notify_subscribers": account.is_on("notify_subscribers"),
        "should_tweet": false,
    });
    create(account, &[INCIDENTS, &incident.id, EVENTS], "incident_status_page_events", &event)
}
