//! A page as an alert of a service, which wakes whoever its policy asks.
//!
//! The dedup key refuses a second alert while the first is open, without telling which that is; so a second try looks for
//! it first, by our marker in its details.

use chrono::Duration;
use domain::delivery::{Delivery, Failure, PageMessage, Payload, Receipt, Repeat};
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::{changed, has_more, member};
use super::{change, question};
use crate::account::Account;
use crate::capability::{PageProgress, Paging, Pair, Probe, Progress, Target, TargetKind};
use crate::instant;
use crate::marker::Found;
use crate::message::{Request, Response};
use crate::wording::{cut, details, marker, summary};

/// Reaches whoever answers for a service; no person, schedule or policy by itself.
pub(super) const PAGING: Paging = Paging {
    reaches: &[TargetKind::Service],
    fits: |account, message| service(account, message).is_some(),
    repeat: Repeat::Probe,
    page: Pair { ask, read },
    probe: Some(Probe { ask: ask_probe, read: read_probe }),
    progress: Some(Progress { ask: ask_progress, read: read_progress }),
    promise: None,
};

/// The longest texts of an alert.
const SUMMARY: usize = 1024;
const DETAILS: usize = 6 * 1024;
/// By how much the clock of the server may be behind ours, which may even have been set since the page was owed.
const SKEW: Duration = Duration::days(1);

/// The service that the page names, or that of the connection where it names nothing.
fn service(account: &Account, message: &PageMessage) -> Option<String> {
    match message.target.as_deref().map(|text| Target::read(text, TargetKind::Service)) {
        Some(Target { kind: TargetKind::Service, id, .. }) => Some(id),
        Some(_) => None,
        None => account.option("service").map(str::to_owned),
    }
}

fn needed(account: &Account, message: &PageMessage) -> Result<String, Failure> {
    service(account, message).ok_or_else(|| {
        Failure::Refused("GoAlert pages services only. Name one as `service:…`, or fill in `service`.".to_owned())
    })
}

fn ask(account: &Account, delivery: &Delivery, message: &PageMessage) -> Result<Request, Failure> {
    let input = json!({
        "summary": cut(&summary(message), SUMMARY),
        "details": text(delivery, message),
        "serviceID": needed(account, message)?,
        "dedup": delivery.id,
        // Signs that it would refuse are taken out instead.
        "sanitize": true,
    });
    change(account, "Page", &json!({ "input": input }))
}

/// The details, in which the marker stays whatever must be cut.
fn text(delivery: &Delivery, message: &PageMessage) -> String {
    let (text, marker) = (details(delivery, message), marker(delivery));
    if text.chars().count() <= DETAILS {
        return text;
    }
    let left = DETAILS.saturating_sub(marker.chars().count() + 1);
    format!("{}\n{marker}", cut(&text, left))
}

/// The link to an alert needs the address of the server, which an answer does not tell.
fn receipt(id: i64) -> Receipt {
    Receipt { remote: id.to_string(), link: None, update: None }
}

#[derive(Deserialize)]
struct Alert {
    #[serde(rename = "alertID")]
    id: i64,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    details: String,
}

fn read(response: &Response) -> Result<Receipt, Failure> {
    let alert: Alert = serde_json::from_value(changed(response, "createAlert")?).map_err(form)?;
    Ok(receipt(alert.id))
}

fn form(_: serde_json::Error) -> Failure {
    Failure::Garbled("an alert is not of the documented form".to_owned())
}

/// The newest alerts of the service since the page was owed, those that were closed meanwhile as well.
fn ask_probe(account: &Account, delivery: &Delivery) -> Result<Request, Failure> {
    let Payload::Page(message) = &delivery.payload else {
        return Err(Failure::Refused("Only a page can be looked for.".to_owned()));
    };
    let since = delivery.not_before.checked_sub_signed(SKEW).unwrap_or(delivery.not_before);
    let variables = json!({ "service": needed(account, message)?, "since": instant::text(since) });
    question(account, "Find", &variables)
}

fn read_probe(response: &Response, delivery: &Delivery) -> Result<Found, Failure> {
    let (list, _) = member(response, "alerts")?;
    let Some(Value::Array(nodes)) = list.get("nodes") else {
        return Err(Failure::Garbled("the answer has no list of alerts".to_owned()));
    };
    let marker = marker(delivery);
    // A foreign alert that cannot be read hides none of ours.
    let alerts = nodes.iter().filter_map(|node| Alert::deserialize(node).ok());
    let is_ours = |alert: &Alert| alert.details.lines().any(|line| line.trim() == marker);
    let this = alerts.into_iter().find(is_ours).map(|alert| receipt(alert.id));
    if this.is_none() && has_more(&list) {
        return Err(Failure::Refused(format!(
            "the service had too many alerts since then, and it is not among the newest. Look in GoAlert for `{marker}`."
        )));
    }
    Ok(Found { this, incident: None })
}

/// A proof that is no number is none of GoAlert's, and it says so.
fn ask_progress(account: &Account, _: &Delivery, receipt: &Receipt) -> Result<Request, Failure> {
    let id = receipt.remote.parse::<i64>().map_or_else(|_| json!(receipt.remote), |id| json!(id));
    question(account, "Progress", &json!({ "id": id }))
}

fn read_progress(response: &Response, _: &Delivery) -> Result<PageProgress, Failure> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Answer {
        status: String,
        #[serde(default, deserialize_with = "crate::null::as_default")]
        recent_events: Events,
    }
    #[derive(Deserialize, Default)]
    struct Events {
        nodes: Vec<Event>,
    }
    #[derive(Deserialize)]
    struct Event {
        timestamp: String,
        message: String,
    }
    let answer: Answer = serde_json::from_value(member(response, "alert")?.0).map_err(form)?;
    // The newest event comes first. It says who only in its words: `Acknowledged by Anneke de Vries (SMS)`.
    let happened = |word: &str| {
        let event = answer.recent_events.nodes.iter().find(|event| event.message.starts_with(word));
        let by = event.and_then(|event| event.message.strip_prefix(word)?.strip_prefix(" by "));
        let at = event.map(|event| instant::read(&event.timestamp)).transpose()?;
        Ok::<_, Failure>((by.map(str::to_owned), at))
    };
    Ok(match answer.status.as_str() {
        "StatusAcknowledged" => {
            let (by, at) = happened("Acknowledged")?;
            PageProgress::Acknowledged { by, at }
        }
        "StatusClosed" => {
            let (by, at) = happened("Closed")?;
            PageProgress::Resolved { by, at }
        }
        _ => PageProgress::Unanswered,
    })
}
