//! A page as an alert: <https://docs.rootly.com/api-reference/alerts/creates-an-alert>. Alerts with the same key are one.

use domain::delivery::{Delivery, Failure, PageMessage, Receipt, Repeat};
use serde::Deserialize;
use serde_json::json;

use super::{Answer, create, rest};
use crate::account::Account;
use crate::capability::{PageProgress, Paging, Pair, Progress, Target, TargetKind};
use crate::instant;
use crate::message::{Request, Response};
use crate::wording::{details, summary};

/// Reaches one person, or whoever a policy, a service or a team asks.
pub(super) const PAGING: Paging = Paging {
    reaches: &[TargetKind::Person, TargetKind::Policy, TargetKind::Service, TargetKind::Team],
    fits: |_, _| true,
    repeat: Repeat::Keyed,
    page: Pair { ask, read },
    probe: None,
    progress: Some(Progress {
        ask: |account, _, receipt| rest(account, &["alerts", &receipt.remote]),
        read: read_progress,
    }),
    promise: None,
};

fn ask(account: &Account, delivery: &Delivery, message: &PageMessage) -> Result<Request, Failure> {
    let named = message.target.as_deref().map(|text| Target::read(text, TargetKind::Policy));
    let (kind, id) = match (named, &message.person_remote) {
        (Some(Target { kind: TargetKind::Person, id, .. }), _) => ("User", id),
        (Some(Target { kind: TargetKind::Policy, id, .. }), _) => ("EscalationPolicy", id),
        (Some(Target { kind: TargetKind::Service, id, .. }), _) => ("Service", id),
        (Some(Target { kind: TargetKind::Team, id, .. }), _) => ("Group", id),
        (Some(Target { kind: TargetKind::Schedule, .. }) | None, Some(person)) => ("User", person.clone()),
        (Some(Target { kind: TargetKind::Schedule, .. }) | None, None) => {
            return Err(Failure::Refused(format!(
                "Rootly does not know {} by their address, and pages no schedule. Name a policy as `policy:…`, or a service \
                 or a team.",
                message.person_name
            )));
        }
    };
    let mut alert = json!({
        "summary": summary(message),
        "description": details(delivery, message),
        "status": "triggered",
        "notification_target_type": kind,
        "notification_target_id": id,
        "deduplication_key": delivery.id,
        "external_id": delivery.id,
    });
    if let Some(urgency) = account.option("urgency") {
        alert["alert_urgency_id"] = json!(urgency);
    }
    create(account, &["alerts"], "alerts", &alert)
}

/// The id of what was created.
pub(super) fn read(response: &Response) -> Result<Receipt, Failure> {
    let remote = response.json::<Answer<serde_json::Value>>()?.data.id;
    Ok(Receipt { remote, link: None, update: None })
}

/// Who took it is told in none of its attributes.
fn read_progress(response: &Response, _: &Delivery) -> Result<PageProgress, Failure> {
    #[derive(Deserialize)]
    struct Alert {
        status: Option<String>,
        ended_at: Option<String>,
    }
    let Alert { status, ended_at } = response.json::<Answer<Alert>>()?.data.attributes;
    Ok(match status.as_deref() {
        Some("acknowledged") => PageProgress::Acknowledged { by: None, at: None },
        Some("resolved") => {
            PageProgress::Resolved { by: None, at: ended_at.as_deref().map(instant::read).transpose()? }
        }
        _ => PageProgress::Unanswered,
    })
}
