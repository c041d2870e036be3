//! PagerDuty: who is on call through the REST API, pages through the Events API v2.
//!
//! A page is an event with our delivery as its dedup key, so that a repeated one changes nothing. It reaches whoever the
//! integration's service escalates to; an event orchestration can tell rotations apart by `payload.group`.

mod complaint;
mod roster;

use domain::delivery::{Delivery, Failure, PageMessage, Receipt, Repeat};
use domain::severity::Severity;
use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;

use crate::account::Account;
use crate::capability::{Pager, Pair};
use crate::descriptor::{Descriptor, Reach};
use crate::form::{Auth, Field};
use crate::message::{self, Body, Request, Response, below};
use crate::pace::Pace;

/// PagerDuty.
pub const DESCRIPTOR: Descriptor = Descriptor {
    id: "pagerduty",
    name: "PagerDuty",
    documentation: "https://developer.pagerduty.com/api-reference/",
    fields: &[
        Field::secret(
            "routing_key",
            "Integration key",
            "32 characters: Services › your service › Integrations › Events API V2. Pages go out with it.",
        )
        .explained_at("https://support.pagerduty.com/main/docs/services-and-integrations"),
        Field::secret(
            "token",
            "API token",
            "Integrations › API Access Keys, read-only is enough. Who is on call is read with it.",
        )
        .explained_at("https://support.pagerduty.com/main/docs/api-access-keys"),
        Field::text("region", "Service region", "`us`, or `eu` for accounts at eu.pagerduty.com")
            .one_of(&["us", "eu"])
            .or("us"),
        Field::text("api_url", "REST address", "Only for a proxy of your own; otherwise the region decides").address(),
        Field::text("events_url", "Events address", "Only for a proxy of your own; otherwise the region decides")
            .address(),
    ],
    auth: Auth::Header { name: "authorization", before: "Token token=", field: "token" },
    reach: Reach::World,
    // The REST API allows 960 a minute, the Events API about 120 for each key.
    pace: Pace { burst: 120, per_minute: 480, reserve: 30 },
    complaint: complaint::read,
    check: Pair { ask: ask_check, read: read_check },
    pager: Some(Pager {
        repeat: Repeat::Keyed,
        page: Pair { ask: ask_page, read: read_page },
        probe: None,
        on_call: Pair { ask: roster::ask_on_call, read: roster::read_on_call },
        shifts: Pair { ask: roster::ask_shifts, read: roster::read_shifts },
        people: Pair { ask: roster::ask_people, read: roster::read_people },
    }),
    status_page: None,
};

/// The longest summary and dedup key that an event may have.
const SUMMARY: usize = 1024;
const KEY: usize = 255;

/// An address of the option's host, or of the region's.
fn host(account: &Account, option: &str, name: &str) -> Result<Url, Failure> {
    let otherwise = match account.option("region") {
        None | Some("us") => format!("https://{name}.pagerduty.com"),
        Some("eu") => format!("https://{name}.eu.pagerduty.com"),
        Some(other) => {
            return Err(Failure::Refused(format!("PagerDuty has no region `{other}`. Choose `us` or `eu`.")));
        }
    };
    account.address(option, &otherwise)
}

/// A read of the REST API, signed.
fn rest(account: &Account, path: &[&str]) -> Result<Request, Failure> {
    let accept = message::Value::Plain("application/vnd.pagerduty+json;version=2".to_owned());
    let request = Request::get(below(&host(account, "api_url", "api")?, path)).header("accept", accept);
    account.sign(request)
}

/// <https://developer.pagerduty.com/docs/events-api-v2-overview>
fn ask_page(account: &Account, delivery: &Delivery, message: &PageMessage) -> Result<Request, Failure> {
    let key = delivery.id.as_str();
    if key.is_empty() || key.len() > KEY {
        return Err(Failure::Refused(format!("PagerDuty takes keys of 1 to {KEY} letters, and `{key}` is not one.")));
    }
    let mut body = json!({
        "event_action": "trigger",
        "dedup_key": key,
        "client": "Bridgewatch",
        "payload": {
            "summary": cut(&format!("{} {}: {}", message.severity, message.title, message.reason), SUMMARY),
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

fn read_page(response: &Response) -> Result<Receipt, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        dedup_key: String,
    }
    Ok(Receipt { remote: response.json::<Answer>()?.dedup_key, link: None })
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Sev1 => "critical",
        Severity::Sev2 => "error",
        Severity::Sev3 => "warning",
        Severity::Sev4 => "info",
    }
}

/// At most so many characters, the last one an ellipsis where something was cut.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most - 1).chain(['…']).collect()
}

/// <https://developer.pagerduty.com/api-reference/b3A6Mjc0ODA5NA-list-abilities>
fn ask_check(account: &Account) -> Result<Request, Failure> {
    account.secret("routing_key")?;
    rest(account, &["abilities"])
}

fn read_check(response: &Response) -> Result<String, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        abilities: Vec<String>,
    }
    let abilities = response.json::<Answer>()?.abilities.len();
    Ok(format!(
        "The API token is accepted; the account has {abilities} abilities. The integration key shows with a page."
    ))
}
