//! Pages as alerts of Opsgenie and of its successor: while one is open, the same alias makes no second.

use chrono::Duration;
use domain::delivery::{Delivery, Failure, PageMessage, Receipt, Repeat};
use domain::id::DeliveryId;
use domain::severity::Severity;
use domain::span::Instant;
use serde::Deserialize;
use serde_json::{Value, json};

use super::root;
use crate::account::Account;
use crate::capability::{PageProgress, Paging, Pair, Progress, Promise, Promised, Target, TargetKind};
use crate::instant;
use crate::message::{Body, Request, Response, below};
use crate::wording::{cut, details, summary};

/// Reaches everything that can be a responder.
pub(super) const PAGING: Paging = Paging {
    reaches: REACHES,
    fits: |_, _| true,
    repeat: Repeat::Keyed,
    page: Pair { ask, read },
    probe: None,
    progress: Some(Progress { ask: ask_progress, read: read_progress }),
    promise: Some(PROMISE),
};

/// A request is taken first and done later, or not.
pub(super) const PROMISE: Promise = Promise { ask: ask_promise, read: read_promise, is_address: false };

/// What can be a responder.
pub(in crate::provider) const REACHES: &[TargetKind] =
    &[TargetKind::Person, TargetKind::Schedule, TargetKind::Policy, TargetKind::Team];

/// The limits of <https://docs.opsgenie.com/docs/alert-api#create-alert>, in characters.
const MESSAGE: usize = 130;
const DESCRIPTION: usize = 15_000;
/// How many alerts of one alias are looked at.
pub(in crate::provider) const MOST: &str = "10";

fn ask(account: &Account, delivery: &Delivery, message: &PageMessage) -> Result<Request, Failure> {
    let body = body(delivery, message, by_address(message), "details")?;
    account.sign(Request::post(below(&root(account)?, &["v2", "alerts"]), Body::json(body)))
}

/// The alert. `person` is how the person stands among the responders where their id is not known, and `pairs` the name under
/// which an alert has pairs of our own.
pub(in crate::provider) fn body(
    delivery: &Delivery,
    message: &PageMessage,
    person: Option<Value>,
    pairs: &str,
) -> Result<Value, Failure> {
    Ok(json!({
        "message": cut(&summary(message), MESSAGE),
        "alias": delivery.id,
        "description": cut(&details(delivery, message), DESCRIPTION),
        "responders": [responder(message, person)?],
        "tags": ["bridgewatch"],
        pairs: { "incident": delivery.incident, "delivery": delivery.id },
        "source": "Bridgewatch",
        "priority": priority(message.severity),
    }))
}

/// Who is asked to respond.
pub(in crate::provider) fn responder(message: &PageMessage, person: Option<Value>) -> Result<Value, Failure> {
    let target = message.target.as_deref().map(|text| Target::read(text, TargetKind::Schedule));
    let known = |id: &str| json!({ "type": "user", "id": id });
    let responder = match (&target, &message.person_remote) {
        (Some(Target { kind: TargetKind::Schedule, id, .. }), _) => Some(json!({ "type": "schedule", "id": id })),
        (Some(Target { kind: TargetKind::Policy, id, .. }), _) => Some(json!({ "type": "escalation", "id": id })),
        (Some(Target { kind: TargetKind::Team, id, .. }), _) => Some(json!({ "type": "team", "id": id })),
        (Some(Target { kind: TargetKind::Person, id, .. }), _) | (_, Some(id)) => Some(known(id)),
        (_, None) => person,
    };
    responder.ok_or_else(|| {
        Failure::Refused(format!(
            "The pager does not know {}, neither by their address nor by `provider_ids`. Add them to their file, or name a \
             target as `schedule:…`, `policy:…` or `team:…`.",
            message.person_name
        ))
    })
}

/// The person as a responder by their address, by which they log in.
pub(super) fn by_address(message: &PageMessage) -> Option<Value> {
    message.person_email.as_ref().map(|email| json!({ "type": "user", "username": email }))
}

fn priority(severity: Severity) -> &'static str {
    match severity {
        Severity::Sev1 => "P1",
        Severity::Sev2 => "P2",
        Severity::Sev3 => "P3",
        Severity::Sev4 => "P4",
    }
}

/// Taken is not done: the alert exists a little later, under our alias.
pub(in crate::provider) fn read(response: &Response) -> Result<Receipt, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        #[serde(rename = "requestId")]
        request: String,
    }
    Ok(Receipt { remote: response.json::<Answer>()?.request, link: None, update: None })
}

/// The list finds closed alerts too, and is empty while ours is not made yet.
fn ask_progress(account: &Account, delivery: &Delivery, _: &Receipt) -> Result<Request, Failure> {
    of_alias(account, &delivery.id)
}

/// Looks for the alerts of a page.
pub(super) fn of_alias(account: &Account, page: &DeliveryId) -> Result<Request, Failure> {
    Ok(search(super::rest(account, &["v2", "alerts"])?, page).query("limit", MOST))
}

