//! Drift: where a pager's escalation policy asks others, or at other times, than the ladder that the workspace agreed on.

use domain::agreement::Agreement;
use domain::id::{ConnectionId, PersonId, RotationId, ServiceId};
use domain::rotation::Source;
use domain::service::{LadderContact, Service};
use providers::capability::{RemotePerson, RemotePolicy, RemoteService, Target, TargetKind};
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::cache::items::ItemRow;

use crate::directory::Directory;
use crate::engine::Engine;
use crate::error::Error;
use crate::feed::FeedKind;

/// A service's ladder beside one escalation policy of a pager.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct PolicyDrift {
    /// The connection's name.
    pub connection: String,
    /// The policy's name.
    pub policy: String,
    /// What differs, a sentence each; empty where both say the same.
    pub differences: Vec<String>,
}

/// One step of either side: when it is asked, and whom.
#[derive(Debug, PartialEq, Eq)]
struct Asked {
    after_minutes: u32,
    whom: Vec<Whom>,
}

/// Somebody whom both sides can name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Whom {
    Rotation(RotationId),
    Person(PersonId),
    /// Whom only the pager knows, by what it calls them.
    Stranger(String),
}

impl Engine {
    /// A service's ladder beside the policies that pagers have for it; nothing where no pager has one.
    pub fn drift(&self, id: &ServiceId) -> Result<Vec<PolicyDrift>, Error> {
        let loaded = self.loaded();
        let agreement = &loaded.agreement;
        let words = || Error::NotFound(format!("The workspace has no service “{id}”."));
        let service = agreement.service(id).ok_or_else(words)?;
        let directory = self.directory();
        let mut found = Vec::new();
        for connection in &agreement.connections {
            let policies: Vec<RemotePolicy> = self.read_items(FeedKind::Policies, &connection.id)?;
            for policy in self.policies_of(agreement, service, &connection.id, policies)? {
                let ladder = ladder(service);
                let levels = self.levels_of(agreement, &directory, &connection.id, &policy);
                found.push(PolicyDrift {
                    connection: connection.name.clone(),
                    differences: differences(agreement, &connection.name, &ladder, &levels),
                    policy: policy.name,
                });
            }
        }
        Ok(found)
    }

    /// The policies that a pager has for a service: of what its rotations are paged by, else of the service of that name.
    fn policies_of(
        &self,
        agreement: &Agreement,
        service: &Service,
        connection: &ConnectionId,
        policies: Vec<RemotePolicy>,
    ) -> Result<Vec<RemotePolicy>, Error> {
        if policies.is_empty() {
            return Ok(policies);
        }
        let mut wanted: Vec<String> = Vec::new();
        let mut services: Vec<String> = Vec::new();
        for step in &service.ladder {
            let LadderContact::Rotation(id) = &step.contact else { continue };
            let rotation = agreement.rotation(id).filter(|rotation| rotation.pager.as_ref() == Some(connection));
            let Some(text) = rotation.and_then(|rotation| rotation.pager_target.as_deref()) else { continue };
            match Target::read(text, TargetKind::Service) {
                Target { kind: TargetKind::Policy, id, .. } => wanted.push(id),
                Target { kind: TargetKind::Service, id, .. } => services.push(id),
                _ => {}
            }
        }
        let remote: Vec<RemoteService> = self.read_items(FeedKind::Services, connection)?;
        let is_it = |remote: &&RemoteService| {
            services.contains(&remote.id)
                || remote.name.eq_ignore_ascii_case(&service.name)
                || remote.name.eq_ignore_ascii_case(service.id.as_str())
        };
        wanted.extend(remote.iter().filter(is_it).filter_map(|remote| remote.policy.clone()));
        Ok(policies.into_iter().filter(|policy| wanted.contains(&policy.id)).collect())
    }

