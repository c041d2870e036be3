//! Who learns in an incident: beside a person or a role, without a role, a decision or a page.

use serde::{Deserialize, Serialize};

use super::Incident;
use crate::id::{PersonId, RoleId, RotationId};
use crate::span::Instant;

/// Beside whom somebody learns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Beside {
    /// A person on the bridge.
    Person(PersonId),
    /// Whoever holds a role, now or later.
    Role(RoleId),
}

/// Who shall learn, and beside whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ShadowForm {
    /// Who.
    pub person: PersonId,
    /// Beside whom.
    pub beside: Beside,
}

/// Somebody who learns in an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShadowSeat {
    /// Who.
    pub person: PersonId,
    /// Beside whom.
    pub beside: Beside,
    /// Since when.
    pub since: Instant,
}

/// Somebody who learns, and a rotation with whose page they were not woken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftAsleep {
    /// Who.
    pub person: PersonId,
    /// Which rotation.
    pub rotation: RotationId,
}

impl Incident {
    /// The shadow seat of a person, where they have one.
    pub fn shadow(&self, person: &PersonId) -> Option<&ShadowSeat> {
        self.shadows.iter().find(|seat| &seat.person == person)
    }

    /// The person beside whom a seat stands now; nobody where its role has no holder, or that person has left.
    pub fn shadowed<'a>(&'a self, seat: &'a ShadowSeat) -> Option<&'a PersonId> {
        let person = match &seat.beside {
            Beside::Person(person) => person,
            Beside::Role(role) => &self.holder(role.as_str())?.person,
        };
        self.is_present(person).then_some(person)
    }

    /// Whether the log says already that somebody was left asleep when this rotation was paged.
    pub fn was_left_asleep(&self, person: &PersonId, rotation: &RotationId) -> bool {
        self.left_asleep.iter().any(|left| &left.person == person && &left.rotation == rotation)
    }

    /// Whoever learns is no participant: what counts who is there leaves them out.
    pub(super) fn seat_shadow(&mut self, person: &PersonId, beside: &Beside, since: Instant) {
        self.shadows.retain(|seat| &seat.person != person);
        self.shadows.push(ShadowSeat { person: person.clone(), beside: beside.clone(), since });
        if let Some(present) = self.participants.iter_mut().find(|other| &other.person == person) {
            present.left_at = present.left_at.or(Some(since));
        }
    }
}
