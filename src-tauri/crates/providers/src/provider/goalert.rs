//! GoAlert, which everybody hosts for themselves: people with how they are reached, services, schedules, escalation
//! policies, who is on call; pages as alerts of a service, which is the only thing that it wakes by.
//!
//! All of it is GraphQL: every call goes to one address, and what went wrong stands inside an answer of success.

mod alert;
mod answer;
mod directory;
mod on_call;
mod policy;
mod schedule;

use domain::delivery::Failure;
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use crate::account::{Account, Auth};
use crate::capability::{Check, Pager, Pair, Step};
use crate::descriptor::{Descriptor, Reach};
use crate::form::Field;
use crate::message::{Body, Request, Response, below};
use crate::pace::Pace;

/// GoAlert.
pub const DESCRIPTOR: Descriptor = Descriptor {
    id: "goalert",
    name: "GoAlert",
    documentation: "https://github.com/target/goalert/tree/master/docs",
    fields: &[
        Field::secret(
            "token",
            "API key",
            "Admin › API Keys, role User. As its query, paste Bridgewatch's `goalert/document.graphql` whole.",
        ),
        Field::text(
            "api_url",
            "Address",
            "As in the browser, without what comes after the host: `https://goalert.example`",
        )
        .address()
        .required(),
        Field::text(
            "service",
            "Service of pages",
            "Its id, as in the address of its page. Pages that name no service of their own become its alerts",
        ),
    ],
    auth: Auth::Header { name: "authorization", before: "Bearer ", field: "token" },
    reach: Reach::World,
    // No limit is documented; the requests of one key are answered one after another.
    pace: Pace { burst: 60, per_minute: 240, reserve: 20 },
    complaint: answer::complaint,
    check: Check::Read(Pair { ask: |account| question(account, "Check", &json!({})), read: read_check }),
    pager: Some(Pager {
        people: Some(directory::PEOPLE),
        // It has labels and favourites only.
        teams: None,
        services: Some(directory::SERVICES),
        schedules: Some(schedule::SCHEDULES),
        shifts: Some(schedule::SHIFTS),
        shifts_of: None,
        looks_back: true,
        policies: Some(policy::POLICIES),
        on_call: Some(on_call::ON_CALL),
        paging: &[alert::PAGING],
        responders: &[],
        notes: None,
    }),
    status_page: None,
    outreach: None,
};

/// All operations: an API key is bound to them.
const DOCUMENT: &str = include_str!("goalert/document.graphql");

/// A question that changes nothing.
fn question(account: &Account, operation: &str, variables: &Value) -> Result<Request, Failure> {
    let (url, body) = call(account, operation, variables)?;
    account.sign(Request::question(url, body))
}

/// A change.
fn change(account: &Account, operation: &str, variables: &Value) -> Result<Request, Failure> {
    let (url, body) = call(account, operation, variables)?;
    account.sign(Request::post(url, body))
}

/// An API key answers only its own query, to the letter, but lets it be left out: so a key stays good when we ask for
/// more. GoAlert knows its keys by their beginning; with any other token, which is that of a session, the query comes along.
fn call(account: &Account, operation: &str, variables: &Value) -> Result<(url::Url, Body), Failure> {
    let url = below(&account.address("api_url", account.required("api_url")?)?, &["api", "graphql"]);
    let is_key = account.secret("token")?.expose_secret().starts_with("ey");
    let mut body = json!({ "operationName": operation, "variables": variables });
    if !is_key {
        body["query"] = json!(text(operation));
    }
    Ok((url, Body::json(body)))
}

/// One operation of the document.
fn text(operation: &str) -> &'static str {
    let is_it = |text: &&str| {
        let rest = text.strip_prefix("query ").or_else(|| text.strip_prefix("mutation "));
        let rest = rest.and_then(|rest| rest.strip_prefix(operation));
        rest.is_some_and(|rest| rest.starts_with([' ', '(']))
    };
    DOCUMENT.split("\n\n").find(is_it).map_or(DOCUMENT, str::trim)
}

/// One part of a list.
fn list(account: &Account, step: &Step, operation: &str) -> Result<Request, Failure> {
    question(account, operation, &json!({ "after": step.cursor.as_deref().unwrap_or_default() }))
}

fn read_check(response: &Response) -> Result<String, Failure> {
    let (services, _) = answer::member(response, "services")?;
    let has_any = services.get("nodes").and_then(Value::as_array).is_some_and(|nodes| !nodes.is_empty());
    let services = if has_any { "reads services" } else { "is accepted, but there is no service yet" };
    Ok(format!("The token {services}. That it may page is unproven until a page."))
}
