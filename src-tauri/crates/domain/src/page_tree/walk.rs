//! The page tree as it is walked: where it shows, what is seen there, and at each end a question that the rules answer.
//!
//! Branches come from what rules, playbooks and services name. A rule without a surface stands under “anywhere”, a service
//! that alerts without a surface under “a service alone”. Each branch ends with whatever nobody wrote a rule for.

use serde::{Deserialize, Serialize};

use super::Sighting;
use crate::agreement::Agreement;
use crate::id::{RegionId, ServiceId};
use crate::severity::Severity;

/// Where one begins to walk.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// At a surface.
    Surface(String),
    /// Wherever it shows.
    Anywhere,
    /// At a service that alerts, and shows nowhere.
    Alone,
}

/// One branch with its ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// Where.
    pub standing: Standing,
    /// In the order of the rules; whatever has no rule last.
    pub leaves: Vec<Leaf>,
}

/// One end of the tree.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Leaf {
    /// Where it shows.
    pub surface: Option<String>,
    /// What is seen; none for anything else.
    pub symptom: Option<String>,
    /// Which service alerts beside it.
    pub service: Option<ServiceId>,
}

/// How bad it is, and for whom: what changes the answer at every end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Switches {
    /// How bad.
    pub severity: Severity,
    /// Where customers are hit; empty for wherever the services have some.
    #[serde(default)]
    pub regions: Vec<RegionId>,
    /// Whether customer impact is confirmed.
    #[serde(default)]
    pub customer_impact: bool,
}

impl Leaf {
    /// What the rules are asked at this end.
    pub fn sighting(&self, switches: &Switches) -> Sighting {
        Sighting {
            surface: self.surface.clone(),
            symptom: self.symptom.clone(),
            services: self.service.iter().cloned().collect(),
            regions: switches.regions.clone(),
            severity: Some(switches.severity),
            customer_impact: switches.customer_impact,
        }
    }
}

/// The whole tree: surfaces in the order in which they are named, then anywhere, then services alone.
pub fn walk(agreement: &Agreement) -> Vec<Branch> {
    let mut branches: Vec<Branch> = Vec::new();
    let rules = &agreement.page_tree.rules;
    for when in rules.iter().map(|rule| &rule.when) {
        for surface in each(&when.surfaces) {
            for symptom in each(&when.symptoms) {
                for service in each(&when.services) {
                    let leaf = Leaf { surface: surface.cloned(), symptom: symptom.cloned(), service: service.cloned() };
                    grow(&mut branches, leaf);
                }
            }
        }
    }
    for playbook in agreement.playbooks.iter().filter(|playbook| playbook.symptom.is_some()) {
        let (surface, symptom) = (playbook.surface.clone(), playbook.symptom.clone());
        grow(&mut branches, Leaf { surface, symptom, service: None });
    }
    let surfaces = agreement.services.iter().flat_map(|service| &service.surfaces);
    let named = agreement.playbooks.iter().filter_map(|playbook| playbook.surface.as_ref());
    for surface in surfaces.chain(named) {
        grow(&mut branches, Leaf { surface: Some(surface.clone()), ..Leaf::default() });
    }
    grow(&mut branches, Leaf::default());
    for service in &agreement.services {
        grow(&mut branches, Leaf { service: Some(service.id.clone()), ..Leaf::default() });
    }
    for branch in &mut branches {
        finish(branch);
    }
    branches.sort_by_key(|branch| match branch.standing {
        Standing::Surface(_) => 0,
        Standing::Anywhere => 1,
        Standing::Alone => 2,
    });
    branches
}

/// Each item of a condition's list, or once nothing where it asks for none.
fn each<T>(list: &[T]) -> Vec<Option<&T>> {
    if list.is_empty() { vec![None] } else { list.iter().map(Some).collect() }
}

/// Adds an end to the branch that it belongs to, each once.
fn grow(branches: &mut Vec<Branch>, leaf: Leaf) {
    let standing = match (&leaf.surface, &leaf.service) {
        (Some(surface), _) => Standing::Surface(surface.clone()),
        (None, Some(_)) => Standing::Alone,
        (None, None) => Standing::Anywhere,
    };
    let at = branches.iter().position(|branch| is_same(&branch.standing, &standing));
    let at = at.unwrap_or_else(|| {
        branches.push(Branch { standing, leaves: Vec::new() });
        branches.len() - 1
    });
    let Some(branch) = branches.get_mut(at) else { return };
    let same = |other: &Leaf| {
        other.service == leaf.service
            && match (&other.symptom, &leaf.symptom) {
                (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
                (one, other) => one == other,
            }
    };
    if !branch.leaves.iter().any(same) {
        branch.leaves.push(leaf);
    }
}

/// Surfaces are the same whatever their case, as in conditions.
fn is_same(one: &Standing, other: &Standing) -> bool {
    match (one, other) {
        (Standing::Surface(one), Standing::Surface(other)) => one.eq_ignore_ascii_case(other),
        (one, other) => one == other,
    }
}

/// Puts whatever has no rule of its own at the end; services alone stand together.
fn finish(branch: &mut Branch) {
    match &branch.standing {
        Standing::Surface(surface) => {
            let rest = Leaf { surface: Some(surface.clone()), ..Leaf::default() };
            let is_rest = |leaf: &Leaf| leaf.symptom.is_none() && leaf.service.is_none();
            branch.leaves.retain(|leaf| !is_rest(leaf));
            branch.leaves.push(rest);
        }
        Standing::Anywhere => branch.leaves.sort_by_key(|leaf| leaf.symptom.is_none()),
        Standing::Alone => branch.leaves.sort_by(|one, other| one.service.cmp(&other.service)),
    }
}
