//! An event as the journal keeps it.

use serde::{Deserialize, Serialize};

use super::event::Event;
use crate::id::{IncidentId, IntentId, PersonId};
use crate::span::Instant;

/// The actor of what nobody did by hand: outcomes and reminders.
pub const SYSTEM: &str = "bridgewatch";

/// An event with its place in the journal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Position in the journal, over all incidents; never reused.
    pub sequence: u64,
    /// Which incident.
    pub incident: IncidentId,
    /// When it happened; may be earlier than it was recorded.
    pub happened_at: Instant,
    /// When it was written down.
    pub recorded_at: Instant,
    /// Who did it; [`SYSTEM`] where nobody did.
    pub actor: PersonId,
    /// On which machine.
    pub device: String,
    /// Which intent it came from; the same intent is never recorded twice.
    pub intent: IntentId,
    /// What happened.
    pub event: Event,
}
