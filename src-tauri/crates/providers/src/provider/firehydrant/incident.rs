//! Incidents that stand on a hosted page: their milestone, their impacts, and of their timeline what is open to the public.

use std::collections::BTreeMap;

use domain::delivery::{Failure, Receipt};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::page::entries;
use super::{HOSTED, MILESTONES, MOST, OURS, STATES, phase, read, word};
use crate::account::Account;
use crate::capability::{PageIncident, PageUpdate, Part, Reading, StatusPage, Step};
use crate::instant;
use crate::marker::Marker;
use crate::message::{Request, Response};

/// The newest incidents.
const NEWEST: &str = "incidents";
/// One of them.
const SINGLE: &str = "incident";
/// What was said in one, which the cursor holds whole.
const SAID: &str = "notes";
/// Laid aside: which milestones stand for our phases.
const NAMED: &str = "milestones";

/// Those that go on, among the newest.
pub(super) const INCIDENTS: Reading<PageIncident> = Reading::of_all(|_| vec![Step::of_all(NEWEST)], ask, read_step);

/// Of any standing.
pub(super) const INCIDENTS_OF: Reading<PageIncident> = Reading {
    each: true,
    begin: |scope| scope.of.iter().map(|id| Step::of_one(SINGLE, id)).collect(),
    ask,
    read: read_step,
};

/// <https://docs.firehydrant.com/reference/get_v1-incidents-incident-id>
#[derive(Debug, Clone, Deserialize, Serialize)]
pub(super) struct Incident {
    pub(super) id: String,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    pub(super) name: String,
    pub(super) current_milestone: Option<String>,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    active: bool,
    #[serde(rename = "incident_url")]
    url: Option<String>,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    labels: BTreeMap<String, Value>,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    status_pages: Vec<On>,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    lifecycle_phases: Vec<Stretch>,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    impacts: Vec<Impact>,
}

/// A page that an incident stands on.
#[derive(Debug, Clone, Deserialize, Serialize)]
struct On {
    url: Option<String>,
    integration: Option<Kind>,
}

#[derive(Debug, Clone, Deserialize, Serialize)]
struct Kind {
    integration_slug: Option<String>,
}

#[derive(Debug, Clone, Deserialize, Serialize)]
struct Stretch {
    #[serde(default, deserialize_with = "crate::null::as_default")]
    milestones: Vec<Milestone>,
}

#[derive(Debug, Clone, Deserialize, Serialize)]
struct Milestone {
    slug: String,
}

#[derive(Debug, Clone, Deserialize, Serialize)]
struct Impact {
    impact: Option<Named>,
    condition: Option<Named>,
}

#[derive(Debug, Clone, Deserialize, Serialize)]
struct Named {
    id: Option<String>,
    name: Option<String>,
}

impl Incident {
    /// Whether our key stands in its labels.
    pub(super) fn is_of(&self, key: &str) -> bool {
        self.labels.get(OURS).and_then(Value::as_str) == Some(key)
    }

    /// Whether it stands on a hosted page.
    pub(super) fn is_on_page(&self) -> bool {
        self.hosted().is_some()
    }

    fn hosted(&self) -> Option<&On> {
        let is_hosted =
            |on: &&On| on.integration.as_ref().and_then(|kind| kind.integration_slug.as_deref()) == Some(HOSTED);
        self.status_pages.iter().find(is_hosted)
    }

    /// The milestones that it may have; none where it does not tell.
    pub(super) fn milestones(&self) -> Vec<&str> {
        self.lifecycle_phases.iter().flat_map(|stretch| &stretch.milestones).map(|known| known.slug.as_str()).collect()
    }

    /// The proof that it is there, and that a note stands in it.
    pub(super) fn receipt(&self, note: Option<String>) -> Receipt {
        Receipt { remote: self.id.clone(), link: self.link(), update: note }
    }

    fn link(&self) -> Option<String> {
        let public = self.hosted().and_then(|on| on.url.clone()).filter(|url| !url.is_empty());
        public.or_else(|| self.url.clone())
    }

