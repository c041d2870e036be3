//! Better Stack's status pages: reports to which updates are added.
//!
//! It has no keys against repetition, no place for a marker and no word for a phase: what an update tells is its text and the
//! states of components, and a second try looks for the text of the first one.

mod component;
mod maintenance;
mod report;
mod subscriber;

use std::collections::BTreeMap;

use domain::delivery::{ComponentState, Failure, Receipt, Repeat, UpdateMessage};
use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;

use crate::account::{Account, Auth};
use crate::capability::{Check, Limits, Markup, Pair, Part, Posting, StatusPage, Step, Turn};
use crate::classify::Complaint;
use crate::descriptor::{Descriptor, Reach};
use crate::form::Field;
use crate::marker::{Found, plain};
use crate::message::{Body, Request, Response, below};
use crate::pace::Pace;
use report::Report;

/// Better Stack.
pub const DESCRIPTOR: Descriptor = Descriptor {
    id: "betterstack",
    name: "Better Stack",
    documentation: "https://betterstack.com/docs/uptime/api/getting-started-with-uptime-api/",
    fields: &[
        Field::secret("token", "API token", "API tokens › Uptime API tokens of the team that has the page")
            .explained_at("https://betterstack.com/docs/uptime/api/getting-started-with-uptime-api/"),
        Field::text(
            "page",
            "Status page id",
            "The number in the address of the page's settings, after `status-pages/`",
        )
        .required()
        .explained_at("https://betterstack.com/docs/uptime/api/list-all-existing-status-pages/"),
        Field::text("notify_subscribers", "Notify subscribers", "`true` or `false`").flag().or("true"),
        Field::text("api_url", "Address", "Only for a proxy of your own, or where your account is at another host")
            .address()
            .or(HOST),
    ],
    auth: Auth::Header { name: "authorization", before: "Bearer ", field: "token" },
    reach: Reach::World,
    // It says nowhere how often it may be asked.
    pace: Pace { burst: 20, per_minute: 120, reserve: 5 },
    complaint,
    check: Check::Read(Pair {
        ask: |account| of_page(account, &[]).and_then(|url| read(account, url)),
        read: read_check,
    }),
    pager: None,
    status_page: Some(StatusPage {
        repeat: Repeat::Probe,
        publish,
        probe: Some(probe),
        components: component::COMPONENTS,
        incidents: Some(report::INCIDENTS),
        incidents_of: Some(report::INCIDENTS_OF),
        maintenances: Some(maintenance::MAINTENANCES),
        subscribers: Some(subscriber::SUBSCRIBERS),
        states: STATES,
        // It says of none how long it may be.
        limits: Limits::NONE,
        fits,
        markup: Markup::Plain,
        silent: |account, _, _| {
            (!account.is_on("notify_subscribers")).then_some("this connection is set up not to notify them.")
        },
    }),
    outreach: None,
};

const HOST: &str = "https://uptime.betterstack.com";

/// In a report of trouble. One of announced work has `maintenance` for all of its components, and no other word.
const STATES: &[(ComponentState, &str)] = &[
    (ComponentState::Operational, "resolved"),
    (ComponentState::Degraded, "degraded"),
    (ComponentState::MajorOutage, "downtime"),
];

/// The most entries of one answer.
const LIMIT: &str = "250";

const REPORTS: &str = "status-reports";

fn of_page(account: &Account, path: &[&str]) -> Result<Url, Failure> {
    let root = account.address("api_url", HOST)?;
    Ok(below(&below(&root, &["api", "v2", "status-pages", account.required("page")?]), path))
}

fn read(account: &Account, url: Url) -> Result<Request, Failure> {
    account.sign(Request::get(url))
}

/// One part of a list of the page, by its name, as full as it gets.
fn list(account: &Account, name: &str, page: &str) -> Result<Request, Failure> {
    Ok(read(account, of_page(account, &[name])?)?.query("page", page).query("per_page", LIMIT))
}

/// The entries of a list, each for itself, and what is to be asked then: the next part, where the answer names one.
fn entries<Entry: for<'a> Deserialize<'a>, Item>(
    response: &Response,
    step: &Step,
    read: impl Fn(Entry) -> Result<Vec<Item>, Failure>,
) -> Result<Part<Item>, Failure> {
    let (entries, rest) = response.list("data")?;
    let next = has_next(&rest).then(|| step.at((step.offset().max(1) + 1).to_string()));
    Ok(Part::of_each(entries, read).then(next))
}

fn has_next(rest: &Value) -> bool {
    rest.pointer("/pagination/next").is_some_and(Value::is_string)
}

fn publish(account: &Account, posting: &Posting<'_>, answers: &[Response]) -> Result<Turn<Receipt>, Failure> {
    match (posting.known, answers) {
        (None, []) => ask_report(account, posting).map(Turn::ask),
        (None, [made, ..]) => Ok(Turn::Done(read_report(made)?)),
        (Some(known), []) => report::one(account, &known.remote).map(Turn::ask),
        (Some(known), [there]) => ask_update(account, posting, known, there).map(Turn::ask),
        (Some(known), [_, said, ..]) => Ok(Turn::Done(read_update(said, known)?)),
    }
}

/// <https://betterstack.com/docs/uptime/api/create-a-new-status-page-report/>
fn ask_report(account: &Account, posting: &Posting<'_>) -> Result<Request, Failure> {
    Limits::NONE.hold("Better Stack", posting.update, true)?;
    let mut report = said(account, posting.update, BTreeMap::new())?;
    report["title"] = json!(posting.update.title);
    report["report_type"] = json!("manual");
    account.sign(Request::post(of_page(account, &[REPORTS])?, Body::json(report)))
}

