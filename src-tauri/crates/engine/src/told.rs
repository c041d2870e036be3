//! What pagers last told of who is on call: nearer to the truth than rendered shifts, but true only for a short while.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::Duration;
use domain::id::ConnectionId;
use domain::span::Instant;
use providers::capability::OnCall;
use store::Cache;

use crate::feed::FeedKind;

/// How long it holds: the list is read every two minutes, and this bears a few failures.
const HOLDS: Duration = Duration::minutes(10);

/// Who a pager said to be on call.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// When.
    pub(crate) at: Instant,
    by_schedule: BTreeMap<String, Vec<OnCall>>,
}

impl Told {
    /// Who it was in a schedule, where the pager said it. One that stands in no escalation policy is not told of: then its
    /// shifts are all there is.
    pub(crate) fn of(&self, schedule: &str) -> Option<&[OnCall]> {
        self.by_schedule.get(schedule).map(Vec::as_slice)
    }

    /// Whether it still holds at an instant: it was told before, not long ago, and nobody of it has handed over since.
    pub(crate) fn holds(&self, on_call: &[OnCall], at: Instant) -> bool {
        let handed_over = on_call.iter().any(|one| one.until.is_some_and(|until| until <= at));
        self.at <= at && at - self.at <= HOLDS && !handed_over
    }
}

/// The lists that were last read from the cache, so that a board of thousands of rotations reads each list once.
#[derive(Debug, Default)]
pub(crate) struct Slot {
    known: Mutex<BTreeMap<ConnectionId, Arc<Told>>>,
}

impl Slot {
    /// What a connection's pager last told; `None` where it never did, or where its last answer failed.
    pub(crate) fn of(&self, cache: &Cache, connection: &ConnectionId) -> Result<Option<Arc<Told>>, store::Error> {
        let key = FeedKind::OnCall.of(connection);
        let Some(at) = cache.feed(&key)?.filter(|feed| feed.failure.is_none()).and_then(|feed| feed.fetched_at) else {
            return Ok(None);
        };
        // A panic while the map was held cannot have left it half-written: every change is one call.
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(connection).cloned();
        if let Some(known) = known.filter(|known| known.at == at) {
            return Ok(Some(known));
        }
        let mut told = Told { at, by_schedule: BTreeMap::new() };
        for row in cache.items(&key)? {
            if let Ok(one) = serde_json::from_value::<OnCall>(row.detail)
                && let Some(schedule) = one.schedule.clone()
            {
                told.by_schedule.entry(schedule.id).or_default().push(one);
            }
        }
        let told = Arc::new(told);
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(connection.clone(), Arc::clone(&told));
        Ok(Some(told))
    }
}
