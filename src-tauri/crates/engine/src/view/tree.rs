//! The page tree as it is walked: branches with their ends, and at each end who answers now, how, and who stays asleep.

mod leaf;

use domain::agreement::Agreement;
use domain::incident::decide::declare::{complete, route_among};
use domain::incident::intent::Declaration;
use domain::page_tree::walk::{Branch, Leaf, Standing, Switches, walk};
use domain::page_tree::{Route, Sighting, proposals_wake};
use domain::routing::owner::Owners;
use domain::severity::Severity;
use serde::Serialize;

pub use leaf::{LeafAnswer, LeafLadder, LeafView};

use crate::engine::Engine;
use crate::error::Error;

/// The whole tree.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct TreeView {
    /// Surfaces, then anywhere, then services alone.
    pub branches: Vec<TreeBranch>,
    /// What stands above it: that no rule is written, or how many there are.
    pub sentence: String,
    /// Regions: id and name, for the switches.
    pub regions: Vec<(String, String)>,
}

/// Where it shows.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct TreeBranch {
    /// Unique in the tree.
    pub id: String,
    /// `checkout`, `Anywhere`, `A service alone`
    pub name: String,
    /// What is seen there.
    pub leaves: Vec<TreeLeaf>,
}

/// What is seen.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct TreeLeaf {
    /// Unique in the tree.
    pub id: String,
    /// `declines`; `Anything else` where no rule was written for it.
    pub name: String,
    /// What the rules are asked.
    pub seen: Sighting,
    /// Ids of the rotations that are woken where nobody chooses.
    pub page: Vec<String>,
    /// Ids of the rotations that are only offered.
    pub offered: Vec<String>,
    /// No rule holds that says what fails.
    pub unmatched: bool,
    /// `Payments, Web`; `no rule; Database`; `wakes nobody; offered: Web`
    pub words: String,
}

impl Engine {
    /// The page tree, with whom each end wakes under these switches.
    pub fn page_tree(&self, switches: &Switches) -> Result<TreeView, Error> {
        let loaded = self.loaded();
        let agreement = &loaded.agreement;
        if let Some(id) = switches.regions.iter().find(|id| agreement.region(id).is_none()) {
            return Err(Error::NotFound(format!("The workspace has no region “{id}”.")));
        }
        // Shared by all ends: each surface has many.
        let mut owners = Owners::among(agreement);
        Ok(TreeView {
            branches: walk(agreement).iter().map(|grown| branch(grown, switches, agreement, &mut owners)).collect(),
            sentence: sentence(agreement.page_tree.rules.len()),
            regions: agreement.regions.iter().map(|region| (region.id.to_string(), region.name.clone())).collect(),
        })
    }
}

fn sentence(rules: usize) -> String {
    match rules {
        0 => "No rule is written down in page-tree.yaml. Owners and ladders of services answer.".to_owned(),
        1 => "One rule, read from the top.".to_owned(),
        several => format!("{several} rules, read from the top."),
    }
}

fn branch(branch: &Branch, switches: &Switches, agreement: &Agreement, owners: &mut Owners<'_>) -> TreeBranch {
    let name = match &branch.standing {
        Standing::Surface(surface) => surface.clone(),
        Standing::Anywhere => "Anywhere".to_owned(),
        Standing::Alone => "A service alone".to_owned(),
    };
    let id = match &branch.standing {
        Standing::Surface(surface) => format!("surface:{surface}"),
        Standing::Anywhere => "anywhere".to_owned(),
        Standing::Alone => "alone".to_owned(),
    };
    let leaves = branch.leaves.iter().enumerate();
    let leaves = leaves.map(|(number, leaf)| tree_leaf(leaf, format!("{id}/{number}"), switches, agreement, owners));
    TreeBranch { leaves: leaves.collect(), name, id }
}

fn tree_leaf(leaf: &Leaf, id: String, switches: &Switches, agreement: &Agreement, owners: &mut Owners<'_>) -> TreeLeaf {
    let seen = leaf.sighting(switches);
    let route = route_among(&complete(&as_declaration(&seen), agreement), owners);
    let page: Vec<String> = route.woken(switches.severity).map(|routed| routed.rotation.to_string()).collect();
    let offered = route.everybody().map(|routed| routed.rotation.to_string());
    TreeLeaf {
        name: name(leaf, agreement),
        offered: offered.filter(|rotation| !page.contains(rotation)).collect(),
        unmatched: route.unmatched,
        words: words(&route, switches.severity, agreement),
        page,
        seen,
        id,
    }
}

/// `declines`, `declines while Ledger database alerts`, `Ledger database`, `Anything else`
fn name(leaf: &Leaf, agreement: &Agreement) -> String {
    let service = leaf.service.as_ref().map(|id| {
        let known = agreement.service(id);
        known.map_or_else(|| id.to_string(), |service| service.name.clone())
    });
    match (&leaf.symptom, service, &leaf.surface) {
        (Some(symptom), Some(service), None) => format!("{service}: {symptom}"),
        (Some(symptom), Some(service), Some(_)) => format!("{symptom} while {service} alerts"),
        (Some(symptom), None, _) => symptom.clone(),
        (None, Some(service), None) => service,
        (None, Some(service), Some(_)) => format!("Anything while {service} alerts"),
        (None, None, _) => "Anything else".to_owned(),
    }
}

/// Whom it wakes, in a line.
fn words(route: &Route, severity: Severity, agreement: &Agreement) -> String {
    let name = |id: &domain::id::RotationId| {
        agreement.rotation(id).map_or_else(|| id.to_string(), |rotation| rotation.name.clone())
    };
    let woken: Vec<String> = route.woken(severity).map(|routed| name(&routed.rotation)).collect();
    let offered: Vec<String> = route.proposed.iter().map(|routed| name(&routed.rotation)).collect();
    let wakes = if woken.is_empty() { "wakes nobody".to_owned() } else { woken.join(", ") };
    let wakes = match (proposals_wake(severity), offered.as_slice()) {
        (true, _) | (_, []) => wakes,
        (false, offered) => format!("{wakes}; offered: {}", offered.join(", ")),
    };
    if route.unmatched { format!("no rule; {wakes}") } else { wakes }
}

/// What is seen as a declaration of it, so that the same rules answer.
fn as_declaration(seen: &Sighting) -> Declaration {
    Declaration {
        title: String::new(),
        severity: seen.severity.unwrap_or(Severity::Sev4),
        playbook: None,
        pattern: None,
        services: seen.services.clone(),
        surface: seen.surface.clone(),
        symptom: seen.symptom.clone(),
        regions: seen.regions.clone(),
        customer_impact: seen.customer_impact,
        page: None,
        drill: false,
    }
}