    /// As readers see it, with what was said in it, the latest first.
    pub(super) fn shown(self, updates: Vec<PageUpdate>, named: &str) -> PageIncident {
        let state = |impact: &Impact| {
            let id = impact.impact.as_ref()?.id.clone()?;
            let condition = impact.condition.as_ref().and_then(|condition| condition.name.as_deref());
            Some((id, condition.and_then(|name| StatusPage::state(STATES, &word(name)))))
        };
        let status = self.current_milestone.clone().unwrap_or_default();
        // Which delivery was the last, its labels do not tell.
        let marker = self.labels.get(OURS).and_then(Value::as_str);
        let marker = marker.map(|key| Marker { incident: key.to_owned(), delivery: String::new() });
        PageIncident {
            link: self.link(),
            components: self.impacts.iter().filter_map(state).collect(),
            id: self.id,
            title: self.name,
            phase: phase(named, &status),
            status,
            updates,
            marker,
        }
    }
}

/// What was said last in an incident.
pub(super) fn ask_said(account: &Account, id: &str) -> Result<Request, Failure> {
    let request = read(account, &["incidents", id, "events"])?.query("types", "note,bulk_update");
    Ok(request.query("per_page", &MOST.to_string()))
}

/// Of a timeline the notes that are open to the public, the latest first.
pub(super) fn said(response: &Response) -> Result<Part<PageUpdate>, Failure> {
    #[derive(Deserialize)]
    struct Event {
        id: String,
        #[serde(default, deserialize_with = "crate::null::as_default")]
        data: Value,
        occurred_at: String,
        visibility: Option<String>,
    }
    let mut part = Part::of_each(entries(response)?.0, |event: Event| {
        // A note may stand alone, or beside what changed with it.
        let note = event.data.get("note").filter(|note| note.is_object()).unwrap_or(&event.data);
        let text = |key: &str| note.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
        let body = text("body").filter(|_| event.visibility.as_deref() == Some("open_to_public"));
        let Some(body) = body else { return Ok(Vec::new()) };
        Ok(vec![PageUpdate {
            id: Some(text("id").map_or_else(|| event.id.clone(), str::to_owned)),
            at: instant::read(&event.occurred_at)?,
            phase: None,
            status: "note".to_owned(),
            body: body.to_owned(),
        }])
    });
    part.items.sort_by_key(|update| std::cmp::Reverse(update.at));
    Ok(part)
}

fn ask(account: &Account, step: &Step) -> Result<Request, Failure> {
    match step.what {
        NEWEST => Ok(read(account, &["incidents"])?.query("per_page", &MOST.to_string())),
        SINGLE => read(account, &["incidents", step.id()?]),
        _ => {
            let request = ask_said(account, step.id()?)?;
            Ok(request.aside(NAMED, account.option("milestones").unwrap_or(MILESTONES)))
        }
    }
}

fn read_step(response: &Response, step: &Step) -> Result<Part<PageIncident>, Failure> {
    let incidents = match step.what {
        NEWEST => {
            let mut incidents: Part<Incident> = Part::of(entries(response)?.0, Ok);
            incidents.items.retain(|incident| incident.active && incident.is_on_page());
            incidents
        }
        SINGLE => Part { items: vec![response.json()?], ..Part::default() },
        _ => {
            let held = step.cursor.as_deref().and_then(|text| serde_json::from_str::<Incident>(text).ok());
            let missing = || Failure::Refused("It is not known of which incident the notes are wanted.".to_owned());
            let named = response.header(NAMED).unwrap_or(MILESTONES);
            let said = said(response)?;
            let incident = held.ok_or_else(missing)?.shown(said.items, named);
            return Ok(Part { items: vec![incident], faults: said.faults, ..Part::default() });
        }
    };
    let step = |incident: &Incident| {
        let held = serde_json::to_string(incident).unwrap_or_default();
        Step::of_one(SAID, &incident.id).at(held)
    };
    let then: Vec<Step> = incidents.items.iter().map(step).collect();
    Ok(Part { faults: incidents.faults, ..Part::default() }.then(then))
}
