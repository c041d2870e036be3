//! Instatus's incidents, as customers read them.

use std::collections::BTreeMap;

use domain::delivery::Failure;
use serde::Deserialize;

use super::{STATES, entries, of_page, part, phase, word};
use crate::account::Account;
use crate::capability::{PageIncident, PageUpdate, Part, Reading, StatusPage, Step};
use crate::instant;
use crate::message::{Request, Response};

/// Of the words for standings all but that of those that are over.
pub(super) const INCIDENTS: Reading<PageIncident> = Reading::of_all(
    |_| vec![Step::of_all("incidents")],
    |account, step| {
        let request = super::read(account, of_page(account, "v1", &["incidents"])?)?;
        Ok(part(request.query("!status", word(domain::phase::Phase::Resolved)), step))
    },
    |response, step| entries(response, step, |incident: Incident| Ok(vec![incident.seen()?])),
);

pub(super) const INCIDENTS_OF: Reading<PageIncident> = Reading {
    each: true,
    begin: |scope| scope.of.iter().map(|id| Step::of_one("incidents", id)).collect(),
    ask: |account, step| one(account, step.id()?),
    read: |response, _| Ok(Part { items: vec![read_one(response)?], ..Part::default() }),
};

#[derive(Deserialize)]
struct Incident {
    id: String,
    name: String,
    status: String,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    updates: Vec<Update>,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    components: Vec<Affected>,
}

#[derive(Deserialize)]
struct Update {
    id: String,
    message: Option<String>,
    status: String,
    /// As the page shows it.
    started: String,
    #[serde(rename = "createdAt")]
    created_at: Option<String>,
}

#[derive(Deserialize)]
struct Affected {
    id: String,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    status: String,
}

pub(super) fn one(account: &Account, id: &str) -> Result<Request, Failure> {
    super::read(account, of_page(account, "v1", &["incidents", id])?)
}

pub(super) fn read_one(response: &Response) -> Result<PageIncident, Failure> {
    response.json::<Incident>()?.seen()
}

/// All of a list that can be read: one entry in a strange form is none of ours.
pub(super) fn read_all(response: &Response) -> Result<Vec<PageIncident>, Failure> {
    let step = Step::of_all("incidents");
    Ok(entries(response, &step, |incident: Incident| Ok(vec![incident.seen()?]))?.items)
}

/// The page's own words for the states of the components that an incident names.
pub(super) fn words(response: &Response) -> Result<BTreeMap<String, String>, Failure> {
    let affected = response.json::<Incident>()?.components.into_iter();
    Ok(affected.filter(|part| !part.status.is_empty()).map(|part| (part.id, part.status)).collect())
}

impl Incident {
    fn seen(self) -> Result<PageIncident, Failure> {
        let mut updates = self.updates.into_iter().map(Update::seen).collect::<Result<Vec<_>, _>>()?;
        updates.sort_by_key(|(update, created_at)| std::cmp::Reverse((update.at, *created_at)));
        let affected = |part: Affected| (part.id, StatusPage::state(STATES, &part.status));
        Ok(PageIncident {
            id: self.id,
            title: self.name,
            link: None,
            phase: phase(&self.status),
            status: self.status,
            components: self.components.into_iter().map(affected).collect(),
            updates: updates.into_iter().map(|(update, _)| update).collect(),
            marker: None,
        })
    }
}

impl Update {
    /// With when it was written, which tells apart what is shown under one time.
    fn seen(self) -> Result<(PageUpdate, Option<domain::span::Instant>), Failure> {
        let created_at = self.created_at.as_deref().map(instant::read).transpose()?;
        let update = PageUpdate {
            id: Some(self.id),
            at: instant::read(&self.started)?,
            phase: phase(&self.status),
            status: self.status,
            body: self.message.unwrap_or_default(),
        };
        Ok((update, created_at))
    }
}
