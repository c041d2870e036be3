//! The lists that are being read, or wait for others of their connection: none of them is begun twice.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::id::ConnectionId;

use super::Pulled;
use crate::feed::FeedKind;

/// The lists that are being read. Clones share them.
#[derive(Debug, Clone, Default)]
pub(super) struct Busy {
    lists: Arc<Mutex<HashSet<(ConnectionId, FeedKind)>>>,
}

impl Busy {
    /// These are read from now on.
    pub(super) fn begin(&self, pulled: &Pulled) {
        let id = &pulled.connection.id;
        self.lists().extend(pulled.due.iter().map(|kind| (id.clone(), *kind)));
    }

    /// One was read: it may fall due again while others of its connection take their time.
    pub(super) fn end(&self, connection: &ConnectionId, kind: FeedKind) {
        self.lists().remove(&(connection.clone(), kind));
    }

    /// All of them, as they are now.
    pub(super) fn all(&self) -> HashSet<(ConnectionId, FeedKind)> {
        self.lists().clone()
    }

    fn lists(&self) -> MutexGuard<'_, HashSet<(ConnectionId, FeedKind)>> {
        // A panic while the set was held cannot have left it half-written: every change is one call.
        self.lists.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
