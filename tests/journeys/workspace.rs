//! The workspace's files change while the application runs.

use domain::incident::intent::Intent;
use domain::template::Audience;
use serde_json::json;

use crate::given::{House, places};

fn on_call(house: &House, rotation: &str) -> Vec<String> {
    let lines = house.engine().on_call_lines(house.now()).unwrap();
    lines.into_iter().filter(|line| line.rotation == rotation).filter_map(|line| line.person).collect()
}

#[test]
fn an_edit_shows_once_the_files_are_read_anew() {
    let house = House::small();
    assert_eq!(on_call(&house, "payments"), ["tomasz"]);
    house.place().write("rotations/payments.yaml", &places::rotation("payments", "engineering", "anneke"));
    house.engine().index_now().unwrap();
    assert_eq!(on_call(&house, "payments"), ["anneke"]);
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": ["payments"] }));
    assert_eq!(house.incident(&incident).pages[0].person.as_str(), "anneke");
}

#[test]
fn a_broken_file_hides_nothing_but_itself() {
    let house = House::small();
    assert_eq!(house.engine().problems(), []);
    house.place().write("rotations/payments.yaml", "name: [unfinished\n");
    house.engine().index_now().unwrap();
    assert_eq!(on_call(&house, "platform"), ["anneke"]);
    let problems = house.engine().problems();
    let fault = problems.iter().find(|problem| problem.path == "rotations/payments.yaml").unwrap();
    assert!(fault.line > 0 && !fault.message.is_empty() && !fault.help.is_empty(), "{fault:?}");
    house.place().write("rotations/payments.yaml", &places::rotation("payments", "engineering", "tomasz"));
    house.engine().index_now().unwrap();
    assert_eq!(house.engine().problems(), []);
    assert_eq!(on_call(&house, "payments"), ["tomasz"]);
}

#[test]
fn an_incident_outlives_what_it_names() {
    let mut house = House::small();
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "surface": "checkout" }));
    std::fs::remove_file(house.place().path().join("people/all.yaml")).unwrap();
    std::fs::remove_file(house.place().path().join("rotations/payments.yaml")).unwrap();
    house.engine().index_now().unwrap();
    house.restart();
    house.engine().bridge(&incident).unwrap();
    house.engine().review(&incident).unwrap();
    house.engine().watch().unwrap();
    house.seconds(5);
    house.deliver_all();
    assert_eq!(house.states("page"), ["delivered", "delivered"], "what was owed is owed as it was written");
}

#[test]
fn what_is_owed_to_a_removed_connection_is_held_and_goes_when_it_is_back() {
    let house = House::small();
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": [] }));
    house.say(&incident, Audience::Customers, "first");
    house.place().replace("bridgewatch.yaml", "id: status-page", "id: other-page");
    house.engine().index_now().unwrap();
    house.deliver_all();
    let line = house.outbox()[0].clone();
    assert_eq!(line.state, "held");
    assert!(line.reason.contains("no connection “status-page” any more"), "{}", line.reason);

    house.place().replace("bridgewatch.yaml", "id: other-page", "id: status-page");
    house.engine().index_now().unwrap();
    house.act(&incident, &Intent::ResendDelivery { delivery: line.id.as_str().into() });
    house.deliver_all();
    assert_eq!(house.published("status-page"), [line.id]);
}

#[test]
fn what_may_have_arrived_at_a_removed_connection_is_looked_for_when_it_is_back() {
    let house = House::small();
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": [] }));
    house.faults("status-page", &json!([{ "fault": "lose_answer", "times": 1, "on": "writes" }]));
    house.say(&incident, Audience::Customers, "first");
    house.push_held();
    house.place().replace("bridgewatch.yaml", "id: status-page", "id: other-page");
    house.engine().index_now().unwrap();
    house.minutes(1);
    house.push();
    let line = house.outbox()[0].clone();
    assert_eq!(line.state, "waiting", "held, it would be sent again");

    house.place().replace("bridgewatch.yaml", "id: other-page", "id: status-page");
    house.engine().index_now().unwrap();
    house.deliver_all();
    assert_eq!(house.states("update"), ["delivered"]);
    assert_eq!(house.published("status-page"), [line.id], "once");
}

#[test]
fn a_folder_that_is_gone_leaves_the_last_agreement() {
    let house = House::small();
    let away = tempfile::tempdir().unwrap();
    let moved = away.path().join("unmounted");
    std::fs::rename(house.place().path(), &moved).unwrap();
    house.engine().index_now().unwrap();
    assert_eq!(on_call(&house, "payments"), ["tomasz"]);
    assert!(house.engine().shell().unwrap().warnings.iter().any(|words| words.contains("cannot be read")));
    std::fs::rename(&moved, house.place().path()).unwrap();
}
