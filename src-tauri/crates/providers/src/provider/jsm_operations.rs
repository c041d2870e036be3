//! Jira Service Management Operations: what became of Opsgenie, with Atlassian's accounts and an address for each team.
//!
//! Alerts, timelines and escalations are those of `opsgenie`. People come from the Jira site, whose ids the rest only names.
//!
//! A note, or one more responder, is added to an alert by its id alone, and no page is answered with that: its alert is
//! only promised. What became of the promise names the alert; until that is known, what is added waits.

mod alert;
mod directory;
mod escalation;
mod note;
mod on_call;
mod responder;
mod schedule;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::delivery::{Delivery, Failure};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::Value as Json;
use url::Url;

use super::opsgenie::complaint;
use crate::account::{Account, Auth};
use crate::capability::{Check, Pager, Pair, Part, Step, page_of};
use crate::descriptor::{Descriptor, Reach};
use crate::form::Field;
use crate::message::{Request, Response, Value, below};
use crate::pace::Pace;

/// Jira Service Management Operations.
pub const DESCRIPTOR: Descriptor = Descriptor {
    id: "jsm_operations",
    name: "Jira Service Management Operations",
    documentation: "https://developer.atlassian.com/cloud/jira/service-desk-ops/rest/v2/intro/",
    fields: &[
        Field::secret(
            "token",
            "API token",
            "id.atlassian.com › Security › API tokens, without scopes. It sees no more schedules than its user does.",
        )
        .explained_at(
            "https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/",
        ),
        Field::text("email", "Whose token", "The login address of the token's user").required(),
        Field::text("site", "Site", "The address of Jira: `https://your-site.atlassian.net`").address().required(),
        Field::text("cloud", "Cloud id", "The `cloudId` that your-site.atlassian.net/_edge/tenant_info tells")
            .required(),
        Field::text("api_url", "Address", "Only for a proxy of your own").address().or(ADDRESS),
    ],
    auth: Auth::Own(sign),
    reach: Reach::World,
    // Limits are not published.
    pace: Pace { burst: 40, per_minute: 240, reserve: 10 },
    complaint,
    check: Check::Read(Pair { ask: |account| Ok(rest(account, &["schedules"])?.query("size", "1")), read: read_check }),
    pager: Some(Pager {
        people: Some(directory::PEOPLE),
        teams: Some(directory::TEAMS),
        services: Some(directory::SERVICES),
        schedules: Some(schedule::SCHEDULES),
        shifts: Some(schedule::SHIFTS),
        shifts_of: None,
        looks_back: true,
        policies: Some(escalation::POLICIES),
        on_call: Some(on_call::ON_CALL),
        paging: &[alert::PAGING],
        responders: &[responder::RESPONDERS],
        notes: Some(note::NOTES),
    }),
    status_page: None,
    outreach: None,
};

const ADDRESS: &str = "https://api.atlassian.com";
/// As many entries as a list is asked for at once.
const SIZE: &str = "100";

/// The user's address and the token as one, which is as secret as the token.
fn sign(account: &Account, request: Request) -> Result<Request, Failure> {
    let token = account.secret("token")?;
    let both = SecretString::from(format!("{}:{}", account.required("email")?, token.expose_secret()));
    let header = SecretString::from(format!("Basic {}", STANDARD.encode(both.expose_secret())));
    Ok(request.header("authorization", Value::Secret(header)))
}

fn address(account: &Account) -> Result<Url, Failure> {
    account.address("api_url", ADDRESS)
}

/// The address of the operations of a site.
fn operations(account: &Account, path: &[&str]) -> Result<Url, Failure> {
    let root = below(&address(account)?, &["jsm", "ops", "api", account.required("cloud")?, "v1"]);
    Ok(below(&root, path))
}

/// Where something is added to the alert of the page that a delivery adds to.
fn of_page(account: &Account, delivery: &Delivery, what: &str) -> Result<Url, Failure> {
    operations(account, &["alerts", page_of(delivery)?.kept()?, what])
}

fn rest(account: &Account, path: &[&str]) -> Result<Request, Failure> {
    account.sign(Request::get(operations(account, path)?))
}

/// One part of a list that comes in parts.
fn part(request: Request, step: &Step) -> Request {
    request.query("size", SIZE).query("offset", step.cursor.as_deref().unwrap_or("0"))
}

/// The entries of a list under their name, each read for itself, and the next part where there is one.
fn entries<Entry: for<'a> Deserialize<'a>, Item>(
    response: &Response,
    step: &Step,
    name: &str,
    read: impl Fn(Entry) -> Result<Vec<Item>, Failure>,
) -> Result<Part<Item>, Failure> {
    let (entries, rest) = response.list(name)?;
    let next =
        (goes_on(&rest) && !entries.is_empty()).then(|| step.at((step.offset() + entries.len() as u64).to_string()));
    Ok(Part::of_each(entries, read).then(next))
}

/// Whether a list goes on: most tell the address of the next part, that of services whether there is one.
fn goes_on(rest: &Json) -> bool {
    let address = rest.pointer("/links/next").and_then(Json::as_str).is_some_and(|next| !next.is_empty());
    address || rest.pointer("/pagination/hasNext") == Some(&Json::Bool(true))
}

/// <https://developer.atlassian.com/cloud/jira/service-desk-ops/rest/v2/api-group-schedules/>
fn read_check(response: &Response) -> Result<String, Failure> {
    let (schedules, _) = response.list("values")?;
    let seen = if schedules.is_empty() {
        "but shows no schedule: there is none, or its user may see none"
    } else {
        "and shows schedules; those of other teams only if its user may see them"
    };
    Ok(format!("The API token is accepted, {seen}. That it may page is unproven until a page."))
}
