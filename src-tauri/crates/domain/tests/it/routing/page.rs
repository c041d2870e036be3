//! Whom to page: by which rule, from which file, and why.

use domain::page_tree::{Condition, Sighting};
use domain::routing::{add_ladders, route};
use domain::severity::Severity;

use super::given::{always, check_paged, declines, for_symptom, last, paged, tree};
use crate::given::organisation::{ids, rule};

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

#[test]
fn where_no_rule_says_what_fails_the_first_of_each_ladder_is_added() {
    let with_ladders = |rules| {
        let agreement = tree(rules);
        let mut route = route(&agreement, &declines());
        add_ladders(&mut route, &agreement, &declines().services);
        paged(&route)
    };
    let ladder = "cards by ladder: first on the ladder of CARDS [services/cards.yaml:1]";
    assert_eq!(with_ladders(Vec::new()), [ladder]);
    let severity_at_least = Some(Severity::Sev2);
    let words = rule("words", Condition { severity_at_least, ..Condition::default() }, &["finance"]);
    let spoken = "finance by words: words says so [page-tree.yaml#words]";
    assert_eq!(with_ladders(vec![words.clone()]), [spoken, ladder], "who writes the updates repairs nothing");
    let both = vec![words, for_symptom("declines", "declines", &["desk"])];
    assert_eq!(with_ladders(both), [spoken, "desk by declines: declines says so [page-tree.yaml#declines]"]);
}

#[test]
fn a_rule_is_only_of_weight_when_it_asks_nothing_but_how_bad_it_is() {
    fn check(change: impl FnOnce(&mut Condition), expected: bool) {
        let mut condition = Condition::default();
        change(&mut condition);
        assert_eq!(condition.is_only_of_weight(), expected, "{condition:?}");
    }
    check(|_| {}, false);
    check(|when| when.severity_at_least = Some(Severity::Sev1), true);
    check(|when| when.customer_impact = Some(true), true);
    check(|when| (when.customer_impact, when.symptoms) = (Some(true), vec!["declines".into()]), false);
    check(|when| (when.severity_at_least, when.services) = (Some(Severity::Sev1), ids(&["cards"])), false);
    check(|when| (when.severity_at_least, when.regions) = (Some(Severity::Sev1), ids(&["asia"])), false);
}
