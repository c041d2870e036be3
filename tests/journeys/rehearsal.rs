//! A drill: the same rules on the same screens, and nothing reaches anybody outside.

use domain::incident::intent::Intent;
use domain::template::Audience;
use serde_json::json;

use crate::given::provider::Providers;
use crate::given::texts;

#[test]
fn a_drill_reaches_no_real_provider() {
    let providers = Providers::open();
    let house = providers.house();
    let drill =
        house.declare(json!({ "title": "Rehearsal", "severity": "sev1", "surface": "checkout", "drill": true }));
    house.confirm_impact(&drill, "europe");
    house.say(&drill, Audience::Customers, "first");
    house.say(&drill, Audience::Customers, "second");
    house.seconds(5);
    house.deliver_all();
    house.act(&drill, &Intent::Resolve { summary: String::new(), loss: None, release: false });
    house.say(&drill, Audience::Customers, "over");
    house.deliver_all();

    assert_eq!(providers.requests(), 0);
    assert!(house.outbox().iter().all(|line| line.state == "delivered" && line.connection == "sandbox"));
    let received = house.received("sandbox");
    assert_eq!(texts(&received["pages"], "person"), ["tomasz", "anneke", "leila"]);
    assert!(received["pages"].as_array().unwrap().iter().all(|page| page["drill"] == true));
    assert_eq!(texts(&received["incidents"][0]["updates"], "body"), ["first", "second", "over"]);
}

#[test]
fn an_incident_beside_a_drill_is_no_drill() {
    let providers = Providers::open();
    let house = providers.house();
    let drill = house.declare(json!({ "title": "Rehearsal", "severity": "sev1", "page": [], "drill": true }));
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": [] }));
    for id in [&drill, &incident] {
        house.say(id, Audience::Customers, &format!("about {id}"));
    }
    house.deliver_all();
    assert_eq!(providers.incidents().len(), 1);
    assert_eq!(providers.incidents()[0]["name"], format!("about {incident}"));
    assert_eq!(house.published("sandbox").len(), 1);
}
