//! When a provider may be asked: one budget for each connection, in which deliveries come first, and the pauses that hosts
//! asked for. Both are kept in memory: after a restart a host is asked once too soon, and says so again.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use chrono::Duration;
use domain::id::{ConnectionId, DeliveryId};
use domain::span::Instant;

/// The longest pause that is kept: a broken header must not silence anything for a day, nor a clock that was set back.
pub const LONGEST: Duration = Duration::hours(1);
/// What one request costs: so many parts, of which each millisecond returns as many as requests are allowed a minute.
const REQUEST: i64 = 60_000;

/// How often a provider may be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// How many requests may come at once after a rest.
    pub burst: u32,
    /// How many return in a minute.
    pub per_minute: u32,
    /// How many of the burst are left to deliveries: reading stops before them. As many again are left to readings that
    /// somebody waits for: what is read in the background stops before those, but for who is on call now, which stops half-way.
    pub reserve: u32,
}

/// What a request is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// To wake somebody or tell customers, or to find out whether that happened.
    Delivery,
    /// What is left of a delivery that has begun: it is brought to its end on credit, which the next one waits for.
    Begun,
    /// To answer somebody who waits for it.
    Interactive,
    /// To know who is on call at this moment: it is read beside lists that take half an hour, and these must not leave it nothing.
    Present,
    /// To make our copies fresher.
    Background,
}

/// The budgets of all connections.
#[derive(Debug, Default)]
pub struct Budgets {
    left: Mutex<BTreeMap<ConnectionId, Budget>>,
}

/// What hosts asked to leave alone for a while without saying whether they took it. Each delivery waits for itself: that
/// one is not sure yet must not keep another page from going out.
#[derive(Debug, Default)]
pub struct Pauses {
    until: Mutex<BTreeMap<DeliveryId, Instant>>,
}

#[derive(Debug, Clone, Copy)]
struct Budget {
    parts: i64,
    at: Instant,
    /// Until when nothing is read, because the host said that its own budget is used up.
    rests_until: Option<Instant>,
}

impl Budgets {
    /// Takes one request out of the connection's budget; an error is the instant at which there will be one.
    pub fn take(&self, connection: &ConnectionId, pace: Pace, urgency: Urgency, now: Instant) -> Result<(), Instant> {
        let full = i64::from(pace.burst) * REQUEST;
        let kept = match urgency {
            Urgency::Delivery | Urgency::Begun => 0,
            Urgency::Interactive => pace.reserve,
            Urgency::Present => pace.reserve + pace.reserve / 2,
            Urgency::Background => pace.reserve * 2,
        };
        let floor = i64::from(kept.min(pace.burst.saturating_sub(1))) * REQUEST;
        let mut all = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        let budget = all.entry(connection.clone()).or_insert(Budget { parts: full, at: now, rests_until: None });
        // A clock that was set back returns nothing, and takes nothing away.
        let passed = (now - budget.at).num_milliseconds().max(0);
        let returned = passed.saturating_mul(i64::from(pace.per_minute));
        *budget = Budget { parts: budget.parts.saturating_add(returned).min(full), at: now, ..*budget };
        let resting = budget.rests_until.filter(|until| now < *until && *until <= now + LONGEST);
        if let Some(until) = resting.filter(|_| !matches!(urgency, Urgency::Delivery | Urgency::Begun)) {
            return Err(until);
        }
        let missing = floor + REQUEST - budget.parts;
        if missing <= 0 || urgency == Urgency::Begun {
            budget.parts -= REQUEST;
            return Ok(());
        }
        let rate = i64::from(pace.per_minute.max(1));
        Err(now + Duration::milliseconds((missing + rate - 1) / rate))
    }
}

impl Budgets {
    /// Reads nothing more until then: the host has said that we used up what it gives. A page is tried all the same.
    pub fn rest(&self, connection: &ConnectionId, until: Instant) {
        let mut all = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(budget) = all.get_mut(connection) {
            budget.rests_until = Some(until);
        }
    }
}

impl Pauses {
    /// Leaves the delivery alone until then.
    pub fn begin(&self, delivery: &DeliveryId, until: Instant) {
        self.until.lock().unwrap_or_else(PoisonError::into_inner).insert(delivery.clone(), until);
    }

    /// Until when the delivery is left alone; `None` where it need not be, or not any more.
    pub fn until(&self, delivery: &DeliveryId, now: Instant) -> Option<Instant> {
        let mut all = self.until.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, until| now < *until && *until <= now + LONGEST);
        all.get(delivery).copied()
    }
}
