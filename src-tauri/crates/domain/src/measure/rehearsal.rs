//! What a drill showed those who held a role in it.

use std::collections::BTreeMap;

use super::{adherence, count, paging};
use crate::agreement::Agreement;
use crate::id::{PersonId, RoleId};
use crate::incident::entry::Entry;
use crate::incident::event::Event;
use crate::incident::fold::fold;
use crate::playbook::IncidentRole;
use crate::span::Instant;

/// What was measured in a drill. Times are in seconds from the declaration; `None` where it did not happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rehearsal {
    /// Who held which role, each once, in order.
    pub held: BTreeMap<RoleId, Vec<PersonId>>,
    /// To the last of the roles that were called for being paged or there; those that impact calls for from its confirmation.
    pub right_role_seconds: Option<i64>,
    /// Pages by hand that nothing names.
    pub wrong_pages: u32,
    /// To the first update to anybody.
    pub first_update_seconds: Option<i64>,
    /// Updates that came late, or not at all, over all audiences.
    pub late_updates: u32,
    /// To its end.
    pub resolved_seconds: Option<i64>,
}

/// What a drill showed, up to `now` where it goes on; none where the entries are no drill's.
pub fn rehearsal(entries: &[Entry], agreement: &Agreement, now: Instant) -> Option<Rehearsal> {
    let incident = fold(entries).filter(|incident| incident.drill)?;
    let from_declared = |at: Instant| (at - incident.declared_at).num_seconds();
    let paging = paging::of(entries, &incident, agreement);
    let said = incident.updates.iter().filter(|update| !update.is_given_up());
    let first_update = said.map(|update| update.written_at).min();
    let adherence = adherence(entries, &agreement.cadences, now);
    Some(Rehearsal {
        held: held(entries),
        right_role_seconds: paging.right_role_seconds,
        wrong_pages: count(paging.wrong_pages),
        first_update_seconds: first_update.map(from_declared),
        late_updates: adherence.iter().map(|line| line.missed).sum(),
        resolved_seconds: incident.resolved_at.map(from_declared),
    })
}

/// Who held which role at any time.
fn held(entries: &[Entry]) -> BTreeMap<RoleId, Vec<PersonId>> {
    let mut held: BTreeMap<RoleId, Vec<PersonId>> = BTreeMap::new();
    for entry in entries {
        let (role, person) = match &entry.event {
            Event::Declared { lead, .. } => (RoleId::from(IncidentRole::LEAD), lead),
            Event::HandOverAccepted { to, .. } => (RoleId::from(IncidentRole::LEAD), to),
            Event::RoleAssigned { role, person, .. } => (role.clone(), person),
            _ => continue,
        };
        let people = held.entry(role).or_default();
        if !people.contains(person) {
            people.push(person.clone());
        }
    }
    held
}
