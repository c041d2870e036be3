//! Letters to named accounts: each its own, once, and what one account waits for keeps no other waiting.

use domain::id::IncidentId;
use domain::incident::intent::Intent;
use serde_json::json;

use crate::given::House;
use crate::given::mail::{MailServer, Trouble};
use crate::given::places::{Place, SANDBOXES};

const NORTH: &str = "name: North\nregions: [europe]\ncontacts:\n  - { name: Dana, email: dana@north.example }\n  - { name: Desk, email: desk@north.example }\n";
const SOUTH: &str = "name: South\nregions: [europe]\ncontacts: [ { name: Li, email: li@south.example } ]\n";

/// A house whose customers read a page, and letters that this server takes; two accounts are in Europe.
fn house(server: &MailServer) -> (House, IncidentId) {
    let place = Place::small(&format!("{SANDBOXES}{}", server.connection()));
    place.write("accounts/north.yaml", NORTH);
    place.write("accounts/south.yaml", SOUTH);
    let house = House::on(place);
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": [] }));
    house.confirm_impact(&incident, "europe");
    (house, incident)
}

/// Writes to the page and to all accounts that are hit.
fn write(house: &House, incident: &IncidentId, words: &str) {
    let composition = json!({
        "phase": house.incident(incident).phase,
        "pattern": "payments-failing",
        "values": {},
        "outputs": [
            { "output": "status_page", "wording": ["Cards fail", words] },
            { "output": "outreach", "wording": ["Cards fail", words] },
        ],
        "components": {},
        "accounts": null,
    });
    house.act(incident, &Intent::PublishUpdates(serde_json::from_value(composition).unwrap()));
}

/// Whom each letter was for, in order.
fn to(server: &MailServer) -> Vec<String> {
    server.letters().iter().map(|letter| letter.to.join(" ")).collect()
}

const NORTHS: &str = "dana@north.example desk@north.example";

#[test]
fn every_account_that_is_hit_gets_its_own_letter_once() {
    let server = MailServer::open();
    let (house, incident) = house(&server);
    server.trouble("li@south.example", Trouble::Away);
    write(&house, &incident, "We are on it.");
    house.deliver_all();
    let mut arrived = to(&server);
    arrived.sort();
    assert_eq!(arrived, [NORTHS, "li@south.example"], "also where the server went away first");
    assert_eq!(house.states("outreach"), ["delivered", "delivered"]);
    assert_eq!(house.published("status-page").len(), 1);
    for letter in server.letters() {
        let names_both = letter.text.contains("north.example") && letter.text.contains("south.example");
        assert!(!names_both, "no customer reads of another: {}", letter.text);
        assert!(!letter.text.contains(incident.as_str()), "no customer reads how we count: {}", letter.text);
        assert!(letter.text.contains("Message-ID: <") && letter.text.contains("We are on it."), "{}", letter.text);
    }
}

#[test]
fn of_a_letter_whose_answer_was_lost_the_lead_is_asked_and_nobody_else_waits_for_it() {
    let server = MailServer::open();
    let (mut house, incident) = house(&server);
    server.trouble("dana@north.example", Trouble::AnswerLost);
    write(&house, &incident, "We are on it.");
    house.deliver_all();
    house.restart();
    house.minutes(30);
    house.deliver_all();
    let mut arrived = to(&server);
    arrived.sort();
    assert_eq!(arrived, [NORTHS, "li@south.example"], "never a second time by itself");
    let held: Vec<_> = house.outbox().into_iter().filter(|line| line.state == "held").collect();
    assert_eq!(held.len(), 1, "{held:?}");
    assert!(held[0].reason.contains("arrive"), "{held:?}");
    house.act(&incident, &Intent::ConfirmDelivery { delivery: held[0].id.as_str().into() });
    house.deliver_all();
    assert_eq!(house.states("outreach"), ["delivered", "delivered"]);
    assert_eq!(server.letters().len(), 2);
}

#[test]
fn an_address_that_is_refused_is_mended_in_the_workspace_and_the_letter_sent_again() {
    let server = MailServer::open();
    let (mut house, incident) = house(&server);
    server.trouble("desk@north.example", Trouble::Unknown);
    write(&house, &incident, "We are on it.");
    house.deliver_all();
    assert_eq!(to(&server), ["li@south.example"], "nobody gets what not all can get");
    let held: Vec<_> = house.outbox().into_iter().filter(|line| line.state == "held").collect();
    assert!(held[0].reason.contains("desk@north.example is refused: 550 5.1.1 User unknown"), "{held:?}");

    house.place().replace("accounts/north.yaml", "desk@north.example", "help@north.example");
    house.restart();
    house.act(&incident, &Intent::ResendDelivery { delivery: held[0].id.as_str().into() });
    house.deliver_all();
    assert_eq!(to(&server)[1..], ["dana@north.example help@north.example"]);
    assert_eq!(house.states("outreach"), ["delivered", "delivered"]);
}

#[test]
fn a_drill_writes_to_no_customer() {
    let server = MailServer::open();
    let (house, _) = house(&server);
    let drill = house.declare(json!({ "title": "Rehearsal", "severity": "sev1", "page": [], "drill": true }));
    house.confirm_impact(&drill, "europe");
    write(&house, &drill, "We are on it.");
    house.deliver_all();
    assert_eq!(to(&server), [] as [&str; 0]);
}
