//! Where a page is asked for: in an incident under way, or while it is declared.

use crate::id::PersonId;
use crate::incident::Incident;

/// Where a page is asked for.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    /// A rehearsal.
    pub(super) drill: bool,
    /// The incident as it stands; none while it is declared.
    pub(super) incident: Option<&'a Incident>,
}

impl<'a> Scene<'a> {
    /// In an incident under way.
    pub(super) fn of(incident: &'a Incident) -> Self {
        Self { drill: incident.drill, incident: Some(incident) }
    }

    /// Whether somebody learns here, and is not woken.
    pub(super) fn shadows(self, person: &PersonId) -> bool {
        self.incident.is_some_and(|incident| incident.shadow(person).is_some())
    }
}
