//! The workspace's people by what providers know of them: their address, and the ids that the workspace declares.

use std::collections::HashMap;
use std::sync::Arc;

use domain::agreement::Agreement;
use domain::id::{ConnectionId, PersonId};
use providers::capability::RemotePerson;
use workspace::load::Loaded;

/// The workspace's people by what providers know of them.
#[derive(Debug, Default)]
pub(crate) struct Directory {
    addresses: HashMap<String, PersonId>,
    declared_ids: HashMap<(ConnectionId, String), PersonId>,
    /// `None` where several people have that name.
    names: HashMap<String, Option<PersonId>>,
}

impl Directory {
    /// Of the people whom the workspace's files name.
    pub(crate) fn of(agreement: &Agreement) -> Self {
        let mut directory = Self::default();
        for person in &agreement.people {
            if let Some(address) = person.email() {
                directory.addresses.entry(address.to_lowercase()).or_insert_with(|| person.id.clone());
            }
            let same = directory.names.entry(person.name.to_lowercase());
            same.and_modify(|only| *only = None).or_insert_with(|| Some(person.id.clone()));
            for (connection, id) in &person.provider_ids {
                directory.declared_ids.entry((connection.clone(), id.clone())).or_insert_with(|| person.id.clone());
            }
        }
        directory
    }

    /// Whether the workspace knows a provider's person.
    pub(crate) fn knows(&self, connection: &ConnectionId, person: &RemotePerson) -> bool {
        person.email.as_deref().and_then(|address| self.of_address(address)).is_some()
            || self.of_declared(connection, &person.id).is_some()
            || self.of_name_alone(person).is_some()
    }

    /// Whom the workspace calls by the name that is all a provider tells of a person, as a calendar's titles do.
    pub(crate) fn of_name_alone(&self, person: &RemotePerson) -> Option<&PersonId> {
        Some(&person.name)
            .filter(|name| person.email.is_none() && **name == person.id)
            .and_then(|name| self.of_name(name))
    }

    pub(crate) fn of_address(&self, address: &str) -> Option<&PersonId> {
        self.addresses.get(&address.to_lowercase())
    }

    /// The only person of that name: for providers that tell nobody's address. `Lindqvist, Mara` is Mara Lindqvist.
    pub(crate) fn of_name(&self, name: &str) -> Option<&PersonId> {
        let known = |name: &str| self.names.get(&name.to_lowercase());
        known(name).or_else(|| known(&calendar::summary::turned(name)?))?.as_ref()
    }

    pub(crate) fn of_declared(&self, connection: &ConnectionId, id: &str) -> Option<&PersonId> {
        self.declared_ids.get(&(connection.clone(), id.to_owned()))
    }
}

/// The id of a person whom only pagers know: their address, by which they are one person at all of them.
pub(crate) fn id_of(connection: &ConnectionId, person: &RemotePerson) -> PersonId {
    match &person.email {
        Some(address) => PersonId(address.to_lowercase()),
        None => PersonId(format!("{connection}/{}", person.id)),
    }
}

/// A directory with the reading that it was made from.
pub(crate) type Slot = std::sync::RwLock<Option<(Arc<Loaded>, Arc<Directory>)>>;
