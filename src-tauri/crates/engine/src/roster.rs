//! What pagers know beside the workspace: schedules that no file names, and people whom no file names.

use std::sync::{Arc, PoisonError};

use chrono_tz::Tz;
use domain::agreement::{Agreement, Connection, Found};
use domain::id::{ConnectionId, FunctionId, PersonId, RotationId};
use domain::person::{ContactKind, ContactMeans, Person};
use domain::rotation::{Rotation, Source};
use providers::capability::{RemotePerson, RemoteSchedule};

use crate::change::Topic;
use crate::directory::{Directory, id_of};
use crate::engine::Engine;
use crate::error::Error;
use crate::feed::FeedKind;

impl Engine {
    /// Looks again at what pagers know beside the workspace, after one of their lists came.
    pub(crate) fn find_again(&self) -> Result<(), Error> {
        let loaded = self.loaded();
        let found = self.found(&loaded.agreement)?;
        if found == loaded.agreement.found {
            return Ok(());
        }
        let mut anew = (*loaded).clone();
        anew.agreement.found = found;
        let mut slot = self.parts.loaded.write().unwrap_or_else(PoisonError::into_inner);
        // Files that were read meanwhile count for more: they come with what was found then.
        if Arc::ptr_eq(&slot, &loaded) {
            *slot = Arc::new(anew);
        }
        drop(slot);
        self.parts.changes.tell(&[Topic::Workspace]);
        Ok(())
    }

    /// What the cache has that an agreement has not.
    pub(crate) fn found(&self, agreement: &Agreement) -> Result<Found, Error> {
        let directory = Directory::of(agreement);
        let mut found = Found::default();
        for connection in &agreement.connections {
            for row in self.parts.cache.items(&FeedKind::People.of(&connection.id))? {
                let Ok(person) = serde_json::from_value::<RemotePerson>(row.detail) else { continue };
                if directory.knows(&connection.id, &person) {
                    continue;
                }
                let id = id_of(&connection.id, &person);
                if let Some(known) = found.add(stranger(id, connection, person.clone())) {
                    // The same person at another pager: only their contact means are news.
                    join(known, person);
                }
            }
            let declared = declared(agreement, &connection.id);
            for row in self.parts.cache.items(&FeedKind::Schedules.of(&connection.id))? {
                if !declared.contains(&row.id.as_str())
                    && let Ok(schedule) = serde_json::from_value::<RemoteSchedule>(row.detail)
                {
                    found.rotations.push(rotation(connection, schedule));
                }
            }
        }
        Ok(found)
    }
}

/// The schedules of a connection that the workspace's rotations name.
pub(crate) fn declared<'a>(agreement: &'a Agreement, connection: &ConnectionId) -> Vec<&'a str> {
    let schedule = |rotation: &'a Rotation| match &rotation.source {
        Source::Provider { connection: of, schedule } if of == connection => Some(schedule.as_str()),
        _ => None,
    };
    agreement.rotations.iter().filter_map(schedule).collect()
}

/// A person whom only a pager knows.
fn stranger(id: PersonId, connection: &Connection, remote: RemotePerson) -> Person {
    let mut person = Person {
        id,
        name: remote.name.clone(),
        title: format!("known to {}", connection.name),
        city: String::new(),
        time_zone: remote.time_zone.as_deref().and_then(|zone| zone.parse().ok()).unwrap_or(Tz::UTC),
        contact: Vec::new(),
        languages: Vec::new(),
        qualifications: Vec::new(),
        provider_ids: std::iter::once((connection.id.clone(), remote.id.clone())).collect(),
        holidays: Vec::new(),
        last_verified: None,
    };
    join(&mut person, remote);
    person
}

/// Adds the ways of reaching a person that are not known yet.
fn join(person: &mut Person, remote: RemotePerson) {
    let address = remote.email.map(|value| ContactMeans { kind: ContactKind::Email, value });
    for means in remote.contact.into_iter().chain(address) {
        if !person.contact.contains(&means) {
            person.contact.push(means);
        }
    }
}

/// A schedule as a rotation. It staffs no function: the workspace has not said which.
fn rotation(connection: &Connection, schedule: RemoteSchedule) -> Rotation {
    Rotation {
        id: RotationId(format!("{}/{}", connection.id, schedule.id)),
        name: schedule.name,
        function: FunctionId(connection.id.to_string()),
        regions: Vec::new(),
        services: Vec::new(),
        time_zone: schedule.time_zone.and_then(|zone| zone.parse().ok()).unwrap_or(Tz::UTC),
        source: Source::Provider { connection: connection.id.clone(), schedule: schedule.id },
        backup: None,
        // Whether a gap is meant, only the workspace can say.
        gaps_intended: true,
        last_resort: false,
        pager: None,
        pager_target: None,
        shadows: Vec::new(),
    }
}
