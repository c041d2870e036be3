//! Who would be woken by accident, and how many heads are woken at once.

use std::collections::BTreeMap;

use domain::id::RotationId;
use domain::incident::decide::heads::{MOST_AT_ONCE, must_be_counted, woken};
use domain::incident::intent::{Declaration, Intent};
use domain::neighbour::Concerned;
use domain::rotation::Rotation;
use domain::service::{LadderContact, LadderStep, Service};

use crate::given::bridge::{Bridge, calm, declared};
use crate::given::intents::{declaration, page};
use crate::given::organisation::{ids, rotation};

/// What makes the incident another one.
type Change = fn(&mut Bridge);

/// `cards` fails; `seekers` answer for `search` alone.
fn bridge() -> Bridge {
    let mut bridge = declared();
    let seekers = Rotation { services: ids(&["search"]), ..rotation("seekers", "engineering", &[], &["emil"]) };
    bridge.agreement.rotations.push(seekers);
    bridge
}

/// What a rotation that is not called for answers for: `search`, or nothing where it is called for.
fn outside(bridge: &Bridge, rotation: &str) -> Option<String> {
    let outside = Concerned::by(bridge.state(), &bridge.agreement).outside(&RotationId::from(rotation))?;
    Some(outside.answers_for.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
}

#[test]
fn only_who_is_called_for_by_nothing_is_a_neighbour() {
    assert_eq!(outside(&bridge(), "seekers").as_deref(), Some("search"));
    assert_eq!(
        outside(&bridge(), "nobody").as_deref(),
        Some(""),
        "it answers for no service, and nothing calls for it"
    );
    assert_eq!(outside(&bridge(), "cards"), None, "it is on the ladder of what fails");
    assert_eq!(outside(&bridge(), "support-europe"), None, "it speaks for a region");
    let table: [(&str, Change); 5] = [
        ("another service fails", |bridge| {
            let both = Intent::ChangeServices { services: ids(&["cards", "search"]) };
            bridge.record(bridge.decide(&both).expect("it is known"));
        }),
        ("the playbook calls for its function", |bridge| {
            bridge.agreement.playbooks[0].tell = ids(&["engineering"]);
            bridge.incident.as_mut().expect("it is declared").playbook = Some("payments".into());
        }),
        ("a role comes from it", |bridge| bridge.agreement.roles[1].rotation = Some("seekers".into())),
        ("it is the backup of who is called for", |bridge| {
            bridge.agreement.rotations[0].backup = Some("seekers".into());
        }),
        ("a ladder of what fails names it", |bridge| {
            let step = LadderStep { contact: LadderContact::Rotation("seekers".into()), after_minutes: 5 };
            bridge.agreement.services[0].ladder.push(step);
        }),
    ];
    for (why, change) in table {
        let mut bridge = bridge();
        change(&mut bridge);
        assert_eq!(outside(&bridge, "seekers"), None, "{why}");
    }
}

#[test]
fn a_rule_of_the_page_tree_calls_for_whom_it_names() {
    let mut bridge = bridge();
    bridge.agreement.page_tree.rules[0].page = ids(&["seekers"]);
    assert!(outside(&bridge, "seekers").is_some(), "the rule does not hold");
    bridge.incident.as_mut().expect("it is declared").symptom = Some("declines".into());
    assert_eq!(outside(&bridge, "seekers"), None);
}

#[test]
fn where_it_is_not_known_what_fails_nobody_is_a_neighbour() {
    let mut bridge = bridge();
    bridge.incident.as_mut().expect("it is declared").services.clear();
    assert_eq!(outside(&bridge, "seekers"), None);
}

#[test]
fn somebody_by_name_is_a_neighbour_by_all_rotations_in_which_they_take_turns() {
    let mut bridge = bridge();
    let by_name = |bridge: &Bridge, person: &str| {
        Concerned::by(bridge.state(), &bridge.agreement).outside_by_name(&person.into()).map(|outside| outside.rotation)
    };
    assert_eq!(by_name(&bridge, "ana"), None);
    assert_eq!(by_name(&bridge, "lea"), None, "she takes no turns");
    bridge.agreement.rotations.retain(|rotation| rotation.id.as_str() != "desk");
    assert_eq!(by_name(&bridge, "emil"), Some("seekers".into()));
    let step = LadderStep { contact: LadderContact::Person("emil".into()), after_minutes: 5 };
    let cards = bridge.agreement.services.remove(0);
    bridge.agreement.services.push(Service { ladder: vec![step], ..cards });
    assert_eq!(by_name(&bridge, "emil"), None, "a ladder of what fails names him");
}

#[test]
fn heads_are_counted_each_once_and_a_pagers_schedule_by_all_who_are_on_call_in_it() {
    let mut bridge = calm();
    bridge.on_call.insert("cards".into(), ids(&["ana", "ben", "cleo"]));
    bridge.on_call.insert("desk".into(), ids(&["ben"]));
    let both = Intent::DeclareIncident(Declaration { page: Some(ids(&["cards", "desk"])), ..declaration() });
    let count =
        |bridge: &Bridge, intent: &Intent| woken(&bridge.decide(intent).expect("it is allowed"), &bridge.on_call).len();
    assert_eq!(count(&bridge, &both), 3);
    bridge.agreement.rotations[0].pager_target = Some("PABC123".into());
    let led = Bridge { on_call: bridge.on_call.clone(), agreement: bridge.agreement.clone(), ..declared() };
    assert_eq!(led.decide(&page("cards")).expect("somebody is on call").len(), 1, "one page");
    assert_eq!(count(&led, &page("cards")), 3, "and three heads");
    assert_eq!(woken(&[], &BTreeMap::new()).len(), 0);
}

#[test]
fn more_than_the_limit_must_be_counted() {
    assert!(!must_be_counted(0));
    assert!(!must_be_counted(MOST_AT_ONCE));
    assert!(must_be_counted(MOST_AT_ONCE + 1));
}
