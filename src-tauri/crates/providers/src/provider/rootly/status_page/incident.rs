//! Incidents as the readers of a page see them. A list names incidents, and each its events, which name their pages: each is asked
//! for, and what was told so far goes along in the cursor.

use std::collections::BTreeMap;

use domain::delivery::{ComponentState, Failure, Receipt};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::super::{Answer, Resource, SIZE, entries, part, rest};
use super::event::{self, EVENTS, Event};
use super::{INCIDENTS as LIST, OURS, page};
use crate::account::Account;
use crate::capability::{PageIncident, PageUpdate, Part, Reading, Step};
use crate::marker::Marker;
use crate::message::{Request, Response};

/// The page, whose own id is asked for first: a connection may name it by its slug.
pub(super) const PAGE: &str = "page";
/// One of them.
const SINGLE: &str = "incident";
/// The standings in which nothing goes on any more, of incidents and of maintenance.
const OVER: [&str; 4] = ["resolved", "closed", "cancelled", "completed"];

/// Those that go on and stand on the page, among the newest.
pub(super) const INCIDENTS: Reading<PageIncident> = Reading::of_all(
    |_| vec![Step::of_all(PAGE)],
    ask,
    |response, step| {
        let is_open = |incident: &Incident| !incident.is_over() && !incident.is_maintenance();
        read(response, step, is_open, |incident, updates| {
            Ok(Some(incident.shown(updates)).filter(|incident| !incident.updates.is_empty()))
        })
    },
);

/// Of any standing.
pub(super) const INCIDENTS_OF: Reading<PageIncident> = Reading {
    each: true,
    begin: |scope| scope.of.iter().map(|id| Step::of_one(PAGE, id)).collect(),
    ask,
    read: |response, step| read(response, step, |_| true, |incident, updates| Ok(Some(incident.shown(updates)))),
};

pub(super) type Incident = Resource<Attributes>;

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Attributes {
    title: String,
    public_title: Option<String>,
    kind: Option<String>,
    status: Option<String>,
    private: Option<bool>,
    url: Option<String>,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    labels: Value,
    #[serde(default, deserialize_with = "ids")]
    services: Vec<String>,
    #[serde(default, deserialize_with = "ids")]
    functionalities: Vec<String>,
    pub(super) scheduled_for: Option<String>,
    pub(super) scheduled_until: Option<String>,
}

/// What a chain of questions has told so far.
#[derive(Default, Serialize, Deserialize)]
struct Told {
    page: String,
    incident: Option<Incident>,
    said: Vec<Event>,
    part: Option<String>,
}

/// Of what stands in an incident as a resource of its own, the ids alone.
fn ids<'de, Source: Deserializer<'de>>(source: Source) -> Result<Vec<String>, Source::Error> {
    let id = |entry: &Value| {
        let id = entry.pointer("/data/id").or_else(|| entry.get("id")).unwrap_or(entry);
        id.as_str().map(str::to_owned)
    };
    Ok(Option::<Vec<Value>>::deserialize(source)?.unwrap_or_default().iter().filter_map(id).collect())
}

impl Incident {
    /// Whether our key stands in its labels.
    pub(super) fn is_of(&self, key: &str) -> bool {
        self.key() == Some(key)
    }

    fn key(&self) -> Option<&str> {
        self.attributes.labels.get(OURS).and_then(Value::as_str)
    }

    pub(super) fn is_over(&self) -> bool {
        self.attributes.status.as_deref().is_some_and(|status| OVER.contains(&status))
    }

    pub(super) fn is_maintenance(&self) -> bool {
        self.attributes.kind.as_deref().is_some_and(|kind| kind.starts_with("scheduled"))
    }

    pub(super) fn is_private(&self) -> bool {
        self.attributes.private.unwrap_or_default()
    }

    pub(super) fn services(&self) -> &[String] {
        &self.attributes.services
    }

    pub(super) fn functionalities(&self) -> &[String] {
        &self.attributes.functionalities
    }

    /// As customers read it.
    pub(super) fn title(&self) -> &str {
        let public = self.attributes.public_title.as_deref().filter(|title| !title.is_empty());
        public.unwrap_or(&self.attributes.title)
    }

    /// The proof that it is there, and that an event stands in it.
    pub(super) fn receipt(&self, event: Option<String>) -> Receipt {
        Receipt { remote: self.id.clone(), link: self.attributes.url.clone(), update: event }
    }

