//! Launches, commitments, peaks and freezes: what is ahead, and what an incident collides with.

use chrono::Duration;
use domain::agreement::Agreement;
use domain::id::{PersonId, ServiceId};
use domain::incident::Incident;
use domain::launch::collision::{Collision, Collisions, HitAccount, of_incident};
use domain::launch::{Launch, LaunchKind, LaunchTime};
use domain::playbook::IncidentRole;
use domain::span::{Instant, Span};
use serde::Serialize;

use super::person::PersonView;
use crate::engine::Engine;
use crate::error::Error;

/// How far ahead the board looks.
const AHEAD: Duration = Duration::days(7);
/// How many services are named before the rest is counted.
const NAMED: usize = 3;

/// One time of a launch.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct LaunchLine {
    /// Its id.
    pub id: String,
    /// `Black Friday sale`
    pub name: String,
    /// What it is.
    pub kind: LaunchKind,
    /// When it begins, or began.
    #[ts(type = "number")]
    pub from: i64,
    /// When it ends; none where it holds until it is taken out of the calendar.
    #[ts(type = "number | null")]
    pub until: Option<i64>,
    /// In which zone its times were agreed on.
    pub zone: String,
    /// Whether it runs now.
    pub runs: bool,
    /// Names of the services that it needs; empty where it says nothing of them.
    pub services: Vec<String>,
    /// Names of its regions; empty where it is everywhere.
    pub regions: Vec<String>,
    /// Names of the customers to whom it was promised.
    pub accounts: Vec<String>,
    /// Who answers for it.
    pub owner: Option<PersonView>,
    /// What was promised.
    pub promise: String,
    /// What else one should know.
    pub note: String,
    /// Where it is written.
    pub source: String,
}

/// What an incident collides with.
#[derive(Debug, Clone, PartialEq, Default, Serialize, ts_rs::TS)]
pub struct CollisionsView {
    /// Launches that run or begin soon, in order of time.
    pub launches: Vec<CollisionLine>,
    /// Hit customers whose contract asks for something.
    pub commitments: Vec<CommitmentLine>,
    /// Names of the other hit customers.
    pub others: Vec<String>,
    /// Who decides what follows for the product: whoever holds that role, else the lead; none before there is an incident.
    pub decider: Option<PersonView>,
}

/// A launch that an incident collides with.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct CollisionLine {
    /// Its id.
    pub launch: String,
    /// `Black Friday sale`
    pub name: String,
    /// What it is.
    pub kind: LaunchKind,
    /// `Black Friday sale, begins Fri 27 Nov 00:00 CET, Checkout`
    pub text: String,
    /// What was promised.
    pub promise: String,
    /// Who answers for it.
    pub owner: Option<PersonView>,
}

/// What a hit customer's contract asks for.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct CommitmentLine {
    /// The account's id.
    pub account: String,
    /// As they call themselves.
    pub name: String,
    /// `Meridian Marketplace: told within 60 min by contract`
    pub text: String,
    /// Who of ours answers for them.
    pub owner: Option<PersonView>,
}

impl Engine {
    /// What runs or begins within a window, each time once, in order.
    pub fn launches(&self, window: Span) -> Result<Vec<LaunchLine>, Error> {
        let now = self.now();
        let loaded = self.loaded_around(window)?;
        let agreement = &loaded.agreement;
        let within = agreement.launches.within(window);
        Ok(within.into_iter().map(|(launch, time)| self.launch_line(agreement, launch, time, now)).collect())
    }

    /// What the board shows of the coming days: what has an end, and begins or runs.
    pub(crate) fn ahead(&self, agreement: &Agreement, now: Instant) -> Vec<LaunchLine> {
        let within = agreement.launches.within(Span::of(now, now + AHEAD)).into_iter();
        let bounded = within.filter(|(_, time)| time.until.is_some() || !time.runs(now));
        bounded.map(|(launch, time)| self.launch_line(agreement, launch, time, now)).collect()
    }

