//! Owners whom no rule names: of the surface where it shows, and of what alerts beside it; and where nobody is added.

use domain::agreement::Agreement;
use domain::page_tree::{Condition, Route, Rule, Sighting};
use domain::routing::{owner, route};
use domain::service::Service;
use domain::severity::Severity;
use proptest::prelude::*;

use super::given::{always, declines, for_symptom, last, tree};
use crate::given::organisation::{ids, rule, service};

fn shows(id: &str, ladder: &[&str], surfaces: &[&str], tier: u8) -> Service {
    let surfaces = surfaces.iter().map(|surface| (*surface).to_owned()).collect();
    Service { surfaces, tier, ..service(id, ladder) }
}

fn house(rules: Vec<Rule>, services: Vec<Service>) -> Agreement {
    let mut agreement = tree(rules);
    agreement.services = services;
    agreement
}

fn proposed(agreement: &Agreement, seen: &Sighting) -> Route {
    let mut route = route(agreement, seen);
    owner::propose(&mut route, agreement, seen, &seen.services);
    route
}

fn reasons(agreement: &Agreement, seen: &Sighting) -> Vec<String> {
    let lines = proposed(agreement, seen).proposed;
    lines.iter().map(|one| format!("{} by {}: {} [{}]", one.rotation, one.rule, one.reason, one.source)).collect()
}

/// A checkout that needs the bus, and the bus, which shows nowhere.
fn shop() -> Vec<Service> {
    let page = Service { depends_on: ids(&["bus"]), ..shows("page", &["cards"], &["checkout"], 1) };
    vec![page, shows("bus", &["finance"], &[], 1)]
}

fn at_checkout(services: &[&str]) -> Sighting {
    Sighting { services: ids(services), ..declines() }
}

const PAGE: &str = "cards by surface-owner: CARDS owns checkout, where it shows [services/page.yaml:1]";
const BUS: &str = "finance by alerting-service: BUS alerts [services/bus.yaml:1]";

#[test]
fn both_owners_are_named_each_with_its_reason() {
    let agreement = house(vec![for_symptom("declines", "declines", &["nobody"])], shop());
    assert_eq!(reasons(&agreement, &at_checkout(&["bus"])), [PAGE, BUS]);
    let route = proposed(&agreement, &at_checkout(&["bus"]));
    let asleep: Vec<&str> = route.asleep.iter().map(|one| one.rotation.as_str()).collect();
    assert_eq!(asleep, ["support-europe", "desk"], "whoever is offered is not told as asleep beside it");
}

#[test]
fn nobody_is_added_where_a_rule_names_one_of_the_owners() {
    let check = |rules: Vec<Rule>, services: Vec<Service>, expected: &[&str]| {
        assert_eq!(reasons(&house(rules, services), &at_checkout(&["bus"])), expected);
    };
    check(vec![for_symptom("declines", "declines", &["cards"])], shop(), &[BUS]);
    check(vec![for_symptom("declines", "declines", &["finance"])], shop(), &[PAGE]);
    let mut behind = shop();
    behind.push(shows("ledger", &["nobody"], &["checkout"], 3));
    check(vec![for_symptom("declines", "declines", &["nobody"])], behind, &[BUS]);
    let of_bus = rule("bus", Condition { services: ids(&["bus"]), ..Condition::default() }, &["nobody"]);
    check(vec![of_bus], shop(), &[PAGE]);
}

#[test]
fn the_last_rule_and_one_that_wakes_nobody_on_purpose_are_left_alone() {
    let secret = vec![last(for_symptom("declines", "declines", &["nobody"]))];
    assert!(reasons(&house(secret, shop()), &at_checkout(&["bus"])).is_empty());
    assert!(reasons(&house(vec![always("known", &[])], shop()), &at_checkout(&["bus"])).is_empty());
    let other = vec![last(for_symptom("timeouts", "timeouts", &["nobody"]))];
    assert_eq!(reasons(&house(other, shop()), &at_checkout(&["bus"])), [PAGE, BUS], "it does not hold");
}

