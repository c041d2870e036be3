//! When each page was last asked about: gone with the process, for asking once more does no harm.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::id::DeliveryId;
use domain::span::Instant;

/// When each page is to be asked about again.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    again_at: Mutex<BTreeMap<DeliveryId, Instant>>,
    /// Of which pages it is known that they were made, and not but promised.
    made: Mutex<BTreeSet<DeliveryId>>,
}

impl Asked {
    /// When a page is to be asked about again; `None` where it never was.
    pub(crate) fn again_at(&self, delivery: &DeliveryId) -> Option<Instant> {
        self.held().get(delivery).copied()
    }

    /// A page is to be asked about again at an instant.
    pub(crate) fn note(&self, delivery: &DeliveryId, again_at: Instant) {
        self.held().insert(delivery.clone(), again_at);
    }

    /// Whether it is known that a page was made.
    pub(crate) fn is_made(&self, delivery: &DeliveryId) -> bool {
        self.made.lock().unwrap_or_else(PoisonError::into_inner).contains(delivery)
    }

    /// A page was made.
    pub(crate) fn note_made(&self, delivery: &DeliveryId) {
        self.made.lock().unwrap_or_else(PoisonError::into_inner).insert(delivery.clone());
    }

    /// Only these pages still matter.
    pub(crate) fn keep(&self, of: &[&DeliveryId]) {
        self.held().retain(|delivery, _| of.contains(&delivery));
        self.made.lock().unwrap_or_else(PoisonError::into_inner).retain(|delivery| of.contains(&delivery));
    }

    fn held(&self) -> MutexGuard<'_, BTreeMap<DeliveryId, Instant>> {
        // A panic while the map was held cannot have left it half-written: every change is one call.
        self.again_at.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