    /// The levels of a policy, in the workspace's words as far as it has any.
    fn levels_of(
        &self,
        agreement: &Agreement,
        directory: &Directory,
        connection: &ConnectionId,
        policy: &RemotePolicy,
    ) -> Vec<Asked> {
        let whom = |target: &Target| match target.kind {
            TargetKind::Schedule => {
                let is_it = |source: &Source| matches!(source, Source::Provider { connection: of, schedule } if of == connection && *schedule == target.id);
                let known = agreement.rotations.iter().find(|rotation| is_it(&rotation.source));
                known.map_or_else(|| stranger(target), |rotation| Whom::Rotation(rotation.id.clone()))
            }
            TargetKind::Person => {
                let remote = RemotePerson {
                    id: target.id.clone(),
                    name: target.name.clone().unwrap_or_default(),
                    ..RemotePerson::default()
                };
                let person = self.known_as(directory, connection, &remote);
                if agreement.people.iter().any(|known| known.id == person) {
                    Whom::Person(person)
                } else {
                    stranger(target)
                }
            }
            _ => stranger(target),
        };
        let level = |level: &providers::capability::PolicyLevel| {
            let mut asked: Vec<Whom> = level.targets.iter().map(whom).collect();
            asked.sort();
            Asked { after_minutes: level.after_minutes, whom: asked }
        };
        policy.levels.iter().map(level).collect()
    }

    /// What the cache has of a list; an entry that cannot be read is left out.
    fn read_items<Item: DeserializeOwned>(
        &self,
        kind: FeedKind,
        connection: &ConnectionId,
    ) -> Result<Vec<Item>, Error> {
        let rows: Vec<ItemRow> = self.parts.cache.items(&kind.of(connection))?;
        Ok(rows.into_iter().filter_map(|row| serde_json::from_value(row.detail).ok()).collect())
    }
}

fn stranger(target: &Target) -> Whom {
    Whom::Stranger(target.name.clone().unwrap_or_else(|| format!("{} {}", target.kind.word(), target.id)))
}

/// The workspace's ladder, counted from the first step on as policies are.
fn ladder(service: &Service) -> Vec<Asked> {
    let mut after_minutes = 0;
    let step = |step: &domain::service::LadderStep| {
        after_minutes += step.after_minutes;
        let whom = match &step.contact {
            LadderContact::Rotation(id) => Whom::Rotation(id.clone()),
            LadderContact::Person(id) => Whom::Person(id.clone()),
        };
        Asked { after_minutes, whom: vec![whom] }
    };
    service.ladder.iter().map(step).collect()
}

fn differences(agreement: &Agreement, pager: &str, ladder: &[Asked], levels: &[Asked]) -> Vec<String> {
    let mut found = Vec::new();
    for place in 0..ladder.len().max(levels.len()) {
        let number = place + 1;
        match (ladder.get(place), levels.get(place)) {
            (Some(own), Some(theirs)) if own != theirs => {
                found.push(format!(
                    "Step {number}: the ladder asks {}, {pager} asks {}.",
                    asked(agreement, own),
                    asked(agreement, theirs)
                ));
            }
            (Some(own), None) => {
                found.push(format!(
                    "Step {number}: the ladder asks {}, {pager} has no such level.",
                    asked(agreement, own)
                ));
            }
            (None, Some(theirs)) => {
                found.push(format!(
                    "Level {number}: {pager} asks {}, the ladder has no such step.",
                    asked(agreement, theirs)
                ));
            }
            _ => {}
        }
    }
    found
}

/// `Payments after 5 min`
fn asked(agreement: &Agreement, asked: &Asked) -> String {
    let name = |whom: &Whom| match whom {
        Whom::Rotation(id) => agreement.rotation(id).map_or_else(|| id.to_string(), |rotation| rotation.name.clone()),
        Whom::Person(id) => agreement.person_name(id),
        Whom::Stranger(name) => name.clone(),
    };
    let names: Vec<String> = asked.whom.iter().map(name).collect();
    let names = if names.is_empty() { "nobody".to_owned() } else { names.join(" and ") };
    if asked.after_minutes == 0 {
        format!("{names} at once")
    } else {
        format!("{names} after {} min", asked.after_minutes)
    }
}
