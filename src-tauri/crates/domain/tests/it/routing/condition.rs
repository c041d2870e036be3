//! When a rule holds, and in which words it does not.

use domain::page_tree::{Condition, Sighting};
use domain::severity::Severity;

use super::given::declines;
use crate::given::organisation::ids;

/// `None` where it holds.
fn check(condition: &Condition, seen: &Sighting, unmet: Option<&str>) {
    let words = condition.unmet(seen).map(|unmet| unmet.to_string());
    assert_eq!(words.as_deref(), unmet, "{condition:?}");
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn no_condition_always_holds() {
    check(&Condition::default(), &Sighting::default(), None);
    check(&Condition::default(), &declines(), None);
}

#[test]
fn a_list_holds_when_it_has_what_was_seen() {
    let any = Condition::default;
    let surfaces = |list: &[&str]| Condition { surfaces: texts(list), ..any() };
    check(&surfaces(&["app", "Checkout"]), &declines(), None);
    check(&surfaces(&["app", "desk"]), &declines(), Some("only for surface app or desk"));
    let symptoms = |list: &[&str]| Condition { symptoms: texts(list), ..any() };
    check(&symptoms(&["DECLINES"]), &declines(), None);
    check(&symptoms(&["timeouts"]), &declines(), Some("only for symptom timeouts"));
    let services = |list: &[&str]| Condition { services: ids(list), ..any() };
    check(&services(&["search", "cards"]), &declines(), None);
    check(&services(&["search", "login"]), &declines(), Some("only for service search or login"));
    let regions = |list: &[&str]| Condition { regions: ids(list), ..any() };
    check(&regions(&["asia", "europe"]), &declines(), None);
    check(&regions(&["asia"]), &declines(), Some("only for region asia"));
}

#[test]
fn what_was_not_seen_does_not_hold() {
    let nothing = Sighting::default();
    let any = Condition::default;
    check(&Condition { surfaces: texts(&["app"]), ..any() }, &nothing, Some("only for surface app"));
    check(&Condition { services: ids(&["cards"]), ..any() }, &nothing, Some("only for service cards"));
    let severe = Condition { severity_at_least: Some(Severity::Sev4), ..any() };
    check(&severe, &nothing, Some("only for SEV4 or worse"));
}

#[test]
fn impact_is_asked_for_either_way() {
    let impact = |wanted| Condition { customer_impact: Some(wanted), ..Condition::default() };
    let confirmed = Sighting { customer_impact: true, ..declines() };
    check(&impact(true), &confirmed, None);
    check(&impact(true), &declines(), Some("only once customer impact is confirmed"));
    check(&impact(false), &declines(), None);
    check(&impact(false), &confirmed, Some("only while customer impact is not confirmed"));
}

#[test]
fn a_severity_holds_for_worse_ones_too() {
    let at_least = |severity| Condition { severity_at_least: Some(severity), ..Condition::default() };
    check(&at_least(Severity::Sev2), &declines(), None);
    check(&at_least(Severity::Sev3), &declines(), None);
    check(&at_least(Severity::Sev1), &declines(), Some("only for SEV1 or worse"));
}

#[test]
fn all_must_hold_and_the_first_that_does_not_is_told() {
    let both = Condition { surfaces: texts(&["app"]), symptoms: texts(&["timeouts"]), ..Condition::default() };
    check(&both, &declines(), Some("only for surface app"));
    let seen = Sighting { surface: Some("app".into()), ..declines() };
    check(&both, &seen, Some("only for symptom timeouts"));
    check(&both, &Sighting { symptom: Some("timeouts".into()), ..seen }, None);
}