    /// As readers see it, with what was said of it, the latest first.
    fn shown(self, updates: Vec<PageUpdate>) -> PageIncident {
        let state = if self.is_over() { ComponentState::Operational } else { ComponentState::Degraded };
        let affected = self.services().iter().chain(self.functionalities());
        let components: BTreeMap<_, _> = affected.map(|id| (id.clone(), Some(state))).collect();
        let latest = updates.first();
        // Which delivery was the last, its labels do not tell.
        let marker = self.key().map(|key| Marker { incident: key.to_owned(), delivery: String::new() });
        PageIncident {
            title: self.title().to_owned(),
            link: self.attributes.url.clone(),
            phase: latest.and_then(|update| update.phase),
            status: latest.map(|update| update.status.clone()).or(self.attributes.status).unwrap_or_default(),
            id: self.id,
            components,
            updates,
            marker,
        }
    }
}

/// <https://docs.rootly.com/api-reference/incidents/retrieves-an-incident>
pub(super) fn ask_one(account: &Account, id: &str) -> Result<Request, Failure> {
    rest(account, &[LIST, id])
}

pub(super) fn read_one(response: &Response) -> Result<Incident, Failure> {
    Ok(response.json::<Answer<Attributes>>()?.data)
}

/// <https://docs.rootly.com/api-reference/incidents/list-incidents>, one part of it, the newest first.
pub(super) fn ask_newest(account: &Account, step: &Step) -> Result<Request, Failure> {
    Ok(part(rest(account, &[LIST])?.query("sort", "-created_at"), step, SIZE))
}

/// The next question of a chain.
pub(super) fn ask(account: &Account, step: &Step) -> Result<Request, Failure> {
    match step.what {
        PAGE => page::ask(account),
        SINGLE => ask_one(account, step.id()?),
        EVENTS => event::ask(account, step.id()?, &part_of(&told(step)?)),
        _ => ask_newest(account, &Step::of_all(LIST)),
    }
}

/// What the answer tells, and what is still to be asked: of all incidents that are wanted, what was said on the page.
pub(super) fn read<Item>(
    response: &Response,
    step: &Step,
    is_wanted: impl Fn(&Incident) -> bool,
    tell: impl Fn(Incident, Vec<PageUpdate>) -> Result<Option<Item>, Failure>,
) -> Result<Part<Item>, Failure> {
    let goes_on = |what, told: &Told| Step { what, ..step.at(serde_json::to_string(told).unwrap_or_default()) };
    if step.what == PAGE {
        let told = Told { page: page::read(response)?.id, ..Told::default() };
        return Ok(Part::default().then([goes_on(if step.of.is_some() { SINGLE } else { LIST }, &told)]));
    }
    let mut told = told(step)?;
    let incidents = match step.what {
        EVENTS => {
            let (events, next) = event::read(response, &part_of(&told))?;
            told.said.extend(events.items);
            let part = Part { faults: events.faults, ..Part::default() };
            if let Some(next) = next {
                told.part = next.cursor;
                return Ok(part.then([goes_on(EVENTS, &told)]));
            }
            let missing = || Failure::Refused("It is not known of which incident the events are wanted.".to_owned());
            let item = tell(told.incident.ok_or_else(missing)?, event::on_page(told.said, &told.page)?)?;
            return Ok(Part { items: item.into_iter().collect(), ..part });
        }
        SINGLE => Part { items: vec![read_one(response)?], ..Part::default() },
        _ => Part::of(entries(response)?.0, Ok),
    };
    let then = incidents.items.into_iter().filter(is_wanted).map(|incident: Incident| {
        let of = Some(incident.id.clone());
        let told = Told { page: told.page.clone(), incident: Some(incident), ..Told::default() };
        Step { of, ..goes_on(EVENTS, &told) }
    });
    Ok(Part { faults: incidents.faults, ..Part::default() }.then(then))
}

/// The part of the events that comes next, as their list counts it.
fn part_of(told: &Told) -> Step {
    Step { cursor: told.part.clone(), ..Step::of_all(EVENTS) }
}

fn told(step: &Step) -> Result<Told, Failure> {
    let read = step.cursor.as_deref().and_then(|text| serde_json::from_str(text).ok());
    read.ok_or_else(|| Failure::Refused(format!("It is not known on which page `{}` is wanted.", step.what)))
}
