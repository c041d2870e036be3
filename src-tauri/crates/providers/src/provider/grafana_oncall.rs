//! Grafana OnCall, and the IRM of Grafana Cloud: schedules with their final shifts, escalation chains, who is on call;
//! pages to people and teams, each of which becomes an alert group.
//!
//! An integration can be addressed too, but its secret stands in its URL, and none of ours ever holds a secret. So pages
//! go out by direct paging, which has no key: a second try looks for what the first one left.
//!
//! A person can be added to an alert group, a team cannot. No word of ours goes with that and it is told nowhere, so what
//! came of a request with a lost answer only people can tell. A note is a resolution note of the group.

mod chain;
mod directory;
mod escalation;
mod note;
mod responder;
mod schedule;

use domain::delivery::Failure;
use serde::Deserialize;
use serde_json::Value;

use crate::account::{Account, Auth};
use crate::capability::{Check, Pager, Pair, Part, Step};
use crate::classify::Complaint;
use crate::descriptor::{Descriptor, Reach};
use crate::form::Field;
use crate::message::{self, Request, Response, below};
use crate::pace::Pace;

/// Grafana OnCall and Grafana Cloud IRM.
pub const DESCRIPTOR: Descriptor = Descriptor {
    id: "grafana_oncall",
    name: "Grafana OnCall / IRM",
    documentation: "https://grafana.com/docs/oncall/latest/oncall-api-reference/",
    fields: &[
        Field::secret(
            "token",
            "API token",
            "IRM › Settings › Admin & API, or OnCall › Settings. It pages in the name of whoever made it.",
        )
        .explained_at("https://grafana.com/docs/oncall/latest/oncall-api-reference/#authentication"),
        Field::text(
            "api_url",
            "OnCall API address",
            "Beside the token, without `/api/v1`: `https://oncall-prod-eu-west-0.grafana.net/oncall`, or your own engine",
        )
        .address()
        .required(),
        Field::text(
            "stack_url",
            "Grafana address",
            "Only for the token of a service account, which can read but not page: `https://kestrel.grafana.net`",
        )
        .address()
        .explained_at(
            "https://grafana.com/docs/oncall/latest/oncall-api-reference/#authentication-using-service-account-tokens",
        ),
    ],
    auth: Auth::Own(sign),
    reach: Reach::World,
    // 300 in five minutes for each token.
    pace: Pace { burst: 60, per_minute: 55, reserve: 15 },
    complaint,
    check: Check::Read(Pair { ask: |account| Ok(rest(account, &["users"])?.query("perpage", "1")), read: read_check }),
    pager: Some(Pager {
        people: Some(directory::PEOPLE),
        teams: Some(directory::TEAMS),
        services: Some(directory::INTEGRATIONS),
        schedules: Some(schedule::SCHEDULES),
        shifts: Some(schedule::SHIFTS),
        shifts_of: None,
        looks_back: true,
        policies: Some(chain::POLICIES),
        on_call: Some(schedule::ON_CALL),
        paging: &[escalation::PAGING],
        responders: &[responder::RESPONDERS],
        notes: Some(note::NOTES),
    }),
    status_page: None,
    outreach: None,
};

/// The most entries of one answer.
const SIZE: &str = "100";

/// The token without any word before it; the token of a service account says besides for which stack it is.
fn sign(account: &Account, request: Request) -> Result<Request, Failure> {
    let request = request.header("authorization", message::Value::Secret(account.secret("token")?));
    let Some(stack) = account.option("stack_url") else { return Ok(request) };
    account.address("stack_url", stack)?;
    Ok(request.header("x-grafana-url", message::Value::Plain(stack.trim_end_matches('/').to_owned())))
}

/// An address of the API: each of its paths ends with a slash, and one without it answers with another address.
fn rest_url(account: &Account, path: &[&str]) -> Result<url::Url, Failure> {
    let root = account.address("api_url", account.required("api_url")?)?;
    Ok(below(&root, &[&["api", "v1"], path, &[""]].concat()))
}

fn rest(account: &Account, path: &[&str]) -> Result<Request, Failure> {
    account.sign(Request::get(rest_url(account, path)?))
}

/// One part of a list, with as many entries as it gives at most.
fn list(account: &Account, step: &Step) -> Result<Request, Failure> {
    let request = rest(account, &[step.what])?.query("perpage", SIZE);
    Ok(match &step.cursor {
        Some(page) => request.query("page", page),
        None => request,
    })
}

/// The entries of a list, each read for itself, and the next part where there is one. The address of the next part is not
/// followed, since an engine behind a proxy names itself as it sees itself; the number is enough.
fn entries<Entry: for<'a> Deserialize<'a>, Item>(
    response: &Response,
    step: &Step,
    read: impl Fn(Entry) -> Result<Vec<Item>, Failure>,
) -> Result<Part<Item>, Failure> {
    let (entries, rest) = response.list("results")?;
    let next = has_more(&rest) && !entries.is_empty();
    let page = step.offset().max(1).saturating_add(1);
    Ok(Part::of_each(entries, read).then(next.then(|| step.at(page.to_string()))))
}

fn has_more(rest: &Value) -> bool {
    rest.get("next").is_some_and(Value::is_string)
}

/// As it words it where a token is good, but whoever made it has not the right. It has the same status as a wrong token, for
/// which a new one would be the way out.
const NO_RIGHT: &str = "You do not have permission to perform this action.";

/// As it words it where a schedule or a page is asked for that it has not, or has no more.
const GONE: &str = "Not found.";

/// `{"detail": "…"}`, or the faults of a form by its members.
fn complaint(response: &Response) -> Complaint {
    let mut words = Vec::new();
    if response.status >= 400
        && let Ok(body) = response.json::<Value>()
    {
        texts(&body, &mut words);
    }
    let words = match (response.status, words.join(": ")) {
        (403, words) if words == NO_RIGHT => {
            let words = "whoever made the API token has not the right to do this".to_owned();
            return Complaint { status: 400, words: Some(words), ..Complaint::default() };
        }
        (404, words) if words == GONE => "it is not there any more".to_owned(),
        (_, words) => words,
    };
    Complaint { words: (!words.is_empty()).then_some(words), ..Complaint::plain(response) }
}

/// Its texts, each after the member of the form that it is about: “Object does not exist” alone does not say which.
fn texts(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::String(text) => into.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| texts(item, into)),
        Value::Object(members) => {
            for (name, member) in members {
                if !matches!(name.as_str(), "detail" | "non_field_errors") {
                    into.push(name.clone());
                }
                texts(member, into);
            }
        }
        _ => {}
    }
}

/// <https://grafana.com/docs/oncall/latest/oncall-api-reference/users/>
fn read_check(response: &Response) -> Result<String, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        count: u64,
    }
    let count = response.json::<Answer>()?.count;
    Ok(format!("The API token is accepted; it reads {count} users. That it may page is unproven until a page."))
}
