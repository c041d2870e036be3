//! What was said of an incident on a status page: its status page events.

use std::cmp::Reverse;

use domain::delivery::Failure;
use domain::phase::Phase;
use serde::{Deserialize, Serialize};

use super::super::{Resource, SIZE, entries, next, part, rest};
use super::INCIDENTS;
use crate::account::Account;
use crate::capability::{PageUpdate, Part, Step};
use crate::dialogue::{Dialogue, Pending};
use crate::instant;
use crate::message::{Request, Response};

/// By the name of their path.
pub(super) const EVENTS: &str = "status-page-events";

pub(super) type Event = Resource<Attributes>;

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Attributes {
    event: String,
    status_page_id: Option<String>,
    status: Option<String>,
    started_at: String,
    created_at: String,
}

/// <https://docs.rootly.com/api-reference/incidentstatuspageevents/list-incident-status-page-events>
pub(super) fn ask(account: &Account, incident: &str, step: &Step) -> Result<Request, Failure> {
    Ok(part(rest(account, &[INCIDENTS, incident, EVENTS])?, step, SIZE))
}

/// One part of the list, and where it goes on.
pub(super) fn read(response: &Response, step: &Step) -> Result<(Part<Event>, Option<Step>), Failure> {
    let (entries, rest) = entries(response)?;
    let next = next(step, entries.len(), SIZE, &rest);
    Ok((Part::of(entries, Ok), next))
}

/// All of them, in the course of a conversation.
pub(super) fn all(told: &mut Dialogue, incident: &str) -> Result<Vec<Event>, Pending> {
    let (mut events, mut step) = (Vec::new(), Step::of_all(EVENTS));
    loop {
        let (part, next) = read(told.ask(ask(told.account, incident, &step)?)?, &step)?;
        events.extend(part.items);
        match next {
            Some(next) => step = next,
            None => return Ok(events),
        }
    }
}

/// As the readers of one page see them, the latest first.
pub(super) fn on_page(events: Vec<Event>, page: &str) -> Result<Vec<PageUpdate>, Failure> {
    let mut told = Vec::new();
    for Resource { id, attributes: event } in events {
        if event.status_page_id.as_deref() != Some(page) {
            continue;
        }
        let status = event.status.unwrap_or_default();
        let update = PageUpdate {
            id: Some(id),
            at: instant::read(&event.started_at)?,
            phase: Phase::read(&status),
            status,
            body: event.event,
        };
        told.push((instant::read(&event.created_at)?, update));
    }
    // Two of the same time are told apart by when they were written.
    told.sort_by_key(|(written, update)| Reverse((update.at, *written)));
    Ok(told.into_iter().map(|(_, update)| update).collect())
}
