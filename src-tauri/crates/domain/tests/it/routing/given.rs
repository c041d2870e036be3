//! A page tree over the small organisation, and its answers as lines of text.

use domain::agreement::Agreement;
use domain::page_tree::{Condition, Route, Rule, Sighting};
use domain::routing::route;
use domain::severity::Severity;

use crate::given::organisation::{self, ids, rule};

/// The organisation with these rules.
pub(crate) fn tree(rules: Vec<Rule>) -> Agreement {
    let mut agreement = organisation::agreement();
    agreement.page_tree.rules = rules;
    agreement
}

pub(crate) fn last(rule: Rule) -> Rule {
    Rule { last: true, ..rule }
}

/// Holds for this symptom.
pub(crate) fn for_symptom(id: &str, symptom: &str, page: &[&str]) -> Rule {
    rule(id, Condition { symptoms: vec![symptom.into()], ..Condition::default() }, page)
}

/// Always holds.
pub(crate) fn always(id: &str, page: &[&str]) -> Rule {
    rule(id, Condition::default(), page)
}

/// Declines at the checkout of the cards service in Europe, a SEV2, impact not confirmed.
pub(crate) fn declines() -> Sighting {
    Sighting {
        surface: Some("checkout".into()),
        symptom: Some("declines".into()),
        services: ids(&["cards"]),
        regions: ids(&["europe"]),
        severity: Some(Severity::Sev2),
        customer_impact: false,
    }
}

/// `cards by declines: declines says so [page-tree.yaml#declines]`
pub(crate) fn paged(route: &Route) -> Vec<String> {
    let line = |routed: &domain::page_tree::Routed| {
        format!("{} by {}: {} [{}]", routed.rotation, routed.rule, routed.reason, routed.source)
    };
    route.page.iter().map(line).collect()
}

/// `desk: no rule names it`
pub(crate) fn asleep(route: &Route) -> Vec<String> {
    route.asleep.iter().map(|asleep| format!("{}: {}", asleep.rotation, asleep.reason)).collect()
}

pub(crate) fn check_paged(agreement: &Agreement, seen: &Sighting, expected: &[&str]) {
    assert_eq!(paged(&route(agreement, seen)), expected);
}
