//! How many people something would wake at once, and from how many on their number is asked for.

use std::collections::{BTreeMap, BTreeSet};

use crate::id::{PersonId, RotationId};
use crate::incident::event::Event;

/// So many may be woken at once without being counted: whoever repairs on two services, whoever sees where the time is spent, and
/// whoever writes the updates. More than that is a crowd; it may be right, and is never an accident.
pub const MOST_AT_ONCE: usize = 4;

/// Whether so many heads must be counted by whoever wakes them, before they are woken.
pub fn must_be_counted(heads: usize) -> bool {
    heads > MOST_AT_ONCE
}

/// Everybody whom these events wake, each once. A page of a pager's own schedule wakes all who are on call in it.
pub fn woken(events: &[Event], on_call: &BTreeMap<RotationId, Vec<PersonId>>) -> BTreeSet<PersonId> {
    let mut heads = BTreeSet::new();
    for event in events {
        let Event::PageRequested { person, rotation, target, .. } = event else { continue };
        heads.insert(person.clone());
        if let (Some(rotation), Some(_)) = (rotation, target) {
            heads.extend(on_call.get(rotation).into_iter().flatten().cloned());
        }
    }
    heads
}
