//! What customers read on the page of an incident: the text that it was made with, and the updates after it.

use std::cmp::Reverse;

use domain::delivery::Failure;
use domain::phase::Phase;
use serde::Deserialize;
use url::Url;

use super::document::{self, Document};
use super::{Listed, Time, zone};
use crate::account::Account;
use crate::capability::{PageIncident, PageUpdate, Part, Reading, Step};
use crate::message::{Request, Response, below};

/// All but the fixed ones.
const OPEN: &str = "0,1,2,3";
/// What is laid aside for the links of incidents.
const ROOT: &str = "bridgewatch-root";

/// The open ones.
pub(super) const INCIDENTS: Reading<PageIncident> = Reading::of_all(
    |_| vec![Step::of_all("incidents")],
    |account, step| {
        Ok(with_root(account, document::ask(account, step, "updates,components")?)?.query("filter[status]", OPEN))
    },
    |response, step| read(response, step, |attributes| attributes.is_shown() && attributes.is_open()),
);

/// Of any standing.
pub(super) const INCIDENTS_OF: Reading<PageIncident> = Reading {
    each: true,
    begin: |scope| scope.of.iter().map(|id| Step::of_one("incidents", id)).collect(),
    ask: |account, step| ask_one(account, step.id()?),
    read: |response, _| Ok(Part { items: vec![read_one(response)?], ..Part::default() }),
};

#[derive(Deserialize)]
struct Attributes {
    /// By it the page's own address names it.
    guid: Option<String>,
    name: String,
    message: Option<String>,
    status: Listed,
    /// 1 for everybody; other numbers for those who are logged in, or for nobody.
    visible: Option<u64>,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    occurred: Time,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    created: Time,
}

#[derive(Deserialize)]
struct Update {
    message: String,
    status: Option<Listed>,
    created: Time,
}

#[derive(Deserialize)]
struct Affected {
    latest_status: Listed,
}

impl Attributes {
    fn is_shown(&self) -> bool {
        self.visible.is_none_or(|visible| visible == 1)
    }

    /// Versions before July 2026 filter by the status that an incident was made with, and tell that of its latest update.
    fn is_open(&self) -> bool {
        self.status.phase() != Some(Phase::Resolved)
    }
}

/// <https://github.com/cachethq/core/blob/main/src/Http/Controllers/Api/IncidentController.php>
pub(super) fn ask_one(account: &Account, id: &str) -> Result<Request, Failure> {
    Ok(with_root(account, super::read(account, &["incidents", id])?)?.query("include", "updates,components"))
}

/// The hundred newest, of any standing: <https://github.com/cachethq/core/blob/main/src/Http/Controllers/Api/IncidentController.php>
pub(super) fn ask_newest(account: &Account) -> Result<Request, Failure> {
    with_root(account, document::ask(account, &Step::of_all("incidents"), "updates")?)
}

/// All of a list, shown or not.
pub(super) fn read_newest(response: &Response) -> Result<Vec<PageIncident>, Failure> {
    Ok(read(response, &Step::of_all("incidents"), |_| true)?.items)
}

fn read(
    response: &Response,
    step: &Step,
    is_wanted: impl Fn(&Attributes) -> bool,
) -> Result<Part<PageIncident>, Failure> {
    let document = Document::of(response)?;
    document.part_of_each(step, |entry: document::Entry<Attributes>| {
        let is_wanted = is_wanted(&entry.attributes);
        is_wanted.then(|| incident(&document, entry, response)).into_iter().collect()
    })
}

pub(super) fn read_one(response: &Response) -> Result<PageIncident, Failure> {
    let document = Document::of(response)?;
    incident(&document, document.one()?, response)
}

fn with_root(account: &Account, request: Request) -> Result<Request, Failure> {
    Ok(request.aside(ROOT, account.address("api_url", "")?.as_str()))
}

/// The page's own address of an incident.
pub(super) fn link(root: &Url, guid: &str) -> String {
    below(root, &["incidents", guid]).into()
}

fn incident(
    document: &Document,
    entry: document::Entry<Attributes>,
    response: &Response,
) -> Result<PageIncident, Failure> {
    let zone = zone(response);
    let affected = document.related::<Affected>(&entry, "components").into_iter();
    let components = affected.map(|part| (part.id, part.attributes.latest_status.state())).collect();
    let mut updates = document.related::<Update>(&entry, "updates");
    // Two of the same second are told apart by their numbers.
    updates.sort_by_key(|update| Reverse((update.attributes.created.string.clone(), update.id.parse::<u64>().ok())));
    let mut told = Vec::new();
    for document::Entry { id, attributes: update, .. } in updates {
        told.push(PageUpdate {
            id: Some(id),
            at: update.created.read(zone).ok_or_else(timeless)??,
            phase: update.status.as_ref().and_then(Listed::phase),
            status: update.status.map(Listed::word).unwrap_or_default(),
            body: update.message,
        });
    }
    let Attributes { guid, name, message, status, occurred, created, .. } = entry.attributes;
    // What it was made with has no phase of its own any more once an update was added.
    let first_phase = status.phase().filter(|_| told.is_empty());
    told.push(PageUpdate {
        id: guid.clone(),
        at: occurred.read(zone).or_else(|| created.read(zone)).ok_or_else(timeless)??,
        phase: first_phase,
        status: first_phase.map_or("Reported", Phase::name).to_owned(),
        body: message.unwrap_or_default(),
    });
    let root = response.header(ROOT).and_then(|root| Url::parse(root).ok());
    Ok(PageIncident {
        id: entry.id,
        title: name,
        link: root.zip(guid).map(|(root, guid)| link(&root, &guid)),
        phase: status.phase(),
        status: status.word(),
        components,
        updates: told,
        marker: None,
    })
}

fn timeless() -> Failure {
    Failure::Garbled("an update has no time".to_owned())
}
