//! What customers read of incidents. The list tells everything but what was said: each one's comments are asked for.

use domain::delivery::{ComponentState, Failure, Receipt};
use domain::phase::Phase;
use serde::{Deserialize, Serialize};

use super::{STATES, comment};
use crate::account::Account;
use crate::capability::{PageIncident, PageUpdate, Part, Reading, StatusPage, Step};
use crate::message::{Request, Response};

/// The comments of one incident; the cursor holds the incident itself.
const COMMENTS: &str = "comments";

/// The open ones, among the thousand newest.
pub(super) const INCIDENTS: Reading<PageIncident> = Reading::of_all(
    |_| vec![Step::of_all("incidents")],
    ask,
    |response, step| match step.what {
        COMMENTS => with_comments(response, step),
        _ => open(response),
    },
);

/// Of any standing.
pub(super) const INCIDENTS_OF: Reading<PageIncident> = Reading {
    each: true,
    begin: |scope| scope.of.iter().map(|id| Step::of_one("incidents", id)).collect(),
    ask,
    read: |response, step| match step.what {
        COMMENTS => with_comments(response, step),
        _ => Ok(Part::default().then([one(response)?.step()?])),
    },
};

#[derive(Serialize, Deserialize)]
pub(super) struct Incident {
    pub(super) id: u64,
    pub(super) title: String,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    state: String,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    pub(super) monitors: Vec<Impact>,
    url: Option<String>,
}

/// What an incident says of a monitor.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq)]
pub(super) struct Impact {
    pub(super) monitor_tag: String,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    pub(super) impact: String,
}

impl Incident {
    fn phase(&self) -> Option<Phase> {
        comment::phase(&self.state)
    }

    /// The proof that it is there.
    pub(super) fn receipt(&self) -> Receipt {
        Receipt { remote: self.id.to_string(), link: self.url.clone(), update: None }
    }

    fn step(&self) -> Result<Step, Failure> {
        let incident = serde_json::to_string(self).map_err(|_| unreadable())?;
        Ok(Step::of_one(COMMENTS, self.id.to_string()).at(incident))
    }

    /// Beside what was said in it. One that is resolved weighs on no monitor any more.
    pub(super) fn told(self, updates: Vec<PageUpdate>) -> PageIncident {
        let phase = self.phase();
        let state = |impact: &Impact| match phase {
            Some(Phase::Resolved) => Some(ComponentState::Operational),
            _ => StatusPage::state(STATES, &impact.impact),
        };
        PageIncident {
            components: self.monitors.iter().map(|impact| (impact.monitor_tag.clone(), state(impact))).collect(),
            id: self.id.to_string(),
            title: self.title,
            link: self.url,
            phase,
            status: self.state,
            updates,
            marker: None,
        }
    }
}

/// <https://kener.ing/docs/v4/api-reference>
fn ask(account: &Account, step: &Step) -> Result<Request, Failure> {
    match (step.what, &step.of) {
        (COMMENTS, _) => comment::ask(account, step.id()?),
        (_, Some(id)) => ask_one(account, id),
        (_, None) => super::read(account, &["incidents"]),
    }
}

pub(super) fn ask_one(account: &Account, id: &str) -> Result<Request, Failure> {
    super::read(account, &["incidents", id])
}

/// The only incident of an answer.
pub(super) fn one(response: &Response) -> Result<Incident, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        incident: Incident,
    }
    Ok(response.json::<Answer>()?.incident)
}

/// Those of a list that are to be asked about.
fn open(response: &Response) -> Result<Part<PageIncident>, Failure> {
    let listed = Part::of(response.list("incidents")?.0, |incident: Incident| Ok(incident));
    let open = listed.items.into_iter().filter(|incident| incident.phase() != Some(Phase::Resolved));
    let steps = open.map(|incident| incident.step()).collect::<Result<Vec<_>, _>>()?;
    Ok(Part { faults: listed.faults, ..Part::default() }.then(steps))
}

fn with_comments(response: &Response, step: &Step) -> Result<Part<PageIncident>, Failure> {
    let incident = step.cursor.as_deref().and_then(|text| serde_json::from_str::<Incident>(text).ok());
    let incident = incident.ok_or_else(unreadable)?;
    Ok(Part { items: vec![incident.told(comment::read(response)?)], ..Part::default() })
}

fn unreadable() -> Failure {
    Failure::Garbled("an incident is not of the documented form".to_owned())
}
