//! Work that was announced: incidents of another kind, which have events on the page as well.

use domain::delivery::Failure;

use super::incident::{self, Incident, PAGE};
use crate::account::Account;
use crate::capability::{Maintenance, Part, Reading, Step};
use crate::instant;
use crate::message::{Request, Response};

/// What is not over, among the newest.
pub(super) const MAINTENANCES: Reading<Maintenance> =
    Reading::of_all(|scope| vec![Step::of_all(PAGE).within(scope.window)], ask, read);

/// Of the list, but those that were planned.
fn ask(account: &Account, step: &Step) -> Result<Request, Failure> {
    let request = incident::ask(account, step)?;
    Ok(if step.what == super::INCIDENTS { request.query("filter[kind]", "scheduled") } else { request })
}

fn read(response: &Response, step: &Step) -> Result<Part<Maintenance>, Failure> {
    let now = step.time()?.from;
    let is_open = |incident: &Incident| incident.is_maintenance() && !incident.is_over();
    incident::read(response, step, is_open, |incident, updates| {
        let Some(latest) = updates.into_iter().next() else { return Ok(None) };
        let (Some(from), Some(until)) = (&incident.attributes.scheduled_for, &incident.attributes.scheduled_until)
        else {
            return Err(Failure::Garbled("announced work has no times".to_owned()));
        };
        let span = instant::span(from, until)?;
        let title = incident.title().to_owned();
        let work = Maintenance { title, span, status: latest.status.replace('_', " "), id: incident.id };
        Ok(Some(work).filter(|work| work.span.until > now))
    })
}
