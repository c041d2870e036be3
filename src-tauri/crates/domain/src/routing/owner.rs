//! Owners whom no rule names: of the surface where it shows, and of each service that alerts beside it.
//!
//! A rule knows better than a list of surfaces, so an owner is only proposed where the rules that hold name none of them.
//! A rule that ends the reading, or that names nobody on purpose, is left alone: the right role, not everyone.

use super::{affected, first_of_ladder};
use crate::agreement::Agreement;
use crate::id::{RuleId, ServiceId};
use crate::page_tree::{Route, Routed, Sighting};
use crate::service::Service;

/// In place of a rule: it owns the surface where it shows.
pub const SURFACE_OWNER: &str = "surface-owner";
/// In place of a rule: it owns a service that alerts.
pub const ALERTING: &str = "alerting-service";

/// Proposes whoever owns the surface where it is seen, and the first on the ladder of each service that alerts beside it,
/// where nobody who is paged already answers for them. Where it shows must be known: services alone have their rules and
/// ladders.
pub fn propose(route: &mut Route, agreement: &Agreement, seen: &Sighting, alerting: &[ServiceId]) {
    let Some(surface) = seen.surface.as_deref() else { return };
    let held = || agreement.page_tree.rules.iter().filter(|rule| rule.when.unmet(seen).is_none());
    if route.ended_by.is_some() || held().any(|rule| rule.page.is_empty()) {
        return;
    }
    let alerts = |service: &&Service| {
        !held().any(|rule| rule.when.services.contains(&service.id)) && alerting.contains(&service.id)
    };
    let alerting: Vec<&Service> = agreement.services.iter().filter(alerts).collect();
    let shown = showing(agreement, surface);
    let is_paged = |service: &&Service| {
        first_of_ladder(service).is_some_and(|rotation| route.page.iter().any(|routed| &routed.rotation == rotation))
    };
    let owners = if shown.iter().any(is_paged) { Vec::new() } else { owners(agreement, shown) };
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
fn owners<'a>(agreement: &Agreement, mut shown: Vec<&'a Service>) -> Vec<&'a Service> {
    if shown.iter().any(|service| !service.internal) {
        shown.retain(|service| !service.internal);
    }
    let outermost: Vec<&Service> =
        shown.iter().copied().filter(|service| !is_behind(agreement, service, &shown)).collect();
    let tier = outermost.iter().map(|service| service.tier).min();
    outermost.into_iter().filter(|service| Some(service.tier) == tier).collect()
}

/// Whether one of the others needs it, by whatever way round, and it needs that one not.
fn is_behind(agreement: &Agreement, service: &Service, others: &[&Service]) -> bool {
    let needing = affected(agreement, std::slice::from_ref(&service.id));
    others.iter().filter(|other| other.id != service.id && needing.contains(&other.id)).any(|other| {
        let back = affected(agreement, std::slice::from_ref(&other.id));
        !back.contains(&service.id)
    })
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
