//! What holds for any tree and whatever is seen.

use std::collections::BTreeSet;

use domain::id::RotationId;
use domain::page_tree::{Condition, Rule, Sighting};
use domain::routing::route;
use domain::severity::Severity;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::given::tree;
use crate::given::organisation::{ids, rule};

const ROTATIONS: [&str; 5] = ["cards", "finance", "support-europe", "desk", "nobody"];

fn condition() -> impl Strategy<Value = Condition> {
    let texts = |list: &[&'static str]| {
        subsequence(list.to_vec(), 0..=1).prop_map(|list| list.into_iter().map(str::to_owned).collect::<Vec<String>>())
    };
    let services = subsequence(vec!["cards", "search"], 0..=1);
    let regions = subsequence(vec!["europe", "asia"], 0..=1);
    let rest = (option::of(any::<bool>()), option::of(select(Severity::ALL.to_vec())));
    (texts(&["checkout", "app"]), texts(&["declines", "timeouts"]), services, regions, rest).prop_map(
        |(surfaces, symptoms, services, regions, (customer_impact, severity_at_least))| Condition {
            surfaces,
            symptoms,
            services: ids(&services),
            regions: ids(&regions),
            customer_impact,
            severity_at_least,
        },
    )
}

pub(crate) fn rules() -> impl Strategy<Value = Vec<Rule>> {
    let one = (condition(), subsequence(ROTATIONS.to_vec(), 0..=3), proptest::bool::weighted(0.2));
    proptest::collection::vec(one, 0..6).prop_map(|rules| {
        let numbered = rules.into_iter().enumerate();
        numbered.map(|(number, (when, page, last))| Rule { last, ..rule(&format!("r{number}"), when, &page) }).collect()
    })
}

fn sighting() -> impl Strategy<Value = Sighting> {
    let text = |list: &[&'static str]| option::of(select(list.to_vec()).prop_map(str::to_owned));
    let services = subsequence(vec!["cards", "search"], 0..=2);
    let regions = subsequence(vec!["europe", "asia"], 0..=2);
    let rest = (option::of(select(Severity::ALL.to_vec())), any::<bool>());
    (text(&["checkout", "app"]), text(&["declines", "timeouts"]), services, regions, rest).prop_map(
        |(surface, symptom, services, regions, (severity, customer_impact))| Sighting {
            surface,
            symptom,
            services: ids(&services),
            regions: ids(&regions),
            severity,
            customer_impact,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_rule_that_does_not_hold_changes_nobodys_page(
        rules in rules(), seen in sighting(), when in condition(), at in any::<prop::sample::Index>()
    ) {
        prop_assume!(when.unmet(&seen).is_some());
        let before = route(&tree(rules.clone()), &seen);
        let mut more = rules;
        more.insert(at.index(more.len() + 1), rule("more", when, &ROTATIONS));
        let after = route(&tree(more), &seen);
        prop_assert_eq!(&after.page, &before.page);
        prop_assert_eq!(after.unmatched, before.unmatched);
        let who = |asleep: &[domain::page_tree::Asleep]| -> BTreeSet<RotationId> {
            asleep.iter().map(|asleep| asleep.rotation.clone()).collect()
        };
        prop_assert_eq!(who(&after.asleep), who(&before.asleep));
    }

    #[test]
    fn every_rotation_is_paged_or_asleep_once_and_has_a_reason(rules in rules(), seen in sighting()) {
        let route = route(&tree(rules), &seen);
        let paged = route.page.iter().map(|routed| (routed.rotation.as_str(), &routed.reason));
        let asleep = route.asleep.iter().map(|asleep| (asleep.rotation.as_str(), &asleep.reason));
        let mut told: Vec<(&str, &String)> = paged.chain(asleep).collect();
        told.sort_unstable();
        prop_assert!(told.iter().all(|(_, reason)| !reason.is_empty()));
        let mut everybody = ROTATIONS;
        everybody.sort_unstable();
        prop_assert_eq!(told.into_iter().map(|(rotation, _)| rotation).collect::<Vec<_>>(), everybody);
    }

    #[test]
    fn whoever_is_paged_is_paged_by_a_rule_that_holds_and_names_them_or_by_impact(
        rules in rules(), seen in sighting()
    ) {
        let agreement = tree(rules);
        for routed in route(&agreement, &seen).page {
            let by = agreement.page_tree.rules.iter().find(|rule| rule.id == routed.rule);
            let holds = by.is_some_and(|rule| rule.when.unmet(&seen).is_none() && rule.page.contains(&routed.rotation));
            prop_assert!(holds || seen.customer_impact && routed.rule.as_str() == "customer-impact");
        }
    }

    #[test]
    fn pages_come_in_the_order_of_the_rules(rules in rules(), seen in sighting()) {
        let agreement = tree(rules);
        let answer = route(&agreement, &seen);
        prop_assert_eq!(&route(&agreement, &seen), &answer);
        let place = |id: &str| agreement.page_tree.rules.iter().position(|rule| rule.id.as_str() == id);
        let places: Vec<usize> =
            answer.page.iter().map(|routed| place(routed.rule.as_str()).unwrap_or(usize::MAX)).collect();
        prop_assert!(places.is_sorted(), "what impact adds comes after the rules");
    }
}