/// <https://betterstack.com/docs/uptime/api/create-a-new-status-update/>. Customers know the report by its first title, and an
/// update has none. It must say how the components stand: those that ours does not name are named again as they are.
fn ask_update(account: &Account, posting: &Posting<'_>, known: &Receipt, there: &Response) -> Result<Request, Failure> {
    Limits::NONE.hold("Better Stack", posting.update, false)?;
    let update = said(account, posting.update, report::read_one(there)?.words())?;
    let url = of_page(account, &[REPORTS, &known.remote, "status-updates"])?;
    account.sign(Request::post(url, Body::json(update)))
}

/// What a report says first and an update says again, with the page's words for the components that it does not name.
fn said(account: &Account, update: &UpdateMessage, mut words: BTreeMap<String, String>) -> Result<Value, Failure> {
    let wanted = StatusPage::words(STATES, &update.components)?;
    words.extend(wanted.into_iter().map(|(id, word)| (id.to_owned(), word.to_owned())));
    if words.is_empty() {
        return Err(nameless());
    }
    let affected = words.iter().map(|(id, word)| json!({ "status_page_resource_id": id, "status": word }));
    Ok(json!({
        "message": update.body,
        "affected_resources": affected.collect::<Vec<_>>(),
        // A report notifies unless told otherwise, an update does not.
        "notify_subscribers": account.is_on("notify_subscribers"),
    }))
}

/// What an update says of components is added to what the report says already: only a first one must name some.
fn fits(update: &UpdateMessage, known: Option<&Receipt>) -> Result<(), Failure> {
    if known.is_none() && update.components.is_empty() { Err(nameless()) } else { Ok(()) }
}

fn nameless() -> Failure {
    Failure::Refused(
        "Better Stack takes no update that says of no component how it stands. Name at least one.".to_owned(),
    )
}

fn read_report(response: &Response) -> Result<Receipt, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        data: Made,
    }
    #[derive(Deserialize)]
    struct Made {
        id: String,
        #[serde(default, deserialize_with = "crate::null::as_default")]
        relationships: report::Relationships,
    }
    let made = response.json::<Answer>()?.data;
    let update = made.relationships.updates().next().map(str::to_owned);
    Ok(Receipt { remote: made.id, link: None, update })
}

fn read_update(response: &Response, known: &Receipt) -> Result<Receipt, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        data: Said,
    }
    #[derive(Deserialize)]
    struct Said {
        id: String,
    }
    Ok(Receipt { update: Some(response.json::<Answer>()?.data.id), ..known.clone() })
}

/// The list of reports has no order that is promised, and none of their texts: it is read to its end, and then each report of
/// that title.
fn probe(account: &Account, posting: &Posting<'_>, answers: &[Response]) -> Result<Turn<Found>, Failure> {
    let (named, told) = match posting.known {
        Some(known) => (vec![known.remote.clone()], answers),
        None => match parts(answers)? {
            Some(parts) => {
                let (listed, told) = answers.split_at(parts);
                (named(posting, listed)?, told)
            }
            None => return list(account, REPORTS, &(answers.len() + 1).to_string()).map(Turn::ask),
        },
    };
    if let Some(next) = named.get(told.len()) {
        return report::one(account, next).map(Turn::ask);
    }
    let there = told.iter().map(|answer| report::read_one(answer)?.seen()).collect::<Result<Vec<_>, _>>()?;
    Ok(Turn::Done(Found::by_text(posting, &there)))
}

/// How many of the answers are parts of the list; nothing where it goes on.
fn parts(answers: &[Response]) -> Result<Option<usize>, Failure> {
    for (number, answer) in (1..).zip(answers) {
        if !has_next(&answer.json()?) {
            return Ok(Some(number));
        }
    }
    Ok(None)
}

/// The ids of the listed reports that may be ours.
fn named(posting: &Posting<'_>, listed: &[Response]) -> Result<Vec<String>, Failure> {
    let step = Step::of_all(REPORTS);
    let mut named = Vec::new();
    for answer in listed {
        let reports = entries(answer, &step, |report: Report| Ok(vec![report]))?.items;
        let ours = reports.into_iter().filter(|report| plain(report.title()) == plain(&posting.update.title));
        named.extend(ours.map(Report::into_id).filter(|id| !posting.others.contains(id)));
    }
    Ok(named)
}

/// <https://betterstack.com/docs/uptime/api/get-a-single-status-page/>
fn read_check(response: &Response) -> Result<String, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        data: Page,
    }
    #[derive(Deserialize)]
    struct Page {
        attributes: Attributes,
    }
    #[derive(Deserialize)]
    struct Attributes {
        company_name: Option<String>,
        subdomain: Option<String>,
    }
    let Attributes { company_name, subdomain } = response.json::<Answer>()?.data.attributes;
    let name = company_name.or(subdomain).unwrap_or_default();
    Ok(format!("The API token opens the page “{name}”."))
}

/// A text, or what is wrong with each member.
fn complaint(response: &Response) -> Complaint {
    let errors = response.json::<Value>().ok().and_then(|body| body.get("errors").cloned()).unwrap_or_default();
    let mut words = Vec::new();
    gather(&errors, &mut words);
    Complaint { words: (!words.is_empty()).then(|| words.join("; ")), ..Complaint::plain(response) }
}

fn gather(errors: &Value, words: &mut Vec<String>) {
    match errors {
        Value::String(text) => words.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| gather(item, words)),
        Value::Object(members) => {
            for (member, errors) in members {
                let mut own = Vec::new();
                gather(errors, &mut own);
                words.extend(own.into_iter().map(|text| format!("{member} {text}")));
            }
        }
        _ => {}
    }
}