#[test]
fn where_it_shows_must_be_known() {
    let agreement = house(Vec::new(), shop());
    assert!(reasons(&agreement, &Sighting { surface: None, ..at_checkout(&["bus"]) }).is_empty());
    let elsewhere = Sighting { surface: Some("search".into()), ..at_checkout(&[]) };
    assert!(reasons(&agreement, &elsewhere).is_empty());
    let written = Sighting { surface: Some("Checkout".into()), ..at_checkout(&[]) };
    assert_eq!(reasons(&agreement, &written).len(), 1, "its case does not matter");
}

#[test]
fn of_several_the_outermost_owns_it_then_the_most_important_then_all() {
    let check = |services: Vec<Service>, expected: &[&str]| {
        let route = proposed(&house(Vec::new(), services), &at_checkout(&[]));
        let rotations: Vec<&str> = route.proposed.iter().map(|one| one.rotation.as_str()).collect();
        assert_eq!(rotations, expected);
    };
    let one = |id: &str, rotation: &str, tier| shows(id, &[rotation], &["checkout"], tier);
    check(vec![one("a", "cards", 2), one("b", "finance", 1)], &["finance"]);
    check(vec![one("a", "cards", 1), one("b", "finance", 1)], &["cards", "finance"]);
    check(vec![one("a", "cards", 1), one("b", "cards", 1)], &["cards"]);
    let needs = |id: &str, service: Service| Service { depends_on: ids(&[id]), ..service };
    check(vec![needs("b", one("a", "cards", 2)), one("b", "finance", 1)], &["cards"]);
    check(vec![needs("b", one("a", "cards", 1)), needs("a", one("b", "finance", 1))], &["cards", "finance"]);
    check(vec![one("a", "cards", 2), Service { internal: true, ..one("b", "finance", 1) }], &["cards"]);
    check(vec![Service { internal: true, ..one("a", "cards", 1) }], &["cards"]);
    check(vec![shows("a", &[], &["checkout"], 1), one("b", "finance", 2)], &["finance"]);
}

#[test]
fn by_itself_an_offer_wakes_from_sev2_on() {
    let route = proposed(&house(Vec::new(), shop()), &at_checkout(&[]));
    for severity in Severity::ALL {
        assert_eq!(route.woken(severity).count(), usize::from(severity.at_least(Severity::Sev2)), "{severity}");
    }
}

proptest! {
    /// Whoever is behind nobody else owns the surface, whatever the ways round; those of a circle are behind each other and stay.
    #[test]
    fn the_outermost_own_the_surface(needs in proptest::collection::vec((0..6_usize, 0..6_usize), 0..14)) {
        let name = |number: usize| format!("s{number}");
        let shown = (0..6).map(|number| {
            let depends_on = needs.iter().filter(|(one, _)| *one == number).map(|(_, other)| name(*other).as_str().into());
            let rotation = format!("r{number}");
            Service { depends_on: depends_on.collect(), ..shows(&name(number), &[&rotation], &["checkout"], 1) }
        });
        let agreement = house(vec![], shown.collect());
        let mut reaches = [[false; 6]; 6];
        for (one, other) in needs {
            reaches[one][other] = true;
        }
        for by in 0..6 {
            for one in 0..6 {
                for other in 0..6 {
                    reaches[one][other] |= reaches[one][by] && reaches[by][other];
                }
            }
        }
        let is_behind = |number: usize| (0..6).any(|other| reaches[other][number] && !reaches[number][other]);
        let expected: Vec<String> = (0..6).filter(|number| !is_behind(*number)).map(|number| format!("r{number}")).collect();
        let proposed = proposed(&agreement, &at_checkout(&[])).proposed;
        prop_assert_eq!(proposed.iter().map(|one| one.rotation.to_string()).collect::<Vec<_>>(), expected);
    }
}
