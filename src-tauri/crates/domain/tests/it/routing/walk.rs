//! The page tree as it is walked: its branches, their ends, and that no rule is left out.

use std::collections::BTreeSet;

use domain::agreement::Agreement;
use domain::page_tree::Sighting;
use domain::page_tree::walk::{Leaf, Standing, Switches, walk};
use domain::service::Service;
use domain::severity::Severity;
use proptest::prelude::*;

use super::given::tree;
use super::properties::rules;
use crate::given::organisation::{ids, rule};

/// `checkout: declines, else | anywhere: slow, else | alone: cards`
fn drawn(agreement: &Agreement) -> String {
    let leaf = |leaf: &Leaf| {
        let words = [leaf.symptom.clone(), leaf.service.as_ref().map(|id| format!("({id})"))];
        let words: Vec<String> = words.into_iter().flatten().collect();
        if words.is_empty() { "else".to_owned() } else { words.join(" ") }
    };
    let branches = walk(agreement).into_iter().map(|branch| {
        let name = match branch.standing {
            Standing::Surface(surface) => surface,
            Standing::Anywhere => "anywhere".to_owned(),
            Standing::Alone => "alone".to_owned(),
        };
        format!("{name}: {}", branch.leaves.iter().map(leaf).collect::<Vec<_>>().join(", "))
    });
    branches.collect::<Vec<_>>().join(" | ")
}

fn condition(surfaces: &[&str], symptoms: &[&str], services: &[&str]) -> domain::page_tree::Condition {
    let texts = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect();
    domain::page_tree::Condition {
        surfaces: texts(surfaces),
        symptoms: texts(symptoms),
        services: ids(services),
        ..domain::page_tree::Condition::default()
    }
}

#[test]
fn branches_are_surfaces_then_anywhere_then_services_alone() {
    let mut agreement = tree(vec![
        rule("a", condition(&["checkout", "app"], &["declines"], &[]), &["cards"]),
        rule("b", condition(&[], &["slow"], &[]), &["finance"]),
        rule("c", condition(&["Checkout"], &["errors"], &["search"]), &["finance"]),
        rule("d", condition(&[], &["stale"], &["search"]), &["finance"]),
    ]);
    agreement.playbooks.clear();
    agreement.services[0] = Service { surfaces: vec!["desk".into()], ..agreement.services[0].clone() };
    assert_eq!(
        drawn(&agreement),
        "checkout: declines, errors (search), else | app: declines, else | desk: else | anywhere: slow, else | \
         alone: (cards), stale (search), (search)"
    );
}

#[test]
fn playbooks_and_services_stand_there_without_any_rule() {
    let mut agreement = tree(Vec::new());
    assert_eq!(drawn(&agreement), "checkout: declines, else | anywhere: else | alone: (cards), (search)");
    agreement.playbooks.clear();
    agreement.services.clear();
    assert_eq!(drawn(&agreement), "anywhere: else");
}

#[test]
fn the_switches_stand_in_every_question() {
    let switches = Switches { severity: Severity::Sev1, regions: ids(&["asia"]), customer_impact: true };
    let leaf = Leaf { surface: Some("checkout".into()), symptom: None, service: Some("cards".into()) };
    let expected = Sighting {
        surface: Some("checkout".into()),
        symptom: None,
        services: ids(&["cards"]),
        regions: ids(&["asia"]),
        severity: Some(Severity::Sev1),
        customer_impact: true,
    };
    assert_eq!(leaf.sighting(&switches), expected);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn every_rule_holds_at_some_end(rules in rules()) {
        let agreement = tree(rules);
        let leaves: Vec<Leaf> = walk(&agreement).into_iter().flat_map(|branch| branch.leaves).collect();
        for rule in &agreement.page_tree.rules {
            let switches = Switches {
                severity: Severity::Sev1,
                regions: ids(&["europe", "asia"]),
                customer_impact: rule.when.customer_impact == Some(true),
            };
            let holds = |leaf: &Leaf| rule.when.unmet(&leaf.sighting(&switches)).is_none();
            prop_assert!(leaves.iter().any(holds), "{:?}", rule.when);
        }
    }

    #[test]
    fn no_end_stands_there_twice(rules in rules()) {
        let leaves: Vec<String> =
            walk(&tree(rules)).into_iter().flat_map(|branch| branch.leaves).map(|leaf| format!("{leaf:?}")).collect();
        let each: BTreeSet<&String> = leaves.iter().collect();
        prop_assert_eq!(each.len(), leaves.len());
    }
}
