//! The page tree that is walked: its ends answer as a declaration does, with people and ways; and lanes nobody stands in.

use domain::incident::intent::Declaration;
use domain::page_tree::Sighting;
use domain::page_tree::walk::Switches;
use domain::severity::Severity;
use engine::view::tree::{LeafView, TreeLeaf};
use serde_json::json;

use crate::given::House;
use crate::given::places::{Place, SANDBOXES};

fn switches(severity: Severity) -> Switches {
    Switches { severity, regions: Vec::new(), customer_impact: false }
}

fn leaf(house: &House, severity: Severity, branch: &str, name: &str) -> TreeLeaf {
    let tree = house.engine().page_tree(&switches(severity)).unwrap();
    let branch = tree.branches.into_iter().find(|one| one.name == branch).unwrap();
    branch.leaves.into_iter().find(|one| one.name == name).unwrap()
}

fn end(house: &House, seen: &Sighting) -> LeafView {
    house.engine().tree_leaf(seen).unwrap()
}

#[test]
fn every_end_answers_as_a_declaration_would() {
    let house = House::sample();
    for severity in [Severity::Sev1, Severity::Sev3] {
        let tree = house.engine().page_tree(&switches(severity)).unwrap();
        let leaves: Vec<TreeLeaf> = tree.branches.into_iter().flat_map(|branch| branch.leaves).collect();
        assert!(leaves.len() > 40, "{} ends", leaves.len());
        for leaf in leaves {
            let declaration = json!({
                "title": "Seen", "severity": severity, "surface": leaf.seen.surface, "symptom": leaf.seen.symptom,
                "services": leaf.seen.services,
            });
            let declaration: Declaration = serde_json::from_value(declaration).unwrap();
            let proposal = house.engine().propose(&declaration).unwrap();
            let ticked = proposal.page_now.iter().filter(|page| page.ticked).map(|page| page.rotation.clone());
            assert_eq!(ticked.collect::<Vec<_>>(), leaf.page, "{}", leaf.id);
        }
    }
}

#[test]
fn an_end_says_who_answers_how_by_which_rule_and_who_stays_asleep() {
    let house = House::sample();
    let seen = leaf(&house, Severity::Sev3, "checkout", "declines").seen;
    let shown = end(&house, &seen);
    assert_eq!((shown.title.as_str(), shown.sentence.as_str()), ("declines at checkout", "One rotation is woken."));
    let payments = &shown.answers[0];
    assert_eq!((payments.page.rule.as_str(), payments.page.proposed), ("checkout-declines", false));
    assert!(payments.page.source.starts_with("page-tree.yaml:"), "{}", payments.page.source);
    let to = &payments.recipients[0];
    assert!(!to.person.name.is_empty() && !to.way.is_empty() && to.level.starts_with("on call"), "{to:?}");
    assert!(!payments.page.following.is_empty(), "a ladder stands behind it");
    assert!(
        shown.asleep.iter().any(|line| line.name == "Web" && line.reason.contains("checkout-errors")),
        "{:?}",
        shown.asleep
    );
    assert!(house.engine().reviews().unwrap().is_empty(), "nothing was written");
}

#[test]
fn where_no_rule_holds_the_owner_is_offered_and_woken_from_sev2_on() {
    let house = House::sample();
    let mild = end(&house, &leaf(&house, Severity::Sev3, "checkout", "Anything else").seen);
    let web = |shown: &LeafView| {
        let web = shown.answers.iter().find(|answer| answer.page.rotation == "web").unwrap();
        (web.page.proposed, web.page.ticked, web.page.reason.clone())
    };
    assert!(mild.unmatched);
    assert_eq!(mild.sentence, "No rule says what fails here. Nobody is woken unless you choose an owner below.");
    assert_eq!(web(&mild), (true, false, "Web owns checkout, where it shows".to_owned()));
    let bad = end(&house, &leaf(&house, Severity::Sev2, "checkout", "Anything else").seen);
    assert_eq!(web(&bad), (true, true, "Web owns checkout, where it shows".to_owned()));

    let declare = |severity: &str| {
        let id =
            house.declare(json!({ "title": "Seen", "severity": severity, "surface": " Checkout ", "symptom": "" }));
        house.incident(&id).pages.iter().map(|page| page.rule.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(declare("sev3"), Vec::<String>::new(), "nobody is woken for nothing");
    assert_eq!(declare("sev2"), ["somebody-to-speak", "surface-owner"]);
}

#[test]
fn a_tree_without_rules_and_an_end_without_anybody_say_so() {
    let place = Place::small(SANDBOXES);
    place.write("page-tree.yaml", "rules: []\n");
    place.write("services/ledger.yaml", "name: Ledger\nowner: Payments team\nladder: [{ rotation: payments }]\n");
    let house = House::on(place);
    let tree = house.engine().page_tree(&switches(Severity::Sev2)).unwrap();
    assert_eq!(tree.sentence, "No rule is written down in page-tree.yaml. Owners and ladders of services answer.");
    let ledger = end(&house, &leaf(&house, Severity::Sev2, "A service alone", "Ledger").seen);
    assert_eq!(ledger.ladders.iter().map(|step| step.name.as_str()).collect::<Vec<_>>(), ["payments"]);
    assert_eq!(ledger.answers[0].page.rule, "ladder");
    let nobody = end(&house, &leaf(&house, Severity::Sev2, "Anywhere", "Anything else").seen);
    assert!(nobody.answers.is_empty());
    let words = "No rule says what fails here. No owner and no ladder is known: page somebody by name.";
    assert_eq!(nobody.sentence, words);
    let unknown = Sighting { services: vec!["moon".into()], ..Sighting::default() };
    assert!(house.engine().tree_leaf(&unknown).is_err());
}

#[test]
fn a_function_without_a_rotation_keeps_its_lane_on_the_board() {
    let place = Place::small(SANDBOXES);
    place.replace(
        "bridgewatch.yaml",
        "functions:\n",
        "functions:\n  - { id: legal, name: Legal, group: Business }\n  - { id: network, name: Network, group: Engineering }\n",
    );
    let house = House::on(place);
    let groups = house.engine().watch().unwrap().groups;
    let lanes: Vec<(&str, usize, &[String])> =
        groups.iter().map(|group| (group.name.as_str(), group.rows.len(), group.empty.as_slice())).collect();
    let (legal, network) = ([String::from("Legal")], [String::from("Network")]);
    assert_eq!(lanes, [("Business", 0, &legal[..]), ("Engineering", 3, &network[..]), ("Customers", 1, &[][..])]);
}
