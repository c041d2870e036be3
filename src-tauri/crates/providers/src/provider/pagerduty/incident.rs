//! A page as an incident that is assigned to exactly one person or one policy, and what came of any page.
//!
//! The key of an incident refuses a second one while the first is open, without telling which that is; so a second try
//! looks for it first, and one that is refused looks once more.

use domain::delivery::{Delivery, Failure, MadeOfPage, PageMessage, Receipt, Repeat};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Reference, list, rest, rest_url, signed};
use crate::account::Account;
use crate::capability::{PageProgress, Paging, Pair, Probe, Progress, Target, TargetKind};
use crate::instant;
use crate::marker::Found;
use crate::message::{self, Body, Request, Response};
use crate::wording::{cut, details, summary};

/// Reaches one person, or whoever a policy or a service asks.
pub(super) const PAGING: Paging = Paging {
    reaches: &[TargetKind::Person, TargetKind::Policy, TargetKind::Service],
    fits,
    repeat: Repeat::Probe,
    page: Pair { ask, read },
    probe: Some(Probe { ask: |account, delivery| by_key(account, delivery), read: read_probe }),
    progress: Some(PROGRESS),
    promise: None,
};

/// What came of a page, whichever way it took: an event's dedup key is the key of its incident.
pub(super) const PROGRESS: Progress =
    Progress { ask: |account, delivery, _| by_key(account, delivery), read: read_progress };

/// The longest title of an incident.
const TITLE: usize = 1024;

fn target(message: &PageMessage) -> Option<Target> {
    message.target.as_deref().map(|text| Target::read(text, TargetKind::Service))
}

/// The connection must say in whose name, and the page whom.
fn fits(account: &Account, message: &PageMessage) -> bool {
    let named = target(message).map(|target| target.kind);
    let has_service = account.option("service").is_some() || named == Some(TargetKind::Service);
    account.option("from").is_some() && has_service
}

/// <https://developer.pagerduty.com/api-reference/a7d81b0e9200f-create-an-incident>
fn ask(account: &Account, delivery: &Delivery, message: &PageMessage) -> Result<Request, Failure> {
    let from = account.required("from")?;
    let target = target(message);
    let service = match &target {
        Some(Target { kind: TargetKind::Service, id, .. }) => id.as_str(),
        _ => account.required("service")?,
    };
    let mut incident = json!({
        "type": "incident",
        "title": cut(&summary(message), TITLE),
        "service": { "id": service, "type": "service_reference" },
        "urgency": "high",
        "incident_key": delivery.id,
        "body": {
            "type": "incident_body",
            "details": details(delivery, message),
        },
    });
    match (&target, &message.person_remote) {
        (Some(Target { kind: TargetKind::Policy, id, .. }), _) => {
            incident["escalation_policy"] = json!({ "id": id, "type": "escalation_policy_reference" });
        }
        (Some(Target { kind: TargetKind::Schedule | TargetKind::Team, .. }) | None, None) => {
            return Err(Failure::Refused(format!(
                "PagerDuty does not know {} by their address, and pages no schedule. Name a policy or a service.",
                message.person_name
            )));
        }
        (Some(Target { kind: TargetKind::Service, .. }), _) | (Some(_), None) => {}
        (_, Some(person)) => {
            if message.person_email.as_deref().is_some_and(|email| email.eq_ignore_ascii_case(from)) {
                return Err(Failure::Refused(format!(
                    "PagerDuty does not wake {} by a page in their own name. Change `from` of the connection, or call.",
                    message.person_name
                )));
            }
            incident["assignments"] = json!([{ "assignee": { "id": person, "type": "user_reference" } }]);
        }
    }
    let url = rest_url(account, &["incidents"])?;
    let request = Request::post(url, Body::json(json!({ "incident": incident })));
    signed(account, request.header("from", message::Value::Plain(from.to_owned())))
}

/// Whether what a page made is known by its own id: of an event we know but the key, which is ours.
pub(super) fn is_incident(made: &MadeOfPage) -> bool {
    made.remote != made.delivery.as_str()
}

#[derive(Deserialize)]
struct Incident {
    id: String,
    html_url: Option<String>,
}

fn read(response: &Response) -> Result<Receipt, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        incident: Incident,
    }
    let Incident { id, html_url } = response.json::<Answer>()?.incident;
    Ok(Receipt { remote: id, link: html_url, update: None })
}

/// <https://developer.pagerduty.com/api-reference/9d0b4b12e36f9-list-incidents>
fn by_key(account: &Account, delivery: &Delivery) -> Result<Request, Failure> {
    let request = rest(account, &["incidents"])?;
    Ok(request.query("incident_key", delivery.id.as_str()).query("date_range", "all").query("limit", "1"))
}

fn read_probe(response: &Response, _: &Delivery) -> Result<Found, Failure> {
    let (entries, _) = list(response, "incidents")?;
    let this = entries.into_iter().next().map(serde_json::from_value::<Incident>).transpose();
    let this = this.map_err(|_| Failure::Garbled("an incident is not of the documented form".to_owned()))?;
    Ok(Found {
        this: this.map(|Incident { id, html_url }| Receipt { remote: id, link: html_url, update: None }),
        incident: None,
    })
}

fn read_progress(response: &Response, _: &Delivery) -> Result<PageProgress, Failure> {
    #[derive(Deserialize)]
    struct Entry {
        status: String,
        #[serde(default, deserialize_with = "crate::null::as_default")]
        acknowledgements: Vec<Acknowledgement>,
        last_status_change_by: Option<Reference>,
        last_status_change_at: Option<String>,
        resolved_at: Option<String>,
    }
    #[derive(Deserialize)]
    struct Acknowledgement {
        at: Option<String>,
        acknowledger: Option<Reference>,
    }
    let (entries, _) = list(response, "incidents")?;
    // An event is taken before its incident exists.
    let Some(entry) = entries.into_iter().next() else {
        return Ok(PageProgress::Unanswered);
    };
    let entry = serde_json::from_value::<Entry>(Value::clone(&entry));
    let entry = entry.map_err(|_| Failure::Garbled("an incident is not of the documented form".to_owned()))?;
    let name = |person: Option<Reference>| person.map(|person| person.named().name);
    let time = |text: Option<String>| text.as_deref().map(instant::read).transpose();
    match entry.status.as_str() {
        "acknowledged" => {
            let first = entry.acknowledgements.into_iter().next();
            let (by, at) = first.map_or((None, None), |first| (first.acknowledger, first.at));
            Ok(PageProgress::Acknowledged { by: name(by), at: time(at)? })
        }
        "resolved" => Ok(PageProgress::Resolved {
            by: name(entry.last_status_change_by),
            at: time(entry.resolved_at.or(entry.last_status_change_at))?,
        }),
        _ => Ok(PageProgress::Unanswered),
    }
}
