//! With which launches an incident collides, and which named customers with a contract it hits.

use chrono::Duration;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::{Launch, LaunchKind};
use crate::agreement::Agreement;
use crate::id::{AccountId, LaunchId, PersonId, RegionId, ServiceId};
use crate::incident::Incident;
use crate::routing::affected;
use crate::span::{Instant, Span};

/// What an incident collides with.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Collisions {
    /// What runs now or begins soon, in order of time.
    pub launches: Vec<Collision>,
    /// Named customers that are hit, those with a contract first.
    pub accounts: Vec<HitAccount>,
}

/// A launch that runs now or begins soon, and that needs what fails.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collision {
    /// Which.
    pub launch: LaunchId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: LaunchKind,
    /// When it begins, or began.
    pub begins_at: Instant,
    /// When it ends; none where nobody says.
    pub ends_at: Option<Instant>,
    /// In which zone its times were agreed on.
    pub time_zone: Tz,
    /// Those of its services that fail, or that need what fails; empty where it does not say what it needs.
    pub services: Vec<ServiceId>,
    /// What was promised.
    pub promise: Option<String>,
    /// Who answers for it.
    pub owner: Option<PersonId>,
}

/// A named customer that is hit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HitAccount {
    /// Which.
    pub account: AccountId,
    /// As they call themselves.
    pub name: String,
    /// What their contract asks for; none where it asks for nothing.
    pub commitment: Option<String>,
    /// Who of ours answers for them.
    pub owner: Option<PersonId>,
}

impl Collisions {
    /// Nothing runs or begins, and no contract is touched.
    pub fn is_empty(&self) -> bool {
        self.launches.is_empty() && self.committed().next().is_none()
    }

    /// The hit customers whose contract asks for something.
    pub fn committed(&self) -> impl Iterator<Item = &HitAccount> {
        self.accounts.iter().filter(|account| account.commitment.is_some())
    }
}

/// What collides with a failure of these services in these regions at an instant. What is not known hits everybody.
pub fn collisions(agreement: &Agreement, services: &[ServiceId], regions: &[RegionId], at: Instant) -> Collisions {
    let affected = affected(agreement, services);
    let hours = i64::from(agreement.launches.horizon_hours);
    let horizon = Span::of(at, at + Duration::hours(hours));
    let mut accounts: Vec<HitAccount> = agreement
        .accounts
        .iter()
        .filter(|account| account.is_hit(regions, &affected))
        .map(|account| HitAccount {
            account: account.id.clone(),
            name: account.name.clone(),
            commitment: account.commitment.clone(),
            owner: account.owner.clone(),
        })
        .collect();
    accounts.sort_by_key(|account| account.commitment.is_none());
    let is_hit = |id: &AccountId| accounts.iter().any(|account| &account.account == id);
    let mut launches: Vec<Collision> = agreement
        .launches
        .launches
        .iter()
        .filter(|launch| touches(launch, &affected, regions, &is_hit))
        .filter_map(|launch| collision(launch, &affected, horizon))
        .collect();
    launches.sort_by(|one, other| (one.begins_at, &one.launch).cmp(&(other.begins_at, &other.launch)));
    Collisions { launches, accounts }
}

/// What an incident collides with at an instant, by what fails and where customers are hit as far as known.
pub fn of_incident(agreement: &Agreement, incident: &Incident, at: Instant) -> Collisions {
    collisions(agreement, &incident.services, incident.hit_regions(), at)
}

/// Whether a launch needs what fails, where it fails.
fn touches(launch: &Launch, affected: &[ServiceId], regions: &[RegionId], is_hit: &dyn Fn(&AccountId) -> bool) -> bool {
    let meets_region =
        regions.is_empty() || launch.regions.is_empty() || regions.iter().any(|id| launch.regions.contains(id));
    let meets_service = match (launch.services.is_empty(), launch.accounts.is_empty()) {
        // It says nothing of services: then it is theirs to whom it was promised.
        (true, false) => launch.accounts.iter().any(is_hit),
        (true, true) => true,
        (false, _) => affected.is_empty() || affected.iter().any(|id| launch.services.contains(id)),
    };
    meets_region && meets_service
}

/// The first time of a launch that runs now or begins within the horizon.
fn collision(launch: &Launch, affected: &[ServiceId], horizon: Span) -> Option<Collision> {
    let time = launch.within(horizon).next()?;
    Some(Collision {
        launch: launch.id.clone(),
        name: launch.name.clone(),
        kind: launch.kind,
        begins_at: time.from,
        ends_at: time.until,
        time_zone: launch.time_zone,
        services: launch.services.iter().filter(|id| affected.contains(id)).cloned().collect(),
        promise: launch.promise.clone(),
        owner: launch.owner.clone(),
    })
}
