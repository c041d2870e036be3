//! PagerDuty: who is on call and everything around it through the REST API, pages through the Events API v2 or as
//! incidents; and its status pages.
//!
//! A page is an event with our delivery as its dedup key, so that a repeated one changes nothing. It reaches whoever the
//! integration's service escalates to. Where the connection names a service and in whose name to page, a page to a person
//! or a policy becomes an incident that is assigned to exactly them.

mod complaint;
mod directory;
mod event;
mod incident;
mod note;
mod on_call;
mod responder;
mod schedule;
mod status_page;

use domain::delivery::Failure;
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use crate::account::{Account, Auth};
use crate::capability::{Check, Named, Pager, Pair, Part, RemotePerson, Step};
use crate::descriptor::{Descriptor, Reach};
use crate::form::Field;
use crate::message::{self, Request, Response, below};
use crate::pace::Pace;

/// PagerDuty.
pub const DESCRIPTOR: Descriptor = Descriptor {
    id: "pagerduty",
    name: "PagerDuty",
    documentation: "https://developer.pagerduty.com/api-reference/",
    fields: &[
        Field::secret(
            "token",
            "API token",
            "Integrations › API Access Keys. Read-only is enough unless pages go out as incidents.",
        )
        .explained_at("https://support.pagerduty.com/main/docs/api-access-keys"),
        Field::secret(
            "routing_key",
            "Integration key",
            "32 characters: Services › your service › Integrations › Events API V2. Pages go out with it.",
        )
        .optional()
        .explained_at("https://support.pagerduty.com/main/docs/services-and-integrations"),
        Field::text(
            "service",
            "Service of pages",
            "Its id, as in the address of its page: `PIJ90N7`. With it and `from`, people and policies are paged directly",
        ),
        Field::text("from", "In whose name", "The login address of a user; they are not woken by their own page"),
        Field::text(
            "requester",
            "Who asks for responders",
            "The id of the same user, as in the address of their profile: `PT23IWX`. With it, people are added to a page that is out",
        ),
        Field::text(
            "page",
            "Status page",
            "Only to publish: its id, as in the address of its page under Status › External Status Pages: `PR5LMML`",
        )
        .for_page(),
        Field::text("notify_subscribers", "Notify subscribers", "Of the status page: `true` or `false`")
            .flag()
            .or("true"),
        Field::text(
            "page_words",
            "Words of the status page",
            "Where it calls a phase, a severity or a state otherwise than usual: `identified=Detected, sev1=Outage`",
        ),
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
    pace: Pace { burst: 120, per_minute: 900, reserve: 30 },
    complaint: complaint::read,
    check: Check::Read(Pair { ask: |account| rest(account, &["abilities"]), read: read_check }),
    pager: Some(Pager {
        people: Some(directory::PEOPLE),
        teams: Some(directory::TEAMS),
        services: Some(directory::SERVICES),
        schedules: None,
        shifts: Some(schedule::SHIFTS),
        shifts_of: Some(schedule::SHIFTS_OF),
        looks_back: true,
        policies: Some(directory::POLICIES),
        on_call: Some(on_call::ON_CALL),
        paging: &[incident::PAGING, event::PAGING],
        responders: &[responder::RESPONDERS],
        notes: Some(note::NOTES),
    }),
    status_page: Some(status_page::STATUS_PAGE),
    outreach: None,
};

/// The most entries of one answer.
const LIMIT: &str = "100";

/// Where an entry points to; with the whole user where it was asked for.
#[derive(Deserialize)]
struct Reference {
    id: String,
    summary: Option<String>,
    name: Option<String>,
    email: Option<String>,
}

/// What every list of the REST API ends with.
#[derive(Deserialize)]
struct Paging {
    #[serde(default, deserialize_with = "crate::null::as_default")]
    offset: u64,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    more: bool,
}

impl Reference {
    fn person(self) -> RemotePerson {
        let name = self.name.or(self.summary).unwrap_or_else(|| self.id.clone());
        RemotePerson { id: self.id, name, email: self.email, ..RemotePerson::default() }
    }

    fn named(self) -> Named {
        let name = self.summary.or(self.name).unwrap_or_else(|| self.id.clone());
        Named { id: self.id, name }
    }
}

impl Paging {
    /// Counted by what came, since a host may give fewer than were asked for.
    fn next(&self, step: &Step, came: usize) -> Option<Step> {
        (self.more && came > 0).then(|| step.at(self.offset.saturating_add(came as u64).to_string()))
    }
}

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

/// An address of the REST API.
fn rest_url(account: &Account, path: &[&str]) -> Result<Url, Failure> {
    Ok(below(&host(account, "api_url", "api")?, path))
}

/// A read of the REST API, signed. Its specification asks for a content type also where there is no content.
fn rest(account: &Account, path: &[&str]) -> Result<Request, Failure> {
    let json = message::Value::Plain("application/json".to_owned());
    signed(account, Request::get(rest_url(account, path)?).header("content-type", json))
}

fn signed(account: &Account, request: Request) -> Result<Request, Failure> {
    let accept = message::Value::Plain("application/vnd.pagerduty+json;version=2".to_owned());
    account.sign(request.header("accept", accept))
}

/// One part of a list.
fn part(request: Request, step: &Step) -> Request {
    let limit = step.most.map_or_else(|| LIMIT.to_owned(), |most| most.to_string());
    request.query("limit", &limit).query("offset", step.cursor.as_deref().unwrap_or("0"))
}

/// The entries of a list under their name, each read for itself.
fn entries<Entry: for<'a> Deserialize<'a>, Item>(
    response: &Response,
    step: &Step,
    name: &str,
    read: impl Fn(Entry) -> Result<Item, Failure>,
) -> Result<Part<Item>, Failure> {
    let (entries, paging) = list(response, name)?;
    let next = paging.next(step, entries.len());
    Ok(Part::of(entries, read).then(next))
}

fn list(response: &Response, name: &str) -> Result<(Vec<Value>, Paging), Failure> {
    let (entries, rest) = response.list(name)?;
    let paging = serde_json::from_value(rest);
    Ok((entries, paging.map_err(|_| Failure::Garbled("the answer does not tell where its list goes on".to_owned()))?))
}

/// <https://developer.pagerduty.com/api-reference/b3A6Mjc0ODA5NA-list-abilities>
fn read_check(response: &Response) -> Result<String, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        abilities: Vec<String>,
    }
    let abilities = response.json::<Answer>()?.abilities.len();
    Ok(format!(
        "The API token is accepted; the account has {abilities} abilities. That it may page is unproven until a page."
    ))
}
