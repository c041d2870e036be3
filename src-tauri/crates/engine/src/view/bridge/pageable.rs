//! Whom one may page by role, and the two letters that choose each.

use domain::agreement::Agreement;
use domain::incident::Incident;
use domain::page_keys::page_keys;
use domain::span::Instant;
use serde::Serialize;

use crate::engine::Engine;
use crate::view::person::PersonView;

/// A rotation that can be paged.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct Pageable {
    /// Its id.
    pub rotation: String,
    /// Its name.
    pub name: String,
    /// Its function's name.
    pub function: String,
    /// Who would be paged; empty where nobody is on call.
    pub people: Vec<PersonView>,
    /// Where that is known from.
    pub source: String,
    /// Services it answers for.
    pub services: Vec<String>,
    /// Whether somebody of it was paged or is on the bridge already.
    pub already: bool,
    /// The two letters that choose it; empty where none are left.
    pub keys: String,
}

impl Engine {
    /// Every rotation of the workspace, with whom it would wake now.
    pub(super) fn pageable(&self, incident: &Incident, agreement: &Agreement, now: Instant) -> Vec<Pageable> {
        let keys = page_keys(agreement.rotations.iter().map(|rotation| rotation.name.as_str()));
        agreement
            .rotations
            .iter()
            .zip(keys)
            .map(|(rotation, keys)| {
                let on_call = self.on_call(agreement, &rotation.id, now);
                let function = agreement.function(&rotation.function);
                Pageable {
                    rotation: rotation.id.to_string(),
                    name: rotation.name.clone(),
                    function: function.map_or_else(|| rotation.function.to_string(), |function| function.name.clone()),
                    already: on_call.iter().any(|person| {
                        incident.is_present(person)
                            || incident.pages.iter().any(|page| &page.person == person && !page.withdrawn)
                    }),
                    people: self.people_view(agreement, &on_call, now),
                    source: self.provenance(agreement, rotation).source,
                    services: rotation.services.iter().map(ToString::to_string).collect(),
                    keys,
                }
            })
            .collect()
    }
}
