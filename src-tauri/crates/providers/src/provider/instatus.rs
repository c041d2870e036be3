//! Instatus: components, and incidents to which updates are added.
//!
//! It has no keys against repetition and no place for a marker: a second try looks for the text of the first one.

mod component;
mod incident;
mod maintenance;
mod subscriber;

use std::collections::BTreeMap;

use domain::delivery::{ComponentState, Failure, Receipt, Repeat, UpdateMessage};
use domain::phase::Phase;
use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;

use crate::account::{Account, Auth};
use crate::capability::{Check, Limits, Markup, Pair, Part, Posting, StatusPage, Step, Turn};
use crate::classify::Complaint;
use crate::descriptor::{Descriptor, Reach};
use crate::form::Field;
use crate::instant;
use crate::marker::Found;
use crate::message::{Body, Request, Response, below};
use crate::pace::Pace;

/// Instatus.
pub const DESCRIPTOR: Descriptor = Descriptor {
    id: "instatus",
    name: "Instatus",
    documentation: "https://instatus.com/help/api",
    fields: &[
        Field::secret("token", "API key", "User settings › Developer settings. It opens every page of its user.")
            .explained_at("https://instatus.com/help/api"),
        Field::text(
            "page",
            "Page id",
            "A test of the connection tells those that the key opens; in the dashboard, behind `<>` in the bottom left corner",
        )
        .required()
        .explained_at("https://instatus.com/help/api"),
        Field::text("notify_subscribers", "Notify subscribers", "`true` or `false`").flag().or("true"),
        Field::text("api_url", "Address", "Only for a proxy of your own").address().or(HOST),
    ],
    auth: Auth::Header { name: "authorization", before: "Bearer ", field: "token" },
    reach: Reach::World,
    // It says nowhere how often it may be asked.
    pace: Pace { burst: 20, per_minute: 120, reserve: 5 },
    complaint,
    check: Check::Read(Pair { ask: ask_check, read: read_check }),
    pager: None,
    status_page: Some(StatusPage {
        repeat: Repeat::Probe,
        publish,
        probe: Some(probe),
        components: component::COMPONENTS,
        incidents: Some(incident::INCIDENTS),
        incidents_of: Some(incident::INCIDENTS_OF),
        maintenances: Some(maintenance::MAINTENANCES),
        subscribers: Some(subscriber::SUBSCRIBERS),
        states: STATES,
        // It says of none how long it may be.
        limits: Limits::NONE,
        fits: |_, _| Ok(()),
        markup: Markup::Markdown,
        silent: |account, _, _| {
            (!account.is_on("notify_subscribers")).then_some("this connection is set up not to notify them.")
        },
    }),
    outreach: None,
};

const HOST: &str = "https://api.instatus.com";

const STATES: &[(ComponentState, &str)] = &[
    (ComponentState::Operational, "OPERATIONAL"),
    (ComponentState::Degraded, "DEGRADEDPERFORMANCE"),
    (ComponentState::PartialOutage, "PARTIALOUTAGE"),
    (ComponentState::MajorOutage, "MAJOROUTAGE"),
    (ComponentState::Maintenance, "UNDERMAINTENANCE"),
];

const PHASES: &[(Phase, &str)] = &[
    (Phase::Investigating, "INVESTIGATING"),
    (Phase::Identified, "IDENTIFIED"),
    (Phase::Monitoring, "MONITORING"),
    (Phase::Resolved, "RESOLVED"),
];

/// The most entries of one answer.
const LIMIT: usize = 100;

/// The address of something of the page; some lists have a second version.
fn of_page(account: &Account, version: &str, path: &[&str]) -> Result<Url, Failure> {
    let root = account.address("api_url", HOST)?;
    Ok(below(&below(&root, &[version, account.required("page")?]), path))
}

fn read(account: &Account, url: Url) -> Result<Request, Failure> {
    account.sign(Request::get(url))
}

/// One part of a list.
fn part(request: Request, step: &Step) -> Request {
    request.query("page", step.cursor.as_deref().unwrap_or("1")).query("per_page", &LIMIT.to_string())
}

/// The entries of a list, each for itself; a full part may have another one after it.
fn entries<Entry: for<'a> Deserialize<'a>, Item>(
    response: &Response,
    step: &Step,
    read: impl Fn(Entry) -> Result<Vec<Item>, Failure>,
) -> Result<Part<Item>, Failure> {
    let entries: Vec<Value> = response.json()?;
    let next = (entries.len() >= LIMIT).then(|| step.at((step.offset().max(1) + 1).to_string()));
    Ok(Part::of_each(entries, read).then(next))
}

fn publish(account: &Account, posting: &Posting<'_>, answers: &[Response]) -> Result<Turn<Receipt>, Failure> {
    match (posting.known, answers) {
        (None, []) => ask_incident(account, posting).map(Turn::ask),
        (None, [made, ..]) => Ok(Turn::Done(read_incident(made)?)),
        (Some(known), []) => incident::one(account, &known.remote).map(Turn::ask),
        (Some(known), [there]) => ask_update(account, posting, known, there).map(Turn::ask),
        (Some(known), [_, said, ..]) => Ok(Turn::Done(read_update(said, known)?)),
    }
}

