//! Owners whom no rule names: of the surface where it shows, and of each service that alerts beside it.
//!
//! A rule knows better than a list of surfaces, so an owner is only proposed where the rules that hold name none of them.
//! A rule that ends the reading, or that names nobody on purpose, is left alone: the right role, not everyone.

mod graph;

use std::collections::{BTreeMap, BTreeSet};

use graph::Graph;

use super::first_of_ladder;
use crate::agreement::Agreement;
use crate::id::{RuleId, ServiceId};
use crate::page_tree::{Route, Routed, Rule, Sighting};
use crate::service::Service;

/// In place of a rule: it owns the surface where it shows.
pub const SURFACE_OWNER: &str = "surface-owner";
/// In place of a rule: it owns a service that alerts.
pub const ALERTING: &str = "alerting-service";

/// Who owns each surface, looked for once for each: many ends of the page tree ask for the same one.
#[derive(Debug)]
pub struct Owners<'a> {
    /// What the organisation agreed on.
    pub(crate) agreement: &'a Agreement,
    /// Who needs whom, once it was asked for.
    graph: Option<Graph<'a>>,
    /// By surface in lower case.
    known: BTreeMap<String, Vec<&'a Service>>,
}

impl<'a> Owners<'a> {
    /// Nothing is looked for yet.
    pub fn among(agreement: &'a Agreement) -> Self {
        Self { agreement, graph: None, known: BTreeMap::new() }
    }

    fn of(&mut self, surface: &str) -> &[&'a Service] {
        let Self { agreement, graph, known } = self;
        known.entry(surface.to_ascii_lowercase()).or_insert_with(|| {
            let graph = graph.get_or_insert_with(|| Graph::of(&agreement.services));
            outermost(graph, showing(agreement, surface))
        })
    }
}

/// Proposes whoever owns the surface where it is seen, and the first on the ladder of each service that alerts beside it,
/// where nobody who is paged already answers for them. Where it shows must be known: services alone have their rules and
/// ladders.
pub fn propose(route: &mut Route, agreement: &Agreement, seen: &Sighting, alerting: &[ServiceId]) {
    propose_among(route, &mut Owners::among(agreement), seen, alerting);
}

/// The same, by owners of which some may be known already.
pub fn propose_among(route: &mut Route, known: &mut Owners<'_>, seen: &Sighting, alerting: &[ServiceId]) {
    let agreement = known.agreement;
    let Some(surface) = seen.surface.as_deref() else { return };
    if route.ended_by.is_some() {
        return;
    }
    let held = agreement.page_tree.rules.iter().filter(|rule| rule.when.unmet(seen).is_none());
    let held: Vec<&Rule> = held.collect();
    if held.iter().any(|rule| rule.page.is_empty()) {
        return;
    }
    let alerts = |service: &&Service| {
        alerting.contains(&service.id) && !held.iter().any(|rule| rule.when.services.contains(&service.id))
    };
    let alerting: Vec<&Service> = agreement.services.iter().filter(alerts).collect();
    let is_paged = |service: &&Service| {
        first_of_ladder(service).is_some_and(|rotation| route.page.iter().any(|routed| &routed.rotation == rotation))
    };
    let is_owned = showing(agreement, surface).iter().any(is_paged);
    let owners: &[&Service] = if is_owned { &[] } else { known.of(surface) };
    for service in owners {
        offer(route, agreement, service, SURFACE_OWNER, |name| format!("{name} owns {surface}, where it shows"));
    }
    for service in alerting {
        offer(route, agreement, service, ALERTING, |_| format!("{} alerts", service.name));
    }
}

/// The services that people see there, and that have somebody to ask first; in file order.
fn showing<'a>(agreement: &'a Agreement, surface: &str) -> Vec<&'a Service> {
    let shows = |service: &&Service| service.surfaces.iter().any(|known| known.eq_ignore_ascii_case(surface));
    agreement.services.iter().filter(shows).filter(|service| first_of_ladder(service).is_some()).collect()
}

/// Which of them own the surface: those whom customers know before those behind them, of these the ones that none of the
/// others needs, of these the most important; several of the same tier all.
fn outermost<'a>(graph: &Graph<'a>, mut shown: Vec<&'a Service>) -> Vec<&'a Service> {
    if shown.iter().any(|service| !service.internal) {
        shown.retain(|service| !service.internal);
    }
    let needing: Vec<BTreeSet<&ServiceId>> = shown.iter().map(|service| graph.needing(&service.id, &shown)).collect();
    // It is behind another that needs it, by whatever way round, unless it needs that one as well.
    let is_behind = |service: &Service, by: &BTreeSet<&ServiceId>| {
        let mut others = shown.iter().zip(&needing);
        others.any(|(other, back)| by.contains(&other.id) && !back.contains(&service.id))
    };
    let outermost = shown.iter().zip(&needing).filter(|(service, by)| !is_behind(service, by));
    let outermost: Vec<&Service> = outermost.map(|(service, _)| *service).collect();
    let tier = outermost.iter().map(|service| service.tier).min();
    outermost.into_iter().filter(|service| Some(service.tier) == tier).collect()
}

fn offer(route: &mut Route, agreement: &Agreement, service: &Service, rule: &str, reason: impl FnOnce(&str) -> String) {
    let Some(rotation) = first_of_ladder(service) else { return };
    let name = agreement.rotation(rotation).map_or(rotation.as_str(), |known| known.name.as_str());
    route.propose(Routed {
        rotation: rotation.clone(),
        rule: RuleId::from(rule),
        reason: reason(name),
        source: service.source.clone(),
    });
}
