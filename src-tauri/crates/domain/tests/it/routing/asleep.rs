//! Who was considered and is left asleep, and why.

use domain::page_tree::Sighting;
use domain::routing::route;

use super::given::{always, asleep, declines, for_symptom, last, tree};
use crate::given::organisation::{ids, rotation};

const CALM: [&str; 2] =
    ["support-europe: joins when customer impact is confirmed", "desk: joins when customer impact is confirmed"];

#[test]
fn every_rotation_that_is_not_paged_is_told_with_its_reason() {
    let rules =
        vec![for_symptom("declines", "declines", &["cards"]), for_symptom("timeouts", "timeouts", &["finance"])];
    let route = route(&tree(rules), &declines());
    let expected = ["finance: rule timeouts: only for symptom timeouts", CALM[0], CALM[1], "nobody: no rule names it"];
    assert_eq!(asleep(&route), expected);
}

#[test]
fn what_comes_after_the_last_rule_is_left_asleep_by_it() {
    let rules = vec![last(for_symptom("declines", "declines", &["cards"])), always("all", &["finance", "cards"])];
    let expected =
        ["finance: rule all: rule declines is the last that is read", CALM[0], CALM[1], "nobody: no rule names it"];
    assert_eq!(asleep(&route(&tree(rules), &declines())), expected);
}

#[test]
fn a_rotation_is_told_once_by_the_first_rule_that_did_not_hold() {
    let rules = vec![
        for_symptom("timeouts", "timeouts", &["finance", "nobody"]),
        for_symptom("errors", "errors", &["finance"]),
        always("all", &["nobody"]),
    ];
    let expected = ["finance: rule timeouts: only for symptom timeouts", "cards: no rule names it", CALM[0], CALM[1]];
    assert_eq!(asleep(&route(&tree(rules), &declines())), expected, "who is paged is not asleep");
}

#[test]
fn support_sleeps_until_its_regions_are_hit() {
    let seen = Sighting { customer_impact: true, ..declines() };
    let route_of = |agreement| asleep(&route(&agreement, &seen));
    let rest = ["cards: no rule names it", "finance: no rule names it"];
    let expected = [rest[0], rest[1], "desk: none of its regions is affected", "nobody: no rule names it"];
    assert_eq!(route_of(tree(Vec::new())), expected);

    let mut agreement = tree(Vec::new());
    agreement.rotations.push(rotation("second", "support", &["asia", "europe"], &["emil"]));
    agreement.regions[0].support = Some("support-europe".into());
    let told = route_of(agreement);
    assert_eq!(told.last().map(String::as_str), Some("second: another rotation speaks for its regions"));
    assert_eq!(seen.regions, ids(&["europe"]));
}

#[test]
fn that_nobody_is_on_call_is_no_reason_to_sleep() {
    // The tree names rotations; that one has nobody now is told when it is paged, and its backup is woken.
    let route = route(&tree(vec![always("all", &["nobody"])]), &declines());
    assert_eq!(route.page.len(), 1);
    assert!(!asleep(&route).iter().any(|line| line.starts_with("nobody")));
}
