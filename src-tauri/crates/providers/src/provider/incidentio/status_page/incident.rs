//! The incidents of a status page, as its readers see them.

use std::collections::BTreeMap;

use domain::delivery::{ComponentState, Failure};
use domain::phase::Phase;
use serde::Deserialize;

use super::super::{entries, rest};
use super::{STATES, ask_part, phase};
use crate::account::Account;
use crate::capability::{PageIncident, PageUpdate, Part, Reading, StatusPage, Step};
use crate::instant;
use crate::message::{Request, Response};

/// By the name of their path, which is that of their list as well.
pub(super) const LIST: &str = "status_page_incidents";

/// The list has those that are over as well, and no filter for them.
pub(super) const INCIDENTS: Reading<PageIncident> = Reading::of_all(
    |_| vec![Step::of_all(LIST)],
    ask_part,
    |response, step| {
        entries(
            response,
            step,
            LIST,
            |incident: Incident| {
                if incident.is_over() { Ok(Vec::new()) } else { Ok(vec![incident.seen()?]) }
            },
        )
    },
);

pub(super) const INCIDENTS_OF: Reading<PageIncident> = Reading {
    each: true,
    begin: |scope| scope.of.iter().map(|id| Step::of_one(LIST, id)).collect(),
    ask: |account, step| one(account, step.id()?),
    read: |response, _| Ok(Part { items: vec![read_one(response)?], ..Part::default() }),
};

#[derive(Deserialize)]
pub(super) struct Incident {
    id: String,
    name: String,
    #[serde(rename = "incident_status")]
    status: String,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    updates: Vec<Update>,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    component_impacts: Vec<Impact>,
}

#[derive(Deserialize)]
struct Update {
    id: String,
    message: String,
    #[serde(rename = "incident_status")]
    status: String,
    published_at: String,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    component_statuses: Vec<Status>,
}

#[derive(Deserialize)]
struct Status {
    component_id: String,
}

/// A stretch of time in which a component was in a state other than operational; without an end it goes on.
#[derive(Deserialize)]
struct Impact {
    component_id: String,
    component_status: String,
    end_at: Option<String>,
}

pub(super) fn one(account: &Account, id: &str) -> Result<Request, Failure> {
    rest(account, &["v2", LIST, id])
}

pub(super) fn read_one(response: &Response) -> Result<PageIncident, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        status_page_incident: Incident,
    }
    response.json::<Answer>()?.status_page_incident.seen()
}

impl Incident {
    fn is_over(&self) -> bool {
        phase(&self.status) == Some(Phase::Resolved)
    }

    /// The states that its components are in for it now; none once it is over.
    pub(super) fn states(&self) -> impl Iterator<Item = (&str, Option<ComponentState>)> {
        let lasting = self.component_impacts.iter().filter(|impact| impact.end_at.is_none() && !self.is_over());
        lasting.map(|impact| (impact.component_id.as_str(), StatusPage::state(STATES, &impact.component_status)))
    }

    /// Each component that it names: operational, but for those that are in another state now.
    fn components(&self) -> BTreeMap<String, Option<ComponentState>> {
        let named =
            self.updates.iter().flat_map(|update| &update.component_statuses).map(|status| &status.component_id);
        let ever = named.chain(self.component_impacts.iter().map(|impact| &impact.component_id));
        let operational = ever.map(|id| (id.clone(), Some(ComponentState::Operational)));
        operational.chain(self.states().map(|(id, state)| (id.to_owned(), state))).collect()
    }

    fn seen(self) -> Result<PageIncident, Failure> {
        let components = self.components();
        let mut updates = self.updates.into_iter().map(Update::seen).collect::<Result<Vec<_>, _>>()?;
        updates.sort_by_key(|update| std::cmp::Reverse(update.at));
        Ok(PageIncident {
            id: self.id,
            title: self.name,
            link: None,
            phase: phase(&self.status),
            status: self.status,
            components,
            updates,
            marker: None,
        })
    }
}

impl Update {
    fn seen(self) -> Result<PageUpdate, Failure> {
        Ok(PageUpdate {
            id: Some(self.id),
            at: instant::read(&self.published_at)?,
            phase: phase(&self.status),
            status: self.status,
            body: self.message,
        })
    }
}
