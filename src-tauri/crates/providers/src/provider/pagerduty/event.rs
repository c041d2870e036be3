//! A page as an event of an integration: <https://developer.pagerduty.com/docs/events-api-v2-overview>

use domain::delivery::{Delivery, Failure, PageMessage, Receipt, Repeat};
use domain::severity::Severity;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{host, incident};
use crate::account::Account;
use crate::capability::{Paging, Pair, TargetKind};
use crate::message::{Body, Request, Response, below};
use crate::wording::{cut, summary};

/// Reaches whoever the integration's service escalates to. An event orchestration can tell rotations apart by
/// `payload.group`.
pub(super) const PAGING: Paging = Paging {
    reaches: &[TargetKind::Service],
    fits: |_, _| true,
    repeat: Repeat::Keyed,
    page: Pair { ask, read },
    probe: None,
    progress: Some(incident::PROGRESS),
    promise: None,
};

/// The longest summary and dedup key that an event may have.
const SUMMARY: usize = 1024;
const KEY: usize = 255;

fn ask(account: &Account, delivery: &Delivery, message: &PageMessage) -> Result<Request, Failure> {
    let key = delivery.id.as_str();
    if key.is_empty() || key.len() > KEY {
        return Err(Failure::Refused(format!("PagerDuty takes keys of 1 to {KEY} letters, and `{key}` is not one.")));
    }
    let mut body = json!({
        "event_action": "trigger",
        "dedup_key": key,
        "client": "Bridgewatch",
        "payload": {
            "summary": cut(&summary(message), SUMMARY),
            "source": "Bridgewatch",
            "severity": severity(message.severity),
            "class": "page",
            "custom_details": {
                "incident": delivery.incident,
                "person": message.person_name,
                "person_email": message.person_email,
                "rotation": message.rotation,
                "reason": message.reason,
            },
        },
    });
    if let (Some(target), Some(payload)) = (&message.target, body.get_mut("payload").and_then(Value::as_object_mut)) {
        payload.insert("group".to_owned(), json!(target));
    }
    let url = below(&host(account, "events_url", "events")?, &["v2", "enqueue"]);
    Ok(Request::post(url, Body::json(body).secret("routing_key", account.secret("routing_key")?)))
}

fn read(response: &Response) -> Result<Receipt, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        dedup_key: String,
    }
    Ok(Receipt { remote: response.json::<Answer>()?.dedup_key, link: None, update: None })
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Sev1 => "critical",
        Severity::Sev2 => "error",
        Severity::Sev3 => "warning",
        Severity::Sev4 => "info",
    }
}
