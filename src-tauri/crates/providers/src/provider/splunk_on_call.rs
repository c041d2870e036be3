//! Splunk On-Call, once `VictorOps`: shifts of its escalation policies, who is on call, and pages as incidents.
//!
//! Nothing here dedupes by our key without a secret in the address, so a second try looks for our marker among the
//! incidents first. What people take over is told beside the shifts, and is applied here.

mod directory;
mod incident;
mod policy;
mod schedule;
mod shift;

use domain::delivery::Failure;
use serde_json::Value;

use crate::account::{Account, Auth};
use crate::capability::{Check, Pager, Pair, RemotePerson};
use crate::classify::Complaint;
use crate::descriptor::{Descriptor, Reach};
use crate::form::Field;
use crate::message::{self, Request, Response, below};
use crate::pace::Pace;

/// Splunk On-Call.
pub const DESCRIPTOR: Descriptor = Descriptor {
    id: "splunk_on_call",
    name: "Splunk On-Call",
    documentation: "https://portal.victorops.com/public/api-docs.html",
    fields: &[
        Field::secret("api_id", "API ID", "Integrations › API › Configuration: eight letters and digits")
            .explained_at("https://help.victorops.com/knowledge-base/api/"),
        Field::secret(
            "api_key",
            "API key",
            "Under the same API tab. A read-only key reads everything but pages nobody.",
        )
        .explained_at("https://help.victorops.com/knowledge-base/api/"),
        Field::text("from", "In whose name", "The user name of a member; without it nobody is paged"),
        Field::text("api_url", "Address", "Only for a proxy of your own").address().or("https://api.victorops.com"),
    ],
    auth: Auth::Own(sign),
    reach: Reach::World,
    // 60 a minute for each kind of request; most of ours are of one kind.
    pace: Pace { burst: 15, per_minute: 45, reserve: 4 },
    complaint,
    check: Check::Read(Pair { ask: |account| rest(account, &["v1", "team"]), read: read_check }),
    pager: Some(Pager {
        people: Some(directory::PEOPLE),
        teams: Some(directory::TEAMS),
        services: Some(directory::SERVICES),
        schedules: Some(schedule::SCHEDULES),
        shifts: Some(schedule::SHIFTS),
        shifts_of: None,
        looks_back: false,
        policies: Some(policy::POLICIES),
        on_call: Some(policy::ON_CALL),
        paging: &[incident::PAGING],
        responders: &[],
        notes: None,
    }),
    status_page: None,
    outreach: None,
};

/// Both headers are secrets: the ID alone is of no use, but it is not ours to show.
fn sign(account: &Account, request: Request) -> Result<Request, Failure> {
    let (id, key) = (account.secret("api_id")?, account.secret("api_key")?);
    Ok(request.header("x-vo-api-id", message::Value::Secret(id)).header("x-vo-api-key", message::Value::Secret(key)))
}

/// An address below the root of the public API; an `@` in it stays as it is, as Splunk wants it.
fn url(account: &Account, path: &[&str]) -> Result<url::Url, Failure> {
    let path: Vec<&str> = ["api-public"].iter().chain(path).copied().collect();
    Ok(below(&account.address("api_url", "https://api.victorops.com")?, &path))
}

fn rest(account: &Account, path: &[&str]) -> Result<Request, Failure> {
    account.sign(Request::get(url(account, path)?))
}

/// A person of whom only the user name is told.
fn user(name: String) -> RemotePerson {
    RemotePerson { id: name.clone(), name, ..RemotePerson::default() }
}

/// The entries with what they are known by as their id, which is what a fault is told by.
fn known_by(key: &str, mut entries: Vec<Value>) -> Vec<Value> {
    for entry in &mut entries {
        if let Some(name) = entry.get(key).cloned()
            && let Some(members) = entry.as_object_mut()
        {
            members.insert("id".to_owned(), name);
        }
    }
    entries
}

/// The specification leaves the form of an error open; and a 403 may mean that the rate is used up.
fn complaint(response: &Response) -> Complaint {
    let plain = Complaint::plain(response);
    if response.status < 400 {
        return plain;
    }
    let body: Value = response.json().unwrap_or_default();
    let text = |key: &str| body.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
    let words = text("message").or_else(|| text("error")).map(str::to_owned);
    let said = String::from_utf8_lossy(&response.body).to_lowercase();
    let is_throttled =
        response.status == 403 && ["limit", "throttl", "too many"].iter().any(|word| said.contains(word));
    Complaint { status: if is_throttled { 429 } else { plain.status }, words, ..plain }
}

/// <https://portal.victorops.com/public/api-docs.html> › Teams
fn read_check(response: &Response) -> Result<String, Failure> {
    let teams = response.json::<Vec<Value>>()?.len();
    Ok(format!(
        "The API ID and the key are accepted; the organisation has {teams} teams. That they may page is unproven until a \
         page."
    ))
}
