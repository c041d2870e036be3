//! Rootly: schedules, escalation policies and who is on call; pages as alerts, deduplicated by our key; and its status pages.
//!
//! An alert takes notes. One more person it cannot get: it can be escalated, along its policy or to another one, and changed
//! to be of other services and teams, which is not said to wake anybody. Whoever is to join is paged by a page of their own.
//!
//! It speaks JSON:API: what an entry points to stands beside the entries, and its ids are texts there and numbers elsewhere.

mod alert;
mod directory;
mod included;
mod note;
mod on_call;
mod policy;
mod schedule;
mod status_page;

use domain::delivery::Failure;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use url::Url;

use crate::account::{Account, Auth};
use crate::capability::{Check, Pager, Pair, Step};
use crate::classify::Complaint;
use crate::descriptor::{Descriptor, Reach};
use crate::form::Field;
use crate::message::{Body, Request, Response, below};
use crate::pace::Pace;

/// Rootly.
pub const DESCRIPTOR: Descriptor = Descriptor {
    id: "rootly",
    name: "Rootly",
    documentation: "https://docs.rootly.com/api-reference/overview",
    fields: &[
        Field::secret("token", "API key", "Organization settings › API keys. A team's key sees that team only.")
            .explained_at("https://docs.rootly.com/api-reference/overview"),
        Field::text(
            "urgency",
            "Urgency of pages",
            "The id of an alert urgency; otherwise your organisation's usual one",
        ),
        Field::text(
            "page",
            "Status page",
            "Only to publish: its id or its slug, as the list of status pages in the API has them",
        )
        .for_page()
        .explained_at("https://docs.rootly.com/configuration/status-page-write-api"),
        Field::text("notify_subscribers", "Notify subscribers", "Of the status page: `true` or `false`")
            .flag()
            .or("true"),
        Field::text("api_url", "Address", "Only for a proxy of your own").address().or("https://api.rootly.com"),
    ],
    auth: Auth::Header { name: "authorization", before: "Bearer ", field: "token" },
    reach: Reach::World,
    // About 3000 reads and as many writes a minute for each key; some organisations are given less, and answer so.
    pace: Pace { burst: 150, per_minute: 1_500, reserve: 30 },
    complaint,
    check: Check::Read(Pair {
        ask: |account| Ok(rest(account, &["schedules"])?.query("page[size]", "1")),
        read: read_check,
    }),
    pager: Some(Pager {
        people: Some(directory::PEOPLE),
        teams: Some(directory::TEAMS),
        services: Some(directory::SERVICES),
        // They are read along with their shifts.
        schedules: None,
        shifts: Some(schedule::SHIFTS),
        shifts_of: Some(schedule::SHIFTS_OF),
        looks_back: true,
        policies: Some(policy::POLICIES),
        on_call: Some(on_call::ON_CALL),
        paging: &[alert::PAGING],
        responders: &[],
        notes: Some(note::NOTES),
    }),
    status_page: Some(status_page::STATUS_PAGE),
    outreach: None,
};

/// As many entries of one answer as are asked for; how many it gives at most, it tells for shifts only.
const SIZE: usize = 100;

/// A resource of JSON:API.
#[derive(Clone, Serialize, Deserialize)]
struct Resource<Attributes> {
    id: String,
    attributes: Attributes,
}

/// An answer of one resource.
#[derive(Deserialize)]
struct Answer<Attributes> {
    data: Resource<Attributes>,
}

fn url(account: &Account, path: &[&str]) -> Result<Url, Failure> {
    let path: Vec<&str> = ["v1"].iter().chain(path).copied().collect();
    Ok(below(&account.address("api_url", "https://api.rootly.com")?, &path))
}

fn rest(account: &Account, path: &[&str]) -> Result<Request, Failure> {
    account.sign(Request::get(url(account, path)?))
}

/// Creates a resource of that type.
fn create(account: &Account, path: &[&str], kind: &str, attributes: &Value) -> Result<Request, Failure> {
    account.sign(Request::post(url(account, path)?, body(kind, attributes)))
}

/// Changes a resource of that type.
fn change(account: &Account, path: &[&str], kind: &str, attributes: &Value) -> Result<Request, Failure> {
    account.sign(Request::put(url(account, path)?, body(kind, attributes)))
}

fn body(kind: &str, attributes: &Value) -> Body {
    Body::json(json!({ "data": { "type": kind, "attributes": attributes } }))
}

/// One part of a list.
fn part(request: Request, step: &Step, size: usize) -> Request {
    request.query("page[number]", step.cursor.as_deref().unwrap_or("1")).query("page[size]", &size.to_string())
}

/// The entries of an answer, and all of it but them.
fn entries(response: &Response) -> Result<(Vec<Value>, Value), Failure> {
    response.list("data")
}

/// The next part, where the answer says that there is one; a part without entries is the last one. Shifts may come without
/// a word about that, and then a full part is not taken for the last one.
fn next(step: &Step, came: usize, size: usize, rest: &Value) -> Option<Step> {
    let page = match rest.get("meta") {
        Some(meta) => meta.get("next_page").and_then(Value::as_u64),
        None => (came >= size).then(|| step.offset().max(1).saturating_add(1)),
    };
    page.filter(|_| came > 0).map(|page| step.at(page.to_string()))
}

/// Ids are numbers in attributes and texts everywhere else.
fn id_text(id: &Value) -> Option<String> {
    match id {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// JSON:API's errors, or a single text.
fn complaint(response: &Response) -> Complaint {
    let plain = Complaint::plain(response);
    if response.status < 400 {
        return plain;
    }
    let body: Value = response.json().unwrap_or_default();
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let errors = body.get("errors").and_then(Value::as_array).into_iter().flatten();
    let mut words: Vec<String> =
        errors.filter_map(|error| text(error, "detail").or_else(|| text(error, "title"))).collect();
    words.extend(text(&body, "error"));
    Complaint { words: (!words.is_empty()).then(|| words.join(": ")), ..plain }
}

/// <https://docs.rootly.com/api-reference/schedules/list-schedules>
fn read_check(response: &Response) -> Result<String, Failure> {
    let (entries, rest) = entries(response)?;
    let told = rest.get("meta").and_then(|meta| meta.get("total_count")).and_then(Value::as_u64);
    let count = told.unwrap_or(entries.len() as u64);
    Ok(format!("The API key is accepted; it sees {count} schedules. That it may page is unproven until a page."))
}
