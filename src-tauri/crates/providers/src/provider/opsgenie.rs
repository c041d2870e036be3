//! Opsgenie: schedules, escalations and who is on call; pages as alerts under our alias.
//!
//! What is added to a page, a note or one more responder, is addressed by the alias too. Both leave a note with our
//! marker, by which a second try finds what the first one left. An alert that gets a responder is acknowledged no more.
//!
//! It is supported until 2027-04-05; its successor is `jsm_operations`, which shares alerts and timelines with it.

pub(in crate::provider) mod alert;
mod directory;
mod note;
pub(in crate::provider) mod on_call;
pub(in crate::provider) mod policy;
pub(in crate::provider) mod responder;
mod schedule;
pub(in crate::provider) mod timeline;

use domain::delivery::Failure;
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use crate::account::{Account, Auth};
use crate::capability::{Check, Pager, Pair, Part, Step};
use crate::classify::Complaint;
use crate::descriptor::{Descriptor, Reach};
use crate::form::Field;
use crate::message::{Request, Response, below};
use crate::pace::Pace;

/// Opsgenie.
pub const DESCRIPTOR: Descriptor = Descriptor {
    id: "opsgenie",
    name: "Opsgenie",
    documentation: "https://docs.opsgenie.com/docs/api-overview",
    fields: &[
        Field::secret(
            "token",
            "API key",
            "Settings › API key management, with read and configuration access; create and update access to page.",
        )
        .explained_at("https://support.atlassian.com/opsgenie/docs/api-key-management/"),
        Field::text("region", "Service region", "`us`, or `eu` for accounts at app.eu.opsgenie.com")
            .one_of(&["us", "eu"])
            .or("us"),
        Field::text("api_url", "Address", "Only for a proxy of your own; otherwise the region decides").address(),
    ],
    auth: Auth::Header { name: "authorization", before: "GenieKey ", field: "token" },
    reach: Reach::World,
    // Token buckets by plan and domain, whose sizes are not published.
    pace: Pace { burst: 40, per_minute: 400, reserve: 10 },
    complaint,
    check: Check::Read(Pair { ask: |account| rest(account, &["v2", "account"]), read: read_check }),
    pager: Some(Pager {
        people: Some(directory::PEOPLE),
        teams: Some(directory::TEAMS),
        services: Some(directory::SERVICES),
        schedules: Some(schedule::SCHEDULES),
        shifts: Some(schedule::SHIFTS),
        shifts_of: None,
        looks_back: true,
        policies: Some(directory::POLICIES),
        on_call: Some(on_call::ON_CALL),
        paging: &[alert::PAGING],
        responders: &[responder::RESPONDERS],
        notes: Some(note::NOTES),
    }),
    status_page: None,
    outreach: None,
};

/// The most entries of one answer.
const LIMIT: u64 = 100;

fn root(account: &Account) -> Result<Url, Failure> {
    let otherwise = match account.option("region") {
        None | Some("us") => "https://api.opsgenie.com",
        Some("eu") => "https://api.eu.opsgenie.com",
        Some(other) => {
            return Err(Failure::Refused(format!("Opsgenie has no region `{other}`. Choose `us` or `eu`.")));
        }
    };
    account.address("api_url", otherwise)
}

fn rest(account: &Account, path: &[&str]) -> Result<Request, Failure> {
    account.sign(Request::get(below(&root(account)?, path)))
}

/// One part of a list that comes in parts.
fn part(request: Request, step: &Step) -> Request {
    request.query("limit", &LIMIT.to_string()).query("offset", step.cursor.as_deref().unwrap_or("0"))
}

/// The entries of an answer, each read for itself.
fn entries<Entry: for<'a> Deserialize<'a>, Item>(
    response: &Response,
    step: &Step,
    read: impl Fn(Entry) -> Result<Vec<Item>, Failure>,
) -> Result<Part<Item>, Failure> {
    let (entries, rest) = response.list("data")?;
    // The address of the next part holds only where it begins; we say that ourselves.
    let more = rest.get("paging").and_then(|paging| paging.get("next")).is_some_and(Value::is_string);
    let next = (more && !entries.is_empty()).then(|| step.at((step.offset() + entries.len() as u64).to_string()));
    Ok(Part::of_each(entries, read).then(next))
}

/// <https://docs.opsgenie.com/docs/response>. Its successor complains alike about alerts, in a list of titles about all else,
/// and in a list of texts where its site answers.
pub(in crate::provider) fn complaint(response: &Response) -> Complaint {
    let answer: Value = response.json().unwrap_or_default();
    let list = |name: &str| answer.get(name).and_then(Value::as_array).into_iter().flatten();
    let titles = list("errors").filter_map(|error| error.get("title"));
    let all = answer.get("message").into_iter().chain(titles).chain(list("errorMessages"));
    let words = all.filter_map(Value::as_str).collect::<Vec<_>>().join(": ");
    Complaint { words: Some(words).filter(|words| !words.is_empty()), ..Complaint::plain(response) }
}

/// <https://docs.opsgenie.com/docs/account-api>
fn read_check(response: &Response) -> Result<String, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        data: Named,
    }
    #[derive(Deserialize)]
    struct Named {
        name: String,
    }
    let name = response.json::<Answer>()?.data.name;
    Ok(format!("The API key opens the account “{name}”. That it may page is unproven until a page."))
}

/// What holds of an entry that does not say otherwise.
pub(in crate::provider) fn yes() -> bool {
    true
}
