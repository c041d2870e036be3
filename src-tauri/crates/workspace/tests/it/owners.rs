//! The sample's page tree: whose surface it is, beside whom the rules name.

use domain::page_tree::Sighting;
use domain::routing::{owner, route};
use domain::severity::Severity;
use workspace::load::load;

use crate::given;

/// Whom the rules page, and who is offered beside them: `platform | web`.
fn answer(surface: &str, symptom: &str, services: &[&str]) -> String {
    let agreement = load(&given::repository().join("sample"), given::year_2026()).unwrap().agreement;
    let seen = Sighting {
        surface: Some(surface.to_owned()),
        symptom: Some(symptom.to_owned()),
        services: services.iter().map(|id| (*id).into()).collect(),
        regions: Vec::new(),
        severity: Some(Severity::Sev3),
        customer_impact: false,
    };
    let mut route = route(&agreement, &seen);
    owner::propose(&mut route, &agreement, &seen, &seen.services);
    let names = |routed: &[domain::page_tree::Routed]| {
        routed.iter().map(|one| one.rotation.as_str()).collect::<Vec<_>>().join(", ")
    };
    format!("{} | {}", names(&route.page), names(&route.proposed))
}

#[test]
fn the_owner_of_where_it_shows_stands_beside_what_alerts() {
    let check = |surface, symptom, services: &[&str], expected: &str| {
        assert_eq!(answer(surface, symptom, services), expected, "{surface}, {symptom}, {services:?}");
    };
    check("checkout", "slow", &["event-bus"], "platform | web");
    check("checkout", "declines", &["payments-api"], "payments | ");
    check("checkout", "errors", &["event-bus"], "payments, web, platform | ");
    check("merchant admin", "slow", &[], "platform | web");
    check("mobile app", "stale", &[], " | mobile");
    check("sign-in", "slow", &["payments-api"], "identity, platform | payments");
    check("reports", "slow", &[], "platform | database");
    check("checkout", "intrusion", &["payments-api"], "security | ");
    check("checkout", "unknown", &["payments-api"], "platform | ");
}
