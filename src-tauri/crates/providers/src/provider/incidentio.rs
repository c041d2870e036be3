//! incident.io: schedules, escalation paths and who is on call; pages as escalations, deduplicated by our key. Its status
//! pages too.

mod directory;
mod escalation;
mod path;
mod schedule;
mod status_page;

use domain::delivery::Failure;
use serde::Deserialize;
use serde_json::Value;

use crate::account::{Account, Auth};
use crate::capability::{Check, Pager, Pair, Part, RemotePerson, Step};
use crate::classify::Complaint;
use crate::descriptor::{Descriptor, Reach};
use crate::form::Field;
use crate::message::{Request, Response, below};
use crate::pace::Pace;

/// incident.io.
pub const DESCRIPTOR: Descriptor = Descriptor {
    id: "incidentio",
    name: "incident.io",
    documentation: "https://api-docs.incident.io/",
    fields: &[
        Field::secret(
            "token",
            "API key",
            "Settings › API keys. Roles: on-call viewer and schedules reader to read, escalation creator to page. To publish \
             only the one that creates status page incidents and publishes updates.",
        )
        .explained_at("https://help.incident.io/articles/6149651728-api-keys"),
        Field::text(
            "page",
            "Status page",
            "Only to publish: its id, as in its dashboard's address after `status-pages/`: `01FCNDV6P870EA6S7TK1DSYDG0`",
        )
        .for_page(),
        Field::text("notify_subscribers", "Notify subscribers", "Of the status page: `true` or `false`").flag().or("true"),
        Field::text("api_url", "Address", "Only for a proxy of your own").address().or("https://api.incident.io"),
    ],
    auth: Auth::Header { name: "authorization", before: "Bearer ", field: "token" },
    reach: Reach::World,
    // 1200 a minute for each key; escalations 60.
    pace: Pace { burst: 100, per_minute: 1_100, reserve: 20 },
    complaint,
    check: Check::Read(Pair { ask: ask_check, read: read_check }),
    pager: Some(Pager {
        people: Some(directory::PEOPLE),
        teams: Some(directory::TEAMS),
        // Services are entries of a catalog, whose types each account names as it likes.
        services: None,
        schedules: Some(schedule::SCHEDULES),
        shifts: Some(schedule::SHIFTS),
        shifts_of: None,
        looks_back: true,
        policies: Some(path::POLICIES),
        on_call: Some(schedule::ON_CALL),
        paging: &[escalation::PAGING],
        responders: &[],
        notes: None,
    }),
    status_page: Some(status_page::STATUS_PAGE),
    outreach: None,
};

/// Laid aside where a key is meant to publish.
const PUBLISHES: &str = "publishes";

#[derive(Deserialize)]
struct User {
    id: String,
    name: String,
    email: Option<String>,
}

impl User {
    fn person(self) -> RemotePerson {
        // Some accounts give an empty text where there is no address.
        let email = self.email.filter(|email| !email.is_empty());
        RemotePerson { id: self.id, name: self.name, email, ..RemotePerson::default() }
    }
}

fn rest(account: &Account, path: &[&str]) -> Result<Request, Failure> {
    account.sign(Request::get(below(&account.address("api_url", "https://api.incident.io")?, path)))
}

/// One part of a list, with as many entries as it gives at most.
fn part(request: Request, step: &Step, size: &str) -> Request {
    let request = request.query("page_size", size);
    match &step.cursor {
        Some(after) => request.query("after", after),
        None => request,
    }
}

/// The entries of a list under their name, each read for itself, and the next part where there is one.
fn entries<Entry: for<'a> Deserialize<'a>, Item>(
    response: &Response,
    step: &Step,
    name: &str,
    read: impl Fn(Entry) -> Result<Vec<Item>, Failure>,
) -> Result<Part<Item>, Failure> {
    let (entries, rest) = response.list(name)?;
    let next = after(&rest).filter(|_| !entries.is_empty()).map(|after| step.at(after));
    Ok(Part::of_each(entries, read).then(next))
}

/// Where a list goes on; an answer without it is the last one.
fn after(rest: &Value) -> Option<String> {
    let after = rest.get("pagination_meta")?.get("after")?.as_str()?;
    (!after.is_empty()).then(|| after.to_owned())
}

/// <https://api-docs.incident.io/> › Errors
fn complaint(response: &Response) -> Complaint {
    #[derive(Deserialize)]
    struct Answer {
        #[serde(default, deserialize_with = "crate::null::as_default")]
        errors: Vec<Entry>,
        rate_limit: Option<Limit>,
    }
    #[derive(Deserialize)]
    struct Entry {
        message: String,
    }
    /// When to come back stands here, and in no header.
    #[derive(Deserialize)]
    struct Limit {
        retry_after: Option<String>,
    }
    let plain = Complaint::plain(response);
    let Ok(Answer { errors, rate_limit }) = response.json() else { return plain };
    let words = errors.into_iter().map(|entry| entry.message).collect::<Vec<_>>().join(": ");
    let pause = rate_limit.and_then(|limit| limit.retry_after);
    Complaint { words: Some(words).filter(|words| !words.is_empty()), pause, ..plain }
}

/// <https://api-docs.incident.io/tag/Utilities-V1>
fn ask_check(account: &Account) -> Result<Request, Failure> {
    let request = rest(account, &["v1", "identity"])?;
    Ok(if account.connection.audiences.is_empty() { request } else { request.aside(PUBLISHES, "yes") })
}

fn read_check(response: &Response) -> Result<String, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        identity: Identity,
    }
    #[derive(Deserialize)]
    struct Identity {
        name: String,
        #[serde(default, deserialize_with = "crate::null::as_default")]
        roles: Vec<String>,
    }
    let Identity { name, roles } = response.json::<Answer>()?.identity;
    let may = |role: &str| roles.iter().any(|known| known == role);
    if response.header(PUBLISHES).is_some() {
        let publishing = if may("status_page_publisher") {
            "It may publish on status pages."
        } else {
            "It may not publish: it lacks the role status_page_publisher."
        };
        return Ok(format!("The API key “{name}” is accepted. {publishing}"));
    }
    let paging = if may("escalation_creator") {
        "It may page."
    } else {
        "It may not page: it lacks the role escalation_creator."
    };
    let reading = if may("on_call_viewer") || may("on_call_editor") || may("viewer") || may("schedules_reader") {
        "It may read schedules."
    } else {
        "It may not read schedules: it lacks the role schedules_reader."
    };
    Ok(format!("The API key “{name}” is accepted. {reading} {paging}"))
}
