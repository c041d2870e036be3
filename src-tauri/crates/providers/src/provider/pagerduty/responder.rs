//! People who are added to the incident of a page: they are asked to come, and say that they do or do not.

use domain::delivery::{Delivery, Failure, PageMessage, Receipt, Repeat};
use serde::Deserialize;
use serde_json::json;

use super::incident::is_incident;
use super::{Reference, rest, rest_url, signed};
use crate::account::Account;
use crate::capability::{PageProgress, Paging, Pair, Probe, Progress, Target, TargetKind, page_of};
use crate::instant;
use crate::marker::Found;
use crate::message::{Body, Request, Response};
use crate::wording::{details, marker};

/// Reaches one person, or whoever a policy asks. The account must have the ability `coordinated_responding`.
pub(super) const RESPONDERS: Paging = Paging {
    reaches: &[TargetKind::Person, TargetKind::Policy],
    fits: |account, message| {
        let made = message.joins.as_ref().and_then(|page| page.made.as_ref());
        account.option("requester").is_some() && made.is_none_or(is_incident)
    },
    repeat: Repeat::Probe,
    page: Pair { ask, read },
    probe: Some(Probe { ask: |account, delivery| ask_incident(account, &page_of(delivery)?.remote), read: read_probe }),
    progress: Some(Progress { ask: |account, _, receipt| ask_incident(account, &receipt.remote), read: read_progress }),
    promise: None,
};

/// <https://developer.pagerduty.com/api-reference/27c0a9a0f6e0b-create-a-responder-request-for-an-incident>
fn ask(account: &Account, delivery: &Delivery, message: &PageMessage) -> Result<Request, Failure> {
    let policy = message.target.as_deref().map(|text| Target::read(text, TargetKind::Service));
    let policy = policy.filter(|target| target.kind == TargetKind::Policy);
    let target = match (policy, &message.person_remote) {
        (Some(policy), _) => json!({ "id": policy.id, "type": "escalation_policy_reference" }),
        (None, Some(person)) => json!({ "id": person, "type": "user_reference" }),
        (None, None) => {
            return Err(Failure::Refused(format!(
                "PagerDuty does not know {} by their address. Name a policy, or call.",
                message.person_name
            )));
        }
    };
    let url = rest_url(account, &["incidents", &page_of(delivery)?.remote, "responder_requests"])?;
    let body = json!({
        "requester_id": account.required("requester")?,
        "message": details(delivery, message),
        "responder_request_targets": [{ "responder_request_target": target }],
    });
    signed(account, Request::post(url, Body::json(body)))
}

/// The proof is the incident: a request has no address of its own.
fn read(response: &Response) -> Result<Receipt, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        responder_request: Asked,
    }
    #[derive(Deserialize)]
    struct Asked {
        incident: Incident,
    }
    let Incident { id, html_url, .. } = response.json::<Answer>()?.responder_request.incident;
    Ok(Receipt { remote: id, link: html_url, update: None })
}

#[derive(Deserialize)]
struct Incident {
    id: String,
    html_url: Option<String>,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    status: String,
    resolved_at: Option<String>,
    last_status_change_by: Option<Reference>,
    #[serde(default, deserialize_with = "crate::null::as_default", rename = "incidents_responders")]
    responders: Vec<Responder>,
}

#[derive(Deserialize)]
struct Responder {
    state: String,
    user: Reference,
    message: Option<String>,
    updated_at: Option<String>,
}

/// <https://developer.pagerduty.com/api-reference/005299ed43553-get-an-incident>
fn ask_incident(account: &Account, incident: &str) -> Result<Request, Failure> {
    rest(account, &["incidents", incident])
}

fn incident(response: &Response) -> Result<Incident, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        incident: Incident,
    }
    Ok(response.json::<Answer>()?.incident)
}

/// Those who were asked by this request: the message that they were asked with ends with our marker.
fn asked(incident: &Incident, delivery: &Delivery) -> Vec<usize> {
    let ours = marker(delivery);
    let is_ours = |responder: &Responder| {
        responder.message.as_deref().is_some_and(|message| message.trim_end().lines().last() == Some(ours.as_str()))
    };
    incident.responders.iter().enumerate().filter(|(_, responder)| is_ours(responder)).map(|(place, _)| place).collect()
}

fn read_probe(response: &Response, delivery: &Delivery) -> Result<Found, Failure> {
    let incident = incident(response)?;
    let is_there = !asked(&incident, delivery).is_empty();
    let this = is_there.then_some(Receipt { remote: incident.id, link: incident.html_url, update: None });
    Ok(Found { this, incident: None })
}

/// Whoever of a policy comes first answers for it.
fn read_progress(response: &Response, delivery: &Delivery) -> Result<PageProgress, Failure> {
    let incident = incident(response)?;
    let time = |text: &Option<String>| text.as_deref().map(instant::read).transpose();
    if incident.status == "resolved" {
        let by = incident.last_status_change_by.map(|person| person.named().name);
        return Ok(PageProgress::Resolved { by, at: time(&incident.resolved_at)? });
    }
    let ours = asked(&incident, delivery);
    let in_state = |state: &str| ours.iter().copied().find(|place| incident.responders[*place].state == state);
    let all_declined = !ours.is_empty() && ours.iter().all(|place| incident.responders[*place].state == "declined");
    let (place, comes) = match (in_state("joined"), in_state("declined").filter(|_| all_declined)) {
        (Some(place), _) => (place, true),
        (None, Some(place)) => (place, false),
        (None, None) => return Ok(PageProgress::Unanswered),
    };
    let mut responders = incident.responders;
    let Responder { user, updated_at, .. } = responders.swap_remove(place);
    let (by, at) = (Some(user.named().name), time(&updated_at)?);
    Ok(if comes { PageProgress::Acknowledged { by, at } } else { PageProgress::Declined { by, at } })
}
