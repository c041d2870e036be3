//! Better Stack's reports, as customers read them: each with its updates, and with the states of the components that it names.

use std::collections::BTreeMap;

use domain::delivery::Failure;
use serde::Deserialize;
use serde_json::Value;

use super::{REPORTS, STATES, entries, list, of_page};
use crate::account::Account;
use crate::capability::{PageIncident, PageUpdate, Part, Reading, StatusPage, Step};
use crate::instant;
use crate::message::{Request, Response};

/// The list tells which are open, and each of those by itself what was said in it.
pub(super) const INCIDENTS: Reading<PageIncident> = Reading::of_all(
    |_| vec![Step::of_all(REPORTS)],
    |account, step| match &step.of {
        Some(id) => one(account, id),
        None => list(account, REPORTS, step.cursor.as_deref().unwrap_or("1")),
    },
    |response, step| {
        if step.of.is_some() {
            return Ok(Part { items: vec![read_one(response)?.seen()?], ..Part::default() });
        }
        let part = entries(response, step, |report: Report| Ok(vec![report]))?;
        let open = part.items.into_iter().filter(Report::is_open).map(|report| Step::of_one(REPORTS, report.id));
        Ok(Part { items: Vec::new(), faults: part.faults, then: part.then }.then(open.collect::<Vec<_>>()))
    },
);

pub(super) const INCIDENTS_OF: Reading<PageIncident> = Reading {
    each: true,
    begin: |scope| scope.of.iter().map(|id| Step::of_one(REPORTS, id)).collect(),
    ask: |account, step| one(account, step.id()?),
    read: |response, _| Ok(Part { items: vec![read_one(response)?.seen()?], ..Part::default() }),
};

/// A report, as its list tells it.
#[derive(Deserialize)]
pub(super) struct Report {
    id: String,
    attributes: Attributes,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    relationships: Relationships,
}

#[derive(Deserialize)]
pub(super) struct Attributes {
    title: Option<String>,
    report_type: Option<String>,
    pub(super) starts_at: Option<String>,
    pub(super) ends_at: Option<String>,
    /// The worst of its components' states. That of what is over has been seen in several words.
    aggregate_state: Option<String>,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    affected_resources: Vec<Affected>,
}

#[derive(Default, Deserialize)]
pub(super) struct Relationships {
    #[serde(default, deserialize_with = "crate::null::as_default")]
    status_updates: Related,
}

#[derive(Default, Deserialize)]
struct Related {
    #[serde(default, deserialize_with = "crate::null::as_default", rename = "data")]
    members: Vec<Member>,
}

#[derive(Deserialize)]
struct Member {
    id: String,
}

#[derive(Deserialize)]
struct Affected {
    status_page_resource_id: Value,
    status: String,
}

/// A report with what was said in it.
pub(super) struct Told {
    report: Report,
    updates: Vec<Update>,
}

#[derive(Deserialize)]
struct Update {
    id: String,
    attributes: Said,
}

#[derive(Deserialize)]
struct Said {
    message: Option<String>,
    published_at: String,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    affected_resources: Vec<Affected>,
}

/// <https://betterstack.com/docs/uptime/api/get-a-single-status-page-report/>
pub(super) fn one(account: &Account, id: &str) -> Result<Request, Failure> {
    super::read(account, of_page(account, &[REPORTS, id])?)
}

/// `Garbled` where an update that belongs to it is not told along: whether one is ours could not be said.
pub(super) fn read_one(response: &Response) -> Result<Told, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        data: Report,
        #[serde(default, deserialize_with = "crate::null::as_default")]
        included: Vec<Value>,
    }
    let Answer { data: report, included } = response.json()?;
    let is_update = |entry: &Value| entry["type"] == "status_update";
    let updates = included.into_iter().filter(is_update).map(|entry| {
        serde_json::from_value(entry)
            .map_err(|_| Failure::Garbled("an update of the report is not of the documented form".to_owned()))
    });
    let updates: Vec<Update> = updates.collect::<Result<_, _>>()?;
    if report.relationships.updates().any(|id| updates.iter().all(|update| update.id != id)) {
        return Err(Failure::Garbled("the answer lacks an update of the report".to_owned()));
    }
    Ok(Told { report, updates })
}

/// The page's word for the worst state; one that has no counterpart counts as worse than any.
fn worst(affected: &[Affected]) -> String {
    let badness = |part: &&Affected| match StatusPage::state(STATES, &part.status) {
        Some(state) => (false, Some(state)),
        None => (true, None),
    };
    affected.iter().max_by_key(badness).map(|part| part.status.clone()).unwrap_or_default()
}

impl Relationships {
    /// The ids of its updates.
    pub(super) fn updates(&self) -> impl Iterator<Item = &str> {
        self.status_updates.members.iter().map(|member| member.id.as_str())
    }
}

impl Affected {
    /// The id is a text in some answers and a number in others.
    fn word(self) -> Option<(String, String)> {
        let id = match self.status_page_resource_id {
            Value::String(id) => id,
            Value::Number(id) => id.to_string(),
            _ => return None,
        };
        Some((id, self.status))
    }
}

impl Report {
    pub(super) fn title(&self) -> &str {
        self.attributes.title.as_deref().unwrap_or_default()
    }

    pub(super) fn into_id(self) -> String {
        self.id
    }

    pub(super) fn attributes(&self) -> &Attributes {
        &self.attributes
    }

    /// Whether it announces work.
    pub(super) fn is_maintenance(&self) -> bool {
        self.attributes.report_type.as_deref() == Some("maintenance")
    }

    /// The page's word for how it stands.
    pub(super) fn status(&self) -> &str {
        self.attributes.aggregate_state.as_deref().unwrap_or_default()
    }

    /// Its end says nothing: those that are over have none, for the most part.
    fn is_open(&self) -> bool {
        let is_over = |word: &&str| self.status().eq_ignore_ascii_case(word);
        !self.is_maintenance() && !["operational", "resolved"].iter().any(is_over)
    }
}

impl Told {
    /// The page's words for the states of the components that it names, as the latest update has them.
    pub(super) fn words(self) -> BTreeMap<String, String> {
        let mut updates = self.updates;
        updates.sort_by(|one, other| one.attributes.published_at.cmp(&other.attributes.published_at));
        let first = self.report.attributes.affected_resources;
        let then = updates.into_iter().flat_map(|update| update.attributes.affected_resources);
        first.into_iter().chain(then).filter_map(Affected::word).collect()
    }

    pub(super) fn seen(self) -> Result<PageIncident, Failure> {
        let status = self.report.status().to_owned();
        let seen = |update: &Update| {
            Ok(PageUpdate {
                id: Some(update.id.clone()),
                at: instant::read(&update.attributes.published_at)?,
                // It tells none: what it says of how things stand is the worst of its states.
                phase: None,
                status: worst(&update.attributes.affected_resources),
                body: update.attributes.message.clone().unwrap_or_default(),
            })
        };
        let mut updates = self.updates.iter().map(seen).collect::<Result<Vec<_>, Failure>>()?;
        updates.sort_by_key(|update| std::cmp::Reverse(update.at));
        Ok(PageIncident {
            id: self.report.id.clone(),
            title: self.report.title().to_owned(),
            link: None,
            phase: None,
            status,
            components: self.words().into_iter().map(|(id, word)| (id, StatusPage::state(STATES, &word))).collect(),
            updates,
            marker: None,
        })
    }
}
