//! Atlassian Statuspage: components, and incidents that are created once and then changed.
//!
//! It has no keys against repetition. Every write therefore leaves our marker in the incident's metadata, and a probe
//! looks for it among the hundred newest incidents.

mod component;
mod incident;

use std::collections::BTreeSet;

use domain::delivery::{ComponentState, Failure, Receipt, Repeat};
use domain::phase::Phase;
use domain::severity::Severity;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use url::Url;

use crate::account::{Account, Auth};
use crate::capability::{Check, Limits, Markup, Pair, Posting, Reading, StatusPage, Step, Turn};
use crate::classify::Complaint;
use crate::descriptor::{Descriptor, Reach};
use crate::form::Field;
use crate::marker::{Found, Marker};
use crate::message::{Body, Request, Response, below};
use crate::pace::Pace;

/// Atlassian Statuspage.
pub const DESCRIPTOR: Descriptor = Descriptor {
    id: "statuspage",
    name: "Atlassian Statuspage",
    documentation: "https://developer.statuspage.io/",
    fields: &[
        Field::secret("token", "API key", "Your avatar › API info › API keys")
            .explained_at("https://support.atlassian.com/statuspage/docs/create-and-manage-api-keys/"),
        Field::text("page", "Page id", "12 letters and digits, under your avatar › API info")
            .required()
            .explained_at("https://support.atlassian.com/statuspage/docs/create-and-manage-api-keys/"),
        Field::text("deliver_notifications", "Notify subscribers", "`true` or `false`").flag().or("true"),
        Field::text("api_url", "Address", "Only for a proxy of your own").address().or("https://api.statuspage.io/v1"),
    ],
    auth: Auth::Header { name: "authorization", before: "OAuth ", field: "token" },
    reach: Reach::World,
    // One request a second for each token, counted over a rolling minute.
    pace: Pace { burst: 5, per_minute: 55, reserve: 2 },
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
        components: Reading::of_all(|_| vec![Step::of_all("components")], component::ask, component::read),
        incidents: Some(incident::INCIDENTS),
        incidents_of: Some(incident::INCIDENTS_OF),
        maintenances: Some(incident::MAINTENANCES),
        subscribers: Some(incident::SUBSCRIBERS),
        states: STATES,
        limits: LIMITS,
        fits: |_, _| Ok(()),
        markup: Markup::Html,
        silent: |account, _, _| {
            (!account.is_on("deliver_notifications")).then_some("this connection is set up not to notify them.")
        },
    }),
    outreach: None,
};

const STATES: &[(ComponentState, &str)] = &[
    (ComponentState::Operational, "operational"),
    (ComponentState::Degraded, "degraded_performance"),
    (ComponentState::PartialOutage, "partial_outage"),
    (ComponentState::MajorOutage, "major_outage"),
    (ComponentState::Maintenance, "under_maintenance"),
];

/// Of an incident's name and of an update's text.
const LIMITS: Limits = Limits { title: Some(255), body: Some(25_000) };
/// The most entries of one answer.
const LIMIT: usize = 100;

#[derive(Deserialize)]
struct Incident {
    id: String,
    shortlink: Option<String>,
    metadata: Option<Metadata>,
}

#[derive(Deserialize)]
struct Metadata {
    /// Read leniently: others may have written something else under this name.
    bridgewatch: Option<Value>,
}

impl Incident {
    fn receipt(&self) -> Receipt {
        Receipt { remote: self.id.clone(), link: self.shortlink.clone(), update: None }
    }

    fn marker(&self) -> Option<Marker> {
        self.metadata.as_ref()?.marker()
    }
}

impl Metadata {
    fn marker(&self) -> Option<Marker> {
        serde_json::from_value(self.bridgewatch.clone()?).ok()
    }
}

fn of_page(account: &Account, path: &[&str]) -> Result<Url, Failure> {
    let root = account.address("api_url", "https://api.statuspage.io/v1")?;
    Ok(below(&below(&root, &["pages", account.required("page")?]), path))
}

fn read(account: &Account, url: Url) -> Result<Request, Failure> {
    account.sign(Request::get(url))
}

/// <https://developer.statuspage.io/#operation/getPagesPageId>
fn read_check(response: &Response) -> Result<String, Failure> {
    #[derive(Deserialize)]
    struct Page {
        name: String,
    }
    Ok(format!("The API key opens the page “{}”.", response.json::<Page>()?.name))
}