    fn launch_line(&self, agreement: &Agreement, launch: &Launch, time: LaunchTime, now: Instant) -> LaunchLine {
        let region = |id| agreement.region(id).map_or_else(|| id.to_string(), |region| region.name.clone());
        let account = |id| agreement.account(id).map_or_else(|| id.to_string(), |account| account.name.clone());
        LaunchLine {
            id: launch.id.to_string(),
            name: launch.name.clone(),
            kind: launch.kind,
            from: time.from.timestamp_millis(),
            until: time.until.map(|until| until.timestamp_millis()),
            zone: launch.time_zone.name().to_owned(),
            runs: time.runs(now),
            services: launch.services.iter().map(|id| service_name(agreement, id)).collect(),
            regions: launch.regions.iter().map(region).collect(),
            accounts: launch.accounts.iter().map(account).collect(),
            owner: self.owner(agreement, launch.owner.as_ref(), now),
            promise: launch.promise.clone().unwrap_or_default(),
            note: launch.note.clone().unwrap_or_default(),
            source: launch.source.clone(),
        }
    }

    fn owner(&self, agreement: &Agreement, owner: Option<&PersonId>, now: Instant) -> Option<PersonView> {
        owner.map(|person| self.person_view(agreement, person, now))
    }

    /// What an open incident collides with now; nothing where it is over.
    pub(crate) fn collisions_of(&self, incident: &Incident, agreement: &Agreement, now: Instant) -> CollisionsView {
        if !incident.is_open() {
            return CollisionsView::default();
        }
        let product = incident.holder(IncidentRole::PRODUCT).map_or(&incident.lead, |holder| &holder.person);
        CollisionsView {
            decider: Some(self.person_view(agreement, product, now)),
            ..self.collisions_view(&of_incident(agreement, incident, now), agreement, now)
        }
    }

    /// Collisions as a screen shows them.
    pub(crate) fn collisions_view(
        &self,
        collisions: &Collisions,
        agreement: &Agreement,
        now: Instant,
    ) -> CollisionsView {
        let launch = |hit: &Collision| CollisionLine {
            launch: hit.launch.to_string(),
            name: hit.name.clone(),
            kind: hit.kind,
            text: sentence(hit, agreement, now),
            promise: hit.promise.clone().unwrap_or_default(),
            owner: self.owner(agreement, hit.owner.as_ref(), now),
        };
        let commitment = |hit: &HitAccount| {
            Some(CommitmentLine {
                account: hit.account.to_string(),
                name: hit.name.clone(),
                text: committed(hit)?,
                owner: self.owner(agreement, hit.owner.as_ref(), now),
            })
        };
        let others = collisions.accounts.iter().filter(|account| account.commitment.is_none());
        CollisionsView {
            launches: collisions.launches.iter().map(launch).collect(),
            commitments: collisions.accounts.iter().filter_map(commitment).collect(),
            others: others.map(|account| account.name.clone()).collect(),
            decider: None,
        }
    }
}

/// All of it in a line: `Black Friday sale, begins Fri 27 Nov 00:00 CET, Checkout; Meridian Marketplace: told within 60 min`.
pub(crate) fn in_a_line(collisions: &Collisions, agreement: &Agreement, at: Instant) -> String {
    let launches = collisions.launches.iter().map(|hit| sentence(hit, agreement, at));
    launches.chain(collisions.accounts.iter().filter_map(committed)).collect::<Vec<_>>().join("; ")
}

/// `Black Friday sale, runs until Tue 1 Dec 00:00 CET, Checkout and Payments API`, as it stands at an instant.
fn sentence(hit: &Collision, agreement: &Agreement, at: Instant) -> String {
    let clock = |at: Instant| at.with_timezone(&hit.time_zone).format("%a %-d %b %H:%M %Z").to_string();
    let when = match (hit.begins_at <= at, hit.ends_at) {
        (false, _) => format!("begins {}", clock(hit.begins_at)),
        (true, Some(until)) => format!("runs until {}", clock(until)),
        (true, None) => "holds now".to_owned(),
    };
    let names: Vec<String> = hit.services.iter().map(|id| service_name(agreement, id)).collect();
    let services = match names.as_slice() {
        [] => String::new(),
        [several @ .., last] if names.len() <= NAMED && !several.is_empty() => {
            format!(", {} and {last}", several.join(", "))
        }
        [one] => format!(", {one}"),
        many => {
            let shown = many.get(..NAMED).unwrap_or(many);
            format!(", {} and {} more", shown.join(", "), many.len() - shown.len())
        }
    };
    format!("{}, {when}{services}", hit.name)
}

/// `Meridian Marketplace: told within 60 min by contract`; none where the contract asks for nothing.
fn committed(hit: &HitAccount) -> Option<String> {
    hit.commitment.as_ref().map(|words| format!("{}: {words}", hit.name))
}

fn service_name(agreement: &Agreement, id: &ServiceId) -> String {
    agreement.service(id).map_or_else(|| id.to_string(), |service| service.name.clone())
}
