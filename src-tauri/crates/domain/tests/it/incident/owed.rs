//! Which deliveries an entry owes.

use chrono::Duration;
use domain::delivery::{Delivery, Payload};
use domain::incident::intent::{Declaration, Intent};
use domain::incident::owed::owed;
use domain::phase::Phase;
use domain::template::Audience;

use super::every_event::every_event;
use crate::given::at;
use crate::given::bridge::{calm, declared};
use crate::given::intents::{declaration, page, page_person, update};
use crate::given::organisation::{connection, ids};

fn told(owed: &[Delivery]) -> Vec<String> {
    let line = |delivery: &Delivery| format!("{} through {}", delivery.id, delivery.connection);
    owed.iter().map(line).collect()
}

#[test]
fn a_page_owes_one_delivery_that_can_be_taken_back_and_grows_old() {
    let bridge = declared().at("09:05").does(page("cards"));
    assert_eq!(told(&bridge.owed), ["i2.p1 through pager"]);
    let delivery = &bridge.owed[0];
    assert_eq!(delivery.not_before, at("09:05:10"), "it is held for ten seconds");
    assert_eq!(delivery.valid_until, Some(at("09:15:10")));
    let Payload::Page(message) = &delivery.payload else { unreachable!("it wakes somebody") };
    assert_eq!(message.person_email.as_deref(), Some("ana@kestrel.example"));
    assert_eq!((message.title.as_str(), message.reason.as_str()), ("Cards decline", "asked for by the incident lead"));
}

#[test]
fn an_update_owes_one_delivery_for_each_status_page_of_its_audience_and_never_grows_old() {
    let mut bridge = declared();
    bridge.agreement.connections.push(connection("mirror", "statuspage", &[Audience::Customers]));
    let bridge = bridge.does(update(Audience::Teams, Phase::Investigating, "on it")).does(update(
        Audience::Customers,
        Phase::Investigating,
        "on it",
    ));
    assert_eq!(told(&bridge.owed), ["i3.u2.status through status", "i3.u2.mirror through mirror"]);
    for delivery in &bridge.owed {
        let can_be_taken_back = at("09:00") + chrono::Duration::seconds(10);
        assert_eq!((delivery.not_before, delivery.valid_until), (can_be_taken_back, None));
        let Payload::Update(message) = &delivery.payload else { unreachable!("it tells something") };
        assert_eq!(message.incident_key, "i1", "the same marker in every update");
    }
}

#[test]
fn a_drill_goes_to_the_sandbox_and_nowhere_else() {
    let drill = Declaration {
        drill: true,
        customer_impact: true,
        page: None,
        playbook: Some("payments".into()),
        ..declaration()
    };
    let mut bridge = calm();
    bridge.agreement.rotations[0].pager = Some("pager".into());
    let bridge = bridge
        .does(Intent::DeclareIncident(drill))
        .does(page("desk"))
        .does(page_person("cleo"))
        .does(Intent::ConfirmImpact { regions: ids(&["asia"]), detail: "tickets".into() })
        .does(update(Audience::Customers, Phase::Investigating, "on it"));
    assert!(bridge.owed.len() >= 4, "{:?}", told(&bridge.owed));
    for delivery in &bridge.owed {
        assert_eq!((delivery.connection.as_str(), delivery.drill), ("sandbox", true), "{}", delivery.id);
    }
}

#[test]
fn only_pages_notes_on_them_updates_and_what_goes_with_them_owe_anything() {
    let bridge = declared().does(page("cards"));
    let mut entry = bridge.entries[0].clone();
    let mut owing = Vec::new();
    for event in every_event() {
        entry.event = event;
        if !owed(bridge.state(), &entry).is_empty() {
            owing.push(crate::given::bridge::kinds(std::slice::from_ref(&entry.event)));
        }
    }
    owing.dedup();
    assert_eq!(owing, ["page_requested", "update_written", "outreach_written", "note_written"]);
}

#[test]
fn a_page_is_valid_for_ten_minutes_from_the_moment_it_may_leave() {
    let bridge = declared().does(page_person("cleo"));
    let delivery = &bridge.owed[0];
    assert_eq!(delivery.valid_until.map(|until| until - delivery.not_before), Some(Duration::minutes(10)));
}