/// <https://instatus.com/help/api/incidents> › Add an incident
fn ask_incident(account: &Account, posting: &Posting<'_>) -> Result<Request, Failure> {
    Limits::NONE.hold("Instatus", posting.update, true)?;
    let mut incident = said(account, posting.update, BTreeMap::new())?;
    incident["name"] = json!(posting.update.title);
    account.sign(Request::post(of_page(account, "v1", &["incidents"])?, Body::json(incident)))
}

/// <https://instatus.com/help/api/incident-updates>. An update says of which components it is, and how each of them stands: those
/// of the incident that it does not name are named again as they are, or they would no longer belong to it.
fn ask_update(account: &Account, posting: &Posting<'_>, known: &Receipt, there: &Response) -> Result<Request, Failure> {
    Limits::NONE.hold("Instatus", posting.update, false)?;
    let update = said(account, posting.update, incident::words(there)?)?;
    let url = of_page(account, "v1", &["incidents", &known.remote, "incident-updates"])?;
    account.sign(Request::post(url, Body::json(update)))
}

/// What an incident says first and an update says again, with the page's words for the components that it does not name.
fn said(account: &Account, update: &UpdateMessage, mut words: BTreeMap<String, String>) -> Result<Value, Failure> {
    let wanted = StatusPage::words(STATES, &update.components)?;
    words.extend(wanted.into_iter().map(|(id, word)| (id.to_owned(), word.to_owned())));
    let statuses: Vec<Value> = words.iter().map(|(id, word)| json!({ "id": id, "status": word })).collect();
    Ok(json!({
        "message": update.body,
        "status": word(update.phase),
        "started": instant::text(account.now),
        "notify": account.is_on("notify_subscribers"),
        "components": words.keys().collect::<Vec<_>>(),
        "statuses": statuses,
    }))
}

fn word(phase: Phase) -> &'static str {
    PHASES.iter().find(|(known, _)| *known == phase).map_or("", |(_, word)| word)
}

fn phase(word: &str) -> Option<Phase> {
    PHASES.iter().find(|(_, known)| *known == word).map(|(phase, _)| *phase)
}

fn read_incident(response: &Response) -> Result<Receipt, Failure> {
    #[derive(Deserialize)]
    struct Made {
        id: String,
        #[serde(default, deserialize_with = "crate::null::as_default")]
        updates: Vec<Said>,
    }
    let made: Made = response.json()?;
    let update = made.updates.into_iter().next().map(|update| update.id);
    Ok(Receipt { remote: made.id, link: None, update })
}

#[derive(Deserialize)]
struct Said {
    id: String,
}

fn read_update(response: &Response, known: &Receipt) -> Result<Receipt, Failure> {
    Ok(Receipt { update: Some(response.json::<Said>()?.id), ..known.clone() })
}

/// The newest incidents stand first.
fn probe(account: &Account, posting: &Posting<'_>, answers: &[Response]) -> Result<Turn<Found>, Failure> {
    let there = match (answers.first(), posting.known) {
        (None, Some(known)) => return incident::one(account, &known.remote).map(Turn::ask),
        (None, None) => {
            let request = read(account, of_page(account, "v1", &["incidents"])?)?;
            return Ok(Turn::ask(part(request, &Step::of_all("incidents"))));
        }
        (Some(answer), Some(_)) => vec![incident::read_one(answer)?],
        (Some(answer), None) => incident::read_all(answer)?,
    };
    Ok(Turn::Done(Found::by_text(posting, &there)))
}

/// <https://instatus.com/help/api/status-pages>
fn ask_check(account: &Account) -> Result<Request, Failure> {
    let url = below(&account.address("api_url", HOST)?, &["v2", "pages"]);
    let request = read(account, url)?.query("page", "1").query("per_page", &LIMIT.to_string());
    Ok(request.aside("page", account.option("page").unwrap_or_default()))
}

fn read_check(response: &Response) -> Result<String, Failure> {
    #[derive(Deserialize)]
    struct Page {
        id: String,
        name: String,
    }
    let wanted = response.header("page").unwrap_or_default();
    let pages: Vec<Page> = response.json()?;
    if let Some(page) = pages.iter().find(|page| page.id == wanted) {
        return Ok(format!("The API key opens the page “{}”.", page.name));
    }
    let known: Vec<String> = pages.iter().map(|page| format!("`{}` for “{}”", page.id, page.name)).collect();
    Err(Failure::Refused(match known.as_slice() {
        [] => "The API key opens no page. Take that of a user who has one.".to_owned(),
        _ => format!("The API key opens no page `{wanted}`. Write as `page` {}.", known.join(", or ")),
    }))
}

/// <https://instatus.com/help/api> › Errors
fn complaint(response: &Response) -> Complaint {
    #[derive(Deserialize)]
    struct Answer {
        error: Words,
    }
    #[derive(Deserialize)]
    struct Words {
        message: Option<String>,
        code: Option<String>,
    }
    let words = response.json::<Answer>().ok().and_then(|answer| answer.error.message.or(answer.error.code));
    Complaint { words, ..Complaint::plain(response) }
}