/// Searches for the alerts of a page, the newest first.
pub(in crate::provider) fn search(request: Request, page: &DeliveryId) -> Request {
    let words = format!("alias:\"{page}\"");
    request.query("query", &words).query("sort", "createdAt").query("order", "desc")
}

fn read_progress(response: &Response, delivery: &Delivery) -> Result<PageProgress, Failure> {
    found(response, &delivery.id)?.map_or(Ok(PageProgress::Unanswered), Alert::progress)
}

/// The alert of a page that a search found.
pub(super) fn found(response: &Response, page: &DeliveryId) -> Result<Option<Alert>, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        data: Vec<Alert>,
    }
    Ok(newest(response.json::<Answer>()?.data, page))
}

/// The newest alert of a page. A search may find others, and somebody else's acknowledgement must not pass for one of ours.
pub(in crate::provider) fn newest(alerts: Vec<Alert>, page: &DeliveryId) -> Option<Alert> {
    alerts.into_iter().find(|alert| alert.alias == page.as_str())
}

/// An alert, as far as it tells what came of it.
#[derive(Deserialize)]
pub(in crate::provider) struct Alert {
    alias: String,
    status: String,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    acknowledged: bool,
    owner: Option<String>,
    #[serde(rename = "createdAt")]
    created_at: String,
    report: Option<Report>,
    /// The successor has no report, but the instants themselves.
    #[serde(rename = "ackTime")]
    acknowledged_at: Option<String>,
    #[serde(rename = "closeTime")]
    closed_at: Option<String>,
    /// As they came: who cannot be read there hides nothing else.
    #[serde(default, deserialize_with = "crate::null::as_default")]
    responders: Value,
}

/// Times count from the creation, in milliseconds.
#[derive(Deserialize, Default)]
struct Report {
    #[serde(rename = "ackTime")]
    acknowledged_after: Option<i64>,
    #[serde(rename = "closeTime")]
    closed_after: Option<i64>,
    #[serde(rename = "acknowledgedBy")]
    acknowledged_by: Option<String>,
    #[serde(rename = "closedBy")]
    closed_by: Option<String>,
}

impl Alert {
    /// Whether that one is asked to respond. One that is named by an address cannot be told, and counts as asked.
    pub(super) fn asks(&self, responder: &Value) -> bool {
        let is_it = |known: &Value| responder["type"] == known["type"] && responder["id"] == known["id"];
        responder.get("id").is_none() || self.responders.as_array().into_iter().flatten().any(is_it)
    }

    /// What came of it.
    pub(in crate::provider) fn progress(self) -> Result<PageProgress, Failure> {
        let created_at: Instant = instant::read(&self.created_at)?;
        let report = self.report.unwrap_or_default();
        let at = |told: Option<String>, milliseconds: Option<i64>| match told {
            Some(told) => instant::read(&told).map(Some),
            None => Ok(milliseconds
                .and_then(Duration::try_milliseconds)
                .and_then(|passed| created_at.checked_add_signed(passed))),
        };
        let said = |name: Option<String>| name.filter(|name| !name.is_empty());
        Ok(match (self.status.as_str(), self.acknowledged) {
            ("closed" | "resolved", _) => {
                PageProgress::Resolved { by: said(report.closed_by), at: at(self.closed_at, report.closed_after)? }
            }
            ("acked", _) | (_, true) => PageProgress::Acknowledged {
                by: said(report.acknowledged_by).or(said(self.owner)),
                at: at(self.acknowledged_at, report.acknowledged_after)?,
            },
            _ => PageProgress::Unanswered,
        })
    }
}

/// <https://docs.opsgenie.com/docs/alert-api#get-request-status>
fn ask_promise(account: &Account, receipt: &Receipt) -> Result<Request, Failure> {
    super::rest(account, &["v2", "alerts", "requests", &receipt.remote])
}

/// What became of a request: in an envelope at the one, bare at its successor.
pub(in crate::provider) fn read_promise(response: &Response) -> Result<Promised, Failure> {
    #[derive(Deserialize)]
    struct Processed {
        #[serde(rename = "isSuccess")]
        is_success: Option<bool>,
        status: Option<String>,
        #[serde(rename = "alertId")]
        alert: Option<String>,
    }
    let answer: Value = response.json()?;
    let processed = answer.get("data").unwrap_or(&answer).clone();
    let Processed { is_success, status, alert } = serde_json::from_value(processed)
        .map_err(|_| Failure::Garbled("what became of a request is not of the documented form".to_owned()))?;
    Ok(match is_success {
        Some(true) => Promised::Kept(alert.filter(|id| !id.is_empty())),
        Some(false) => Promised::Broken(status.unwrap_or_else(|| "it says not why".to_owned())),
        None => Promised::Pending,
    })
}
