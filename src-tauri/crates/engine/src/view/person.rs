//! A person as rows and cards show them.

mod search;

use domain::agreement::Agreement;
use domain::id::PersonId;
use domain::night::is_night;
use domain::span::Instant;
use serde::Serialize;

use crate::engine::Engine;

/// A person as a row shows them.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct PersonView {
    /// The person's id; the same as the name where the workspace does not know them.
    pub id: String,
    /// Full name.
    pub name: String,
    /// What they do.
    pub title: String,
    /// Where they are.
    pub city: String,
    /// Their IANA zone.
    pub zone: String,
    /// Whether it is night there now (22 to 07).
    pub night: bool,
    /// Whether it is the person at this machine.
    pub you: bool,
    /// The number to dial.
    pub phone: Option<String>,
    /// The address.
    pub email: Option<String>,
}

impl Engine {
    /// A person as rows show them; one whom the workspace does not know keeps what a provider calls them.
    pub(crate) fn person_view(&self, agreement: &Agreement, id: &PersonId, now: Instant) -> PersonView {
        let you = self.you().ok().flatten().as_ref() == Some(id);
        match agreement.person(id) {
            Some(person) => PersonView {
                id: id.to_string(),
                name: person.name.clone(),
                title: person.title.clone(),
                city: person.city.clone(),
                zone: person.time_zone.name().to_owned(),
                night: is_night(person.time_zone, now),
                you,
                phone: person.phone().map(str::to_owned),
                email: person.email().map(str::to_owned),
            },
            None => PersonView {
                id: id.to_string(),
                name: id.to_string(),
                title: String::new(),
                city: String::new(),
                zone: self.zone().name().to_owned(),
                night: false,
                you,
                phone: None,
                email: None,
            },
        }
    }

    /// Several people as rows show them.
    pub(crate) fn people_view(&self, agreement: &Agreement, ids: &[PersonId], now: Instant) -> Vec<PersonView> {
        ids.iter().map(|id| self.person_view(agreement, id, now)).collect()
    }
}
