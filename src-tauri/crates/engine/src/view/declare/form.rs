//! What can be chosen when an incident begins.

use std::collections::BTreeSet;

use chrono::Duration;
use domain::agreement::Agreement;
use domain::id::{FunctionId, RotationId};
use domain::incident::decide::declare::{complete, route};
use domain::incident::intent::Declaration;
use domain::playbook::Playbook;
use domain::severity::Severity;

use super::{DeclareView, PlaybookTile, ServiceChoice, SeverityChoice};
use crate::engine::Engine;
use crate::error::Error;

/// How many tiles have a key, A to H.
const TILES: usize = 8;
/// Over how many days incidents of a severity are counted.
const RECENT_DAYS: i64 = 90;

impl Engine {
    /// What can be chosen.
    pub fn declare_form(&self) -> Result<DeclareView, Error> {
        let now = self.now();
        let loaded = self.loaded();
        let agreement = &loaded.agreement;
        let since = now - Duration::days(RECENT_DAYS);
        let past = self.parts.truth.all_incidents()?;
        let severities = agreement.severities.iter().map(|definition| {
            let same =
                past.iter().filter(|row| !row.drill && row.severity == definition.severity && row.declared_at >= since);
            SeverityChoice { definition: definition.clone(), recent: u32::try_from(same.count()).unwrap_or(u32::MAX) }
        });
        let rules = &agreement.page_tree.rules;
        let surfaces = agreement
            .services
            .iter()
            .flat_map(|service| &service.surfaces)
            .chain(rules.iter().flat_map(|rule| &rule.when.surfaces))
            .chain(agreement.playbooks.iter().filter_map(|playbook| playbook.surface.as_ref()));
        let symptoms = rules.iter().flat_map(|rule| &rule.when.symptoms);
        let symptoms = symptoms.chain(agreement.playbooks.iter().filter_map(|playbook| playbook.symptom.as_ref()));
        Ok(DeclareView {
            severities: severities.collect(),
            playbooks: agreement.playbooks.iter().take(TILES).map(|playbook| tile(playbook, agreement)).collect(),
            services: agreement
                .services
                .iter()
                .map(|service| ServiceChoice {
                    id: service.id.to_string(),
                    name: service.name.clone(),
                    owner: service.owner.clone(),
                    tier: service.tier,
                    depends_on: service.depends_on.iter().map(ToString::to_string).collect(),
                })
                .collect(),
            regions: agreement.regions.iter().map(|region| (region.id.to_string(), region.name.clone())).collect(),
            surfaces: surfaces.cloned().collect::<BTreeSet<_>>().into_iter().collect(),
            symptoms: symptoms.cloned().collect::<BTreeSet<_>>().into_iter().collect(),
        })
    }
}

/// The declaration that a tile stands for, at its worst: whom it would pull in is what the tile says.
fn likely(playbook: &Playbook) -> Declaration {
    Declaration {
        title: String::new(),
        severity: Severity::Sev1,
        playbook: Some(playbook.id.clone()),
        pattern: None,
        services: Vec::new(),
        surface: None,
        symptom: None,
        regions: Vec::new(),
        customer_impact: false,
        page: None,
        drill: false,
    }
}

fn tile(playbook: &Playbook, agreement: &Agreement) -> PlaybookTile {
    let rotation = |id: &RotationId| agreement.rotation(id).map(|rotation| rotation.name.clone());
    let function = |id: &FunctionId| agreement.function(id).map(|function| function.name.clone());
    let mut pulls: Vec<String> = Vec::new();
    let routed = route(&complete(&likely(playbook), agreement), agreement);
    let paged = routed.woken(Severity::Sev1).map(|routed| &routed.rotation);
    for name in paged.filter_map(rotation).chain(playbook.functions.iter().filter_map(function)) {
        if !pulls.contains(&name) {
            pulls.push(name);
        }
    }
    PlaybookTile {
        id: playbook.id.to_string(),
        name: playbook.name.clone(),
        description: playbook.description.clone(),
        pulls,
    }
}
