//! Backstage catalogues: `kind: Component` and `kind: API` become services; other kinds are passed over.
//!
//! Nothing is refused for being unknown here, for a catalogue has its own owners and its own checks.

mod entity;

use std::collections::BTreeSet;

use domain::id::{FunctionId, ServiceId};
use domain::service::Service;

use crate::ledger::{Ledger, Notes, Noun};
use crate::yaml::node::{self, Node, Place};
use entity::Entity;

/// Whether a file says of itself that it is a catalogue.
pub(crate) fn is_catalogue(text: &str) -> bool {
    text.lines().any(|line| {
        line.strip_prefix("apiVersion:")
            .is_some_and(|value| value.trim().trim_matches(['"', '\'']).starts_with("backstage.io/"))
    })
}

/// The services of a catalogue file.
pub(crate) fn services(text: &str, notes: &mut Notes<'_>) -> Vec<Service> {
    let documents = match node::parse(text, 0) {
        Ok(documents) => documents,
        Err(flaw) => {
            notes.fault(flaw.place, flaw.code, flaw.message, flaw.help);
            return Vec::new();
        }
    };
    for flaw in documents.doubled {
        notes.doubt(flaw.place, flaw.code, flaw.message, flaw.help);
    }
    let mut entities: Vec<(&Node, Entity<'_>)> =
        documents.nodes.iter().filter_map(|node| Some((node, Entity::of(node)?))).collect();
    // Components first: an API of the same name is how the component is called, not a second thing that can break.
    entities.sort_by_key(|(node, entity)| (entity.is_api(), node.place));
    entities.into_iter().filter_map(|(node, entity)| service(node.place, &entity, notes)).collect()
}

fn service(place: Place, entity: &Entity<'_>, notes: &mut Notes<'_>) -> Option<Service> {
    let Some(name) = entity.metadata("name") else {
        notes.fault(place, "missing-key", "`metadata.name` is missing.", "Add it: it is the id of the service.");
        return None;
    };
    let id = identifier(name);
    let is_known = notes.ledger.declared.contains_key(&(Noun::Service, id.clone()));
    if (entity.is_api() && is_known) || !notes.declare(Noun::Service, &id, place) {
        return None;
    }
    let function = entity.annotation("bridgewatch.io/function").map(|(function, place)| {
        notes.refer(&[Noun::Function], function, place);
        FunctionId::from(function)
    });
    Some(Service {
        id: ServiceId(id),
        name: entity.metadata("title").unwrap_or(name).to_owned(),
        description: entity.metadata("description").unwrap_or_default().trim().to_owned(),
        owner: entity.spec("owner").map(|owner| local_name(owner).to_owned()).unwrap_or_default(),
        function: function.unwrap_or_else(|| FunctionId::from("engineering")),
        tier: tier(entity, notes),
        internal: entity.annotation("bridgewatch.io/internal").is_some_and(|(flag, _)| flag == "true"),
        surfaces: entity.annotation("bridgewatch.io/surfaces").map(|(list, _)| cut(list)).unwrap_or_default(),
        depends_on: needs(entity),
        regions: Vec::new(),
        ladder: Vec::new(),
        decision_rights: std::collections::BTreeMap::new(),
        customer_voice: None,
        runbooks: Vec::new(),
        source: notes.source(place),
    })
}

/// The annotation's tier, 3 where there is none or a wrong one.
fn tier(entity: &Entity<'_>, notes: &mut Notes<'_>) -> u8 {
    const ORDINARY: u8 = 3;
    let Some((written, place)) = entity.annotation("bridgewatch.io/tier") else {
        return ORDINARY;
    };
    if let Ok(tier @ 1..=5) = written.parse() {
        return tier;
    }
    notes.doubt(place, "bad-tier", format!("`{written}` is not a tier."), "Write 1 (most important) to 5.");
    ORDINARY
}

/// Components and APIs that it needs. Resources are no services.
fn needs(entity: &Entity<'_>) -> Vec<ServiceId> {
    let depends = entity.list("dependsOn").into_iter().filter(|reference| {
        let kind = reference.split_once(':').map(|(kind, _)| kind.to_ascii_lowercase());
        kind.is_some_and(|kind| kind == "component" || kind == "api")
    });
    let needed: BTreeSet<String> =
        depends.chain(entity.list("consumesApis")).map(|reference| identifier(local_name(reference))).collect();
    needed.into_iter().map(ServiceId).collect()
}

/// Takes away dependencies of catalogue entries that are no services of this workspace.
pub(crate) fn keep_known(services: &mut [Service], ledger: &Ledger) {
    for service in services {
        let known = |id: &ServiceId| ledger.declared.contains_key(&(Noun::Service, id.to_string()));
        service.depends_on.retain(known);
    }
}

/// `group:default/payments-team` is `payments-team`.
fn local_name(reference: &str) -> &str {
    let name = reference.split_once(':').map_or(reference, |(_, name)| name);
    name.rsplit('/').next().unwrap_or(name).trim()
}

/// A catalogue's name as an id of ours: `Core_Server.v2` is `core-server-v2`.
fn identifier(name: &str) -> String {
    let words = name.to_ascii_lowercase();
    let words = words.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

fn cut(list: &str) -> Vec<String> {
    list.split(',').map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect()
}
