//! How far the readings have come that are under way: for the screens, and gone with the process.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::id::ConnectionId;

use super::FeedKind;

/// The readings that are under way.
#[derive(Debug, Default)]
pub(crate) struct Readings {
    came: Mutex<BTreeMap<(ConnectionId, FeedKind), usize>>,
}

impl Readings {
    /// So many entries have come.
    pub(crate) fn note(&self, connection: &ConnectionId, kind: FeedKind, count: usize) {
        self.came().insert((connection.clone(), kind), count);
    }

    /// The reading is over.
    pub(crate) fn forget(&self, connection: &ConnectionId, kind: FeedKind) {
        self.came().remove(&(connection.clone(), kind));
    }

    /// How many entries have come; `None` where nothing is being read, or not for long.
    pub(crate) fn so_far(&self, connection: &ConnectionId, kind: FeedKind) -> Option<usize> {
        self.came().get(&(connection.clone(), kind)).copied()
    }

    fn came(&self) -> MutexGuard<'_, BTreeMap<(ConnectionId, FeedKind), usize>> {
        // A panic while the map was held cannot have left it half-written: every change is one call.
        self.came.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