/// <https://developer.statuspage.io/#operation/postPagesPageIdIncidents>, and for a known one
/// <https://developer.statuspage.io/#operation/patchPagesPageIdIncidentsIncidentId>
fn publish(account: &Account, posting: &Posting<'_>, answers: &[Response]) -> Result<Turn<Receipt>, Failure> {
    let (there, made) = match (posting.known, answers) {
        // The list of an incident's components is written whole: those that the update does not name stay in it.
        (Some(known), []) if !posting.update.components.is_empty() => {
            hold(posting)?;
            let there = read(account, of_page(account, &["incidents", &known.remote])?)?;
            return Ok(Turn::ask(there.extra()));
        }
        (Some(_), [there, made @ ..]) if !posting.update.components.is_empty() => (Some(there), made),
        (_, made) => (None, made),
    };
    match made {
        [] => ask_publish(account, posting, there).map(Turn::ask),
        [answer, ..] => Ok(Turn::Done(answer.json::<Incident>()?.receipt())),
    }
}

fn hold(posting: &Posting<'_>) -> Result<(), Failure> {
    LIMITS.hold("Statuspage", posting.update, posting.known.is_none())
}

fn ask_publish(account: &Account, posting: &Posting<'_>, there: Option<&Response>) -> Result<Request, Failure> {
    let Posting { delivery, update, known, .. } = *posting;
    hold(posting)?;
    let words = StatusPage::words(STATES, &update.components)?;
    let mut incident = json!({
        "status": status(update.phase),
        "impact_override": impact(update.severity),
        "body": update.body,
        "deliver_notifications": account.is_on("deliver_notifications"),
        "metadata": { "bridgewatch": Marker::of(delivery, update) },
    });
    // Customers know the incident by the title of its first update: a change would rename it under their eyes.
    if known.is_none() {
        incident["name"] = json!(update.title);
    }
    if !words.is_empty() {
        let there = there.filter(|there| !there.is_untold()).map(named).transpose()?.unwrap_or_default();
        let ids: BTreeSet<&str> = there.iter().map(String::as_str).chain(words.iter().map(|(id, _)| *id)).collect();
        let states: Map<String, Value> = words.iter().map(|(id, word)| ((*id).to_owned(), json!(word))).collect();
        incident["component_ids"] = json!(ids);
        incident["components"] = Value::Object(states);
    }
    let body = Body::json(json!({ "incident": incident }));
    account.sign(match known {
        None => Request::post(of_page(account, &["incidents"])?, body),
        Some(known) => Request::patch(of_page(account, &["incidents", &known.remote])?, body),
    })
}

/// The components that belong to an incident.
fn named(there: &Response) -> Result<Vec<String>, Failure> {
    #[derive(Deserialize)]
    struct There {
        #[serde(default, deserialize_with = "crate::null::as_default")]
        components: Vec<Named>,
    }
    #[derive(Deserialize)]
    struct Named {
        id: String,
    }
    Ok(there.json::<There>()?.components.into_iter().map(|named| named.id).collect())
}

fn status(phase: Phase) -> &'static str {
    match phase {
        Phase::Investigating => "investigating",
        Phase::Identified => "identified",
        Phase::Monitoring => "monitoring",
        Phase::Resolved => "resolved",
    }
}

fn impact(severity: Severity) -> &'static str {
    match severity {
        Severity::Sev1 => "critical",
        Severity::Sev2 => "major",
        Severity::Sev3 => "minor",
        Severity::Sev4 => "none",
    }
}

/// <https://developer.statuspage.io/#operation/getPagesPageIdIncidents>
fn probe(account: &Account, posting: &Posting<'_>, answers: &[Response]) -> Result<Turn<Found>, Failure> {
    let Some(answer) = answers.first() else {
        let request = read(account, of_page(account, &["incidents"])?)?;
        return Ok(Turn::ask(request.query("limit", &LIMIT.to_string())));
    };
    let incidents: Vec<Incident> = answer.json()?;
    let there = incidents.iter().filter_map(|incident| Some((incident.marker()?, incident.receipt())));
    Ok(Turn::Done(Marker::of(posting.delivery, posting.update).look(there)))
}

/// <https://developer.statuspage.io/#section/Errors>
fn complaint(response: &Response) -> Complaint {
    let body: Value = response.json().unwrap_or_default();
    let words = match body.get("message").or_else(|| body.get("error")) {
        Some(Value::String(text)) => Some(text.clone()),
        Some(Value::Array(items)) => Some(items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("; ")),
        _ => None,
    };
    Complaint { words, ..Complaint::plain(response) }
}
