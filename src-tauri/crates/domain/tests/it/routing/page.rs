//! Whom to page: by which rule, from which file, and why.

use domain::page_tree::Sighting;
use domain::routing::route;

use super::given::{always, check_paged, declines, for_symptom, last, paged, tree};
use crate::given::organisation::ids;

const DECLINES: &str = "cards by declines: declines says so [page-tree.yaml#declines]";

#[test]
fn every_rule_that_holds_adds_its_rotations() {
    let rules = vec![
        for_symptom("declines", "declines", &["cards"]),
        for_symptom("timeouts", "timeouts", &["nobody"]),
        always("all", &["finance"]),
    ];
    check_paged(&tree(rules), &declines(), &[DECLINES, "finance by all: all says so [page-tree.yaml#all]"]);
}

#[test]
fn a_rotation_is_paged_once_by_the_first_rule_that_names_it() {
    let rules = vec![for_symptom("declines", "declines", &["cards", "cards"]), always("all", &["cards"])];
    check_paged(&tree(rules), &declines(), &[DECLINES]);
}

#[test]
fn the_last_rule_that_holds_ends_the_reading() {
    let end = last(for_symptom("declines", "declines", &["cards"]));
    check_paged(&tree(vec![end.clone(), always("all", &["finance"])]), &declines(), &[DECLINES]);
    let other = Sighting { symptom: Some("timeouts".into()), ..declines() };
    let rest = ["finance by all: all says so [page-tree.yaml#all]"];
    check_paged(&tree(vec![end, always("all", &["finance"])]), &other, &rest);
}

#[test]
fn confirmed_impact_adds_the_support_of_each_region_whatever_the_rules_say() {
    let seen = Sighting { customer_impact: true, regions: ids(&["europe", "asia"]), ..declines() };
    let support = [
        "support-europe by customer-impact: customers in Europe are affected [confirmed customer impact]",
        "desk by customer-impact: customers in Asia are affected [confirmed customer impact]",
    ];
    check_paged(&tree(Vec::new()), &seen, &support);
    let rules = vec![last(for_symptom("declines", "declines", &["cards"]))];
    check_paged(&tree(rules), &seen, &[DECLINES, support[0], support[1]]);
    check_paged(&tree(Vec::new()), &Sighting { customer_impact: false, ..seen.clone() }, &[]);
    let by_rule = vec![always("all", &["desk"])];
    let expected = ["desk by all: all says so [page-tree.yaml#all]", support[0]];
    check_paged(&tree(by_rule), &seen, &expected);
}

#[test]
fn a_region_that_names_nobody_is_answered_for_by_every_support_rotation_that_does() {
    let mut agreement = tree(Vec::new());
    agreement.regions[1].support = None;
    agreement.rotations[2].regions.clear();
    let seen = Sighting { customer_impact: true, regions: ids(&["asia"]), ..declines() };
    let rotations: Vec<String> = route(&agreement, &seen).page.iter().map(|page| page.rotation.to_string()).collect();
    assert_eq!(rotations, ["support-europe", "desk"], "one without regions answers for all");
    let beyond = Sighting { regions: ids(&["moon"]), ..seen };
    let rotations = paged(&route(&agreement, &beyond));
    assert_eq!(
        rotations,
        ["support-europe by customer-impact: customers in moon are affected [confirmed customer impact]"]
    );
}

#[test]
fn that_no_rule_holds_is_an_answer_of_its_own() {
    let unmatched = |rules, seen: &Sighting| route(&tree(rules), seen).unmatched;
    let other = || vec![for_symptom("timeouts", "timeouts", &["nobody"])];
    assert!(unmatched(Vec::new(), &declines()));
    assert!(unmatched(other(), &declines()));
    assert!(unmatched(other(), &Sighting { customer_impact: true, ..declines() }), "impact is no rule");
    assert!(!unmatched(vec![always("all", &["cards"])], &declines()));
    assert!(!unmatched(vec![last(always("nobody-needed", &[]))], &declines()), "a rule may wake nobody on purpose");
}
