//! The areas of what fails: a lane for each team that owns something of it, and who coordinates there.

use domain::incident::intent::{AreaDraft, Intent};
use domain::playbook::IncidentRole;
use engine::view::bridge::{AreaView, BridgeView};
use serde_json::json;

use crate::given::House;

fn guards(bridge: &BridgeView) -> Vec<&str> {
    bridge.guards.iter().filter(|guard| guard.area.is_some()).map(|guard| guard.text.as_str()).collect()
}

fn lane<'a>(bridge: &'a BridgeView, name: &str) -> &'a AreaView {
    bridge.areas.iter().find(|area| area.name == name).unwrap()
}

#[test]
fn each_area_of_what_fails_is_coordinated_by_whoever_its_ladder_asks_first() {
    let house = House::sample();
    let services = ["payments-api", "provider-gateway", "checkout-web"];
    let incident =
        house.declare(json!({ "title": "Cards fail", "severity": "sev1", "services": services, "page": [] }));
    let bridge = house.engine().bridge(&incident).unwrap();
    let failing: Vec<&str> = bridge.areas.iter().filter(|area| area.fails).map(|area| area.name.as_str()).collect();
    assert_eq!(failing, ["Payments team", "Web team"]);
    assert!(!lane(&bridge, "Database team").fails, "the ledger is needed");
    assert_eq!(guards(&bridge), ["Nobody coordinates Payments team.", "Nobody coordinates Web team."]);

    let proposed = lane(&bridge, "Payments team").proposed.clone().unwrap();
    let draft = AreaDraft { area: "Payments team".into(), person: proposed.id.as_str().into() };
    house.act(&incident, &Intent::CoordinateArea(draft));
    let bridge = house.engine().bridge(&incident).unwrap();
    let payments = lane(&bridge, "Payments team");
    assert_eq!(payments.coordinator.as_ref().map(|person| &person.id), Some(&proposed.id));
    assert_eq!(payments.workstreams, ["w1"]);
    assert_eq!(guards(&bridge), ["Nobody coordinates Web team."]);
    let seat = bridge.on_bridge.iter().find(|seat| seat.person.id == proposed.id).unwrap();
    assert!(seat.roles.iter().any(|(role, _, _)| role == IncidentRole::COORDINATOR));

    let calm =
        house.declare(json!({ "title": "Search is slow", "severity": "sev3", "services": ["search"], "page": [] }));
    let bridge = house.engine().bridge(&calm).unwrap();
    assert!(guards(&bridge).is_empty(), "a lesser incident may do without");
    assert_eq!(lane(&bridge, "Commerce team").coordinator, None);
}
