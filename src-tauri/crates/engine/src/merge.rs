//! Who is who: one person at several providers and in the workspace is found by their address, then by the ids that the
//! workspace declares, then by their name where a provider tells nothing else. Where these contradict each other nobody is
//! guessed; [`Conflict`]s are shown.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use domain::agreement::Agreement;
use domain::id::{ConnectionId, PersonId};
use providers::capability::RemotePerson;
use store::cache::items::ItemRow;

use crate::directory::{Directory, id_of};
use crate::engine::Engine;
use crate::error::Error;
use crate::feed::FeedKind;

/// What providers and the workspace say differently about one person.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct Conflict {
    /// At which connection.
    pub connection: ConnectionId,
    /// The provider's id of the person.
    pub remote: String,
    /// What is contradictory, in a sentence.
    pub words: String,
}

impl Engine {
    /// The directory of what was last read from the workspace.
    pub(crate) fn directory(&self) -> Arc<Directory> {
        let loaded = self.loaded();
        let slot = &self.parts.directory;
        if let Some((of, directory)) = &*slot.read().unwrap_or_else(PoisonError::into_inner)
            && Arc::ptr_eq(of, &loaded)
        {
            return Arc::clone(directory);
        }
        let directory = Arc::new(Directory::of(&loaded.agreement));
        *slot.write().unwrap_or_else(PoisonError::into_inner) = Some((loaded, Arc::clone(&directory)));
        directory
    }

    /// Whom the workspace knows a provider's person as; where it does not, what the provider calls them.
    pub(crate) fn known_as(&self, directory: &Directory, connection: &ConnectionId, person: &RemotePerson) -> PersonId {
        let by_address = |address: Option<&str>| address.and_then(|address| directory.of_address(address)).cloned();
        let known = by_address(person.email.as_deref());
        if let Some(known) = known.or_else(|| directory.of_declared(connection, &person.id).cloned()) {
            return known;
        }
        // Shifts often name people without their address, which the list of people has.
        match self.remote_person(connection, &person.id) {
            Some(row) => by_address(row.email.as_deref()).unwrap_or_else(|| {
                let listed = RemotePerson { id: row.id, name: row.name, email: row.email, ..RemotePerson::default() };
                directory.of_name_alone(&listed).cloned().unwrap_or_else(|| id_of(connection, &listed))
            }),
            None if person.email.is_some() => id_of(connection, person),
            None => directory.of_name(&person.name).cloned().unwrap_or_else(|| PersonId(person.name.clone())),
        }
    }

    /// Whoever answered a page, as people call them: some providers tell but the id by which they know them.
    pub(crate) fn answerer(&self, connection: &ConnectionId, by: String) -> String {
        let told = RemotePerson { id: by.clone(), name: by, ..RemotePerson::default() };
        self.loaded().agreement.person_name(&self.known_as(&self.directory(), connection, &told))
    }

    /// A person of a provider, as the cache has them.
    fn remote_person(&self, connection: &ConnectionId, id: &str) -> Option<ItemRow> {
        self.parts.cache.item(&FeedKind::People.of(connection), id).unwrap_or_else(|trouble| {
            tracing::warn!(%connection, %trouble, "the cache of people cannot be read");
            None
        })
    }

    /// The id by which a connection's provider knows a person of the workspace: the declared one, else that of the one
    /// person there who has the same address. `None` where that is nobody, or more than one.
    pub(crate) fn remote_id(
        &self,
        connection: &ConnectionId,
        person: &PersonId,
        email: Option<&str>,
    ) -> Option<String> {
        let loaded = self.loaded();
        if let Some(declared) = loaded.agreement.person(person).and_then(|known| known.provider_ids.get(connection)) {
            return Some(declared.clone());
        }
        let found = self.parts.cache.items_by_email(email?).unwrap_or_default();
        let mut here = found.into_iter().filter(|(feed, _)| *feed == FeedKind::People.of(connection));
        let (_, only) = here.next()?;
        here.next().is_none().then_some(only.id)
    }

    /// Where providers and the workspace contradict each other about who is who.
    pub fn conflicts(&self) -> Result<Vec<Conflict>, Error> {
        let directory = self.directory();
        let agreement = &self.loaded().agreement;
        let mut conflicts = Vec::new();
        for connection in &agreement.connections {
            let people = self.parts.cache.items(&FeedKind::People.of(&connection.id))?;
            conflicts.extend(twice(&connection.id, &people));
            conflicts.extend(people.iter().filter_map(|row| apart(agreement, &directory, &connection.id, row)));
        }
        Ok(conflicts)
    }
}

/// People of one provider who share an address: nobody can tell which of them is meant.
fn twice(connection: &ConnectionId, people: &[ItemRow]) -> Vec<Conflict> {
    let mut by_address: BTreeMap<String, Vec<&ItemRow>> = BTreeMap::new();
    for row in people {
        if let Some(address) = &row.email {
            by_address.entry(address.to_lowercase()).or_default().push(row);
        }
    }
    let conflict = |(address, rows): (String, Vec<&ItemRow>)| {
        let [first, second, ..] = rows.as_slice() else { return None };
        let words = format!("“{}” and “{}” have the same address {address} there.", first.name, second.name);
        Some(Conflict { connection: connection.clone(), remote: second.id.clone(), words })
    };
    by_address.into_iter().filter_map(conflict).collect()
}

/// A person whose address and whose declared id lead to two people.
fn apart(agreement: &Agreement, directory: &Directory, connection: &ConnectionId, row: &ItemRow) -> Option<Conflict> {
    let by_address = directory.of_address(row.email.as_deref()?)?;
    let declared = directory.of_declared(connection, &row.id).filter(|declared| *declared != by_address)?;
    let words = format!(
        "“{}” has the address of {}, but the workspace declares the id {} to be {}.",
        row.name,
        agreement.person_name(by_address),
        row.id,
        agreement.person_name(declared)
    );
    Some(Conflict { connection: connection.clone(), remote: row.id.clone(), words })
}
