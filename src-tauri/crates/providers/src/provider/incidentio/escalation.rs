//! A page as an escalation: <https://api-docs.incident.io/tag/Escalations-V2>. A repeated key answers with the first one.

use domain::delivery::{Delivery, Failure, PageMessage, Receipt, Repeat};
use serde::Deserialize;
use serde_json::json;

use super::{User, rest};
use crate::account::Account;
use crate::capability::{PageProgress, Paging, Pair, Progress, Target, TargetKind};
use crate::instant;
use crate::message::{Body, Request, Response, below};
use crate::wording::{details, summary};

/// Reaches one person, or whoever a path asks.
pub(super) const PAGING: Paging = Paging {
    reaches: &[TargetKind::Person, TargetKind::Policy],
    fits: |_, _| true,
    repeat: Repeat::Keyed,
    page: Pair { ask, read },
    probe: None,
    progress: Some(Progress { ask: ask_progress, read: read_progress }),
    promise: None,
};

fn ask(account: &Account, delivery: &Delivery, message: &PageMessage) -> Result<Request, Failure> {
    let mut escalation = json!({
        "idempotency_key": delivery.id,
        "title": summary(message),
        "description": details(delivery, message),
    });
    let target = message.target.as_deref().map(|text| Target::read(text, TargetKind::Policy));
    match (target, &message.person_remote) {
        (Some(Target { kind: TargetKind::Policy, id, .. }), _) => escalation["escalation_path_id"] = json!(id),
        (Some(Target { kind: TargetKind::Person, id, .. }), _) => escalation["user_ids"] = json!([id]),
        (_, Some(person)) => escalation["user_ids"] = json!([person]),
        (_, None) => {
            return Err(Failure::Refused(format!(
                "incident.io does not know {} by their address, and pages people and escalation paths only. Name a path as \
                 `policy:…`.",
                message.person_name
            )));
        }
    }
    let url = below(&account.address("api_url", "https://api.incident.io")?, &["v2", "escalations"]);
    account.sign(Request::post(url, Body::json(escalation)))
}

fn read(response: &Response) -> Result<Receipt, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        escalation: Created,
    }
    #[derive(Deserialize)]
    struct Created {
        id: String,
    }
    Ok(Receipt { remote: response.json::<Answer>()?.escalation.id, link: None, update: None })
}

fn ask_progress(account: &Account, delivery: &Delivery, _: &Receipt) -> Result<Request, Failure> {
    Ok(rest(account, &["v2", "escalations"])?
        .query("idempotency_key[is]", delivery.id.as_str())
        .query("page_size", "1"))
}

fn read_progress(response: &Response, _: &Delivery) -> Result<PageProgress, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        escalations: Vec<Escalation>,
    }
    #[derive(Deserialize)]
    struct Escalation {
        status: String,
        #[serde(default, deserialize_with = "crate::null::as_default")]
        events: Vec<Event>,
    }
    #[derive(Deserialize)]
    struct Event {
        #[serde(rename = "event")]
        word: String,
        occurred_at: Option<String>,
        #[serde(default, deserialize_with = "crate::null::as_default")]
        users: Vec<User>,
    }
    let Some(escalation) = response.json::<Answer>()?.escalations.into_iter().next() else {
        return Ok(PageProgress::Unanswered);
    };
    let happened = |word: &str| escalation.events.iter().rev().find(|event| event.word == word);
    let by = |event: Option<&Event>| event.and_then(|event| event.users.first()).map(|user| user.name.clone());
    let at =
        |event: Option<&Event>| event.and_then(|event| event.occurred_at.as_deref()).map(instant::read).transpose();
    Ok(match escalation.status.as_str() {
        "acked" => PageProgress::Acknowledged { by: by(happened("acked")), at: at(happened("acked"))? },
        "resolved" | "cancelled" => {
            let event = happened(&escalation.status);
            PageProgress::Resolved { by: by(event), at: at(event)? }
        }
        _ => PageProgress::Unanswered,
    })
}
