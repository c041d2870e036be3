//! What waits for the lead, and the lead's word on it.

use domain::incident::Answer;
use domain::incident::intent::Intent;
use domain::template::Audience;
use engine::engine::Engine;
use serde_json::json;

use crate::given::House;
use crate::given::places::Place;

fn paged() -> (House, domain::id::IncidentId) {
    let house = House::small();
    house.faults("pager", &json!([{ "fault": "offline", "times": null, "on": "everything" }]));
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": ["payments"] }));
    (house, incident)
}

#[test]
fn without_a_pager_an_incident_is_declared_and_its_pages_are_calls() {
    let house = House::on(Place::small(" []"));
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": ["payments"] }));
    house.seconds(5);
    house.push();
    let line = &house.outbox()[0];
    assert_eq!(line.state, "held");
    assert_eq!(line.reason, "No pager is connected. Call, and say whether they were reached.");
    assert_eq!(line.dial.as_deref(), Some("+1 202 555 0102"));
    let page = house.incident(&incident).pages[0].id.clone();
    house.act(&incident, &Intent::RecordAnswer { page, answer: Answer::Reached });
    assert!(house.incident(&incident).is_present(&"tomasz".into()));
}

#[test]
fn a_page_older_than_ten_minutes_is_held_and_offers_the_number_to_dial() {
    let (house, incident) = paged();
    house.seconds(5);
    house.push();
    assert_eq!(house.states("page"), ["waiting"]);
    house.minutes(9);
    house.push();
    assert_eq!(house.states("page"), ["waiting"]);
    house.faults("pager", &json!([]));
    house.minutes(1);
    house.push();
    let line = &house.outbox()[0];
    assert_eq!(line.state, "held");
    assert!(line.reason.contains("Call instead"), "{}", line.reason);
    assert_eq!(line.dial.as_deref(), Some("+1 202 555 0102"));
    assert_eq!(house.woken("pager"), [""; 0]);

    house.act(&incident, &Intent::ResendDelivery { delivery: line.id.as_str().into() });
    house.push();
    assert_eq!(house.states("page"), ["delivered"]);
    assert_eq!(house.woken("pager"), std::slice::from_ref(&line.id));
    assert!(house.incident(&incident).pages[0].delivered_at.is_some());
}

#[test]
fn a_laptop_that_slept_wakes_nobody_late() {
    let house = House::small();
    house.declare(json!({ "title": "Cards fail", "severity": "sev1", "surface": "checkout" }));
    house.minutes(180);
    house.push();
    assert_eq!(house.states("page"), ["held", "held"]);
    assert_eq!(house.woken("pager"), [""; 0]);
    assert_eq!(house.engine().shell().unwrap().outbox_held, 2);
}

#[test]
fn a_held_page_holds_up_nobody_else_and_a_held_update_its_lane() {
    let house = House::small();
    house.faults("pager", &json!([{ "fault": "refuse", "words": "no such service", "times": 1, "on": "writes" }]));
    house.faults(
        "status-page",
        &json!([{ "fault": "refuse", "words": "the page is archived", "times": 1, "on": "writes" }]),
    );
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "surface": "checkout" }));
    house.say(&incident, Audience::Customers, "first");
    house.say(&incident, Audience::Customers, "second");
    house.seconds(5);
    house.deliver_all();
    assert_eq!(house.states("page"), ["held", "delivered"]);
    assert_eq!(house.states("update"), ["held", "queued"]);
    let line = house.outbox().into_iter().find(|line| line.kind == "update").unwrap();
    assert!(line.reason.contains("the page is archived"), "{}", line.reason);

    // Given up, the next one goes on as the first word.
    house.act(&incident, &Intent::DropDelivery { delivery: line.id.as_str().into(), reason: "Said by mail".into() });
    house.deliver_all();
    assert_eq!(house.states("update"), ["dropped", "delivered"]);
    assert_eq!(house.published("status-page").len(), 1);
}

#[test]
fn resolving_takes_back_the_pages_that_have_not_left() {
    let (house, incident) = paged();
    house.seconds(5);
    house.push();
    house.act(&incident, &Intent::Resolve { summary: "It went away".to_owned(), loss: None, release: false });
    house.faults("pager", &json!([]));
    house.deliver_all();
    assert_eq!(house.states("page"), ["dropped"]);
    assert_eq!(house.woken("pager"), [""; 0]);
}

#[test]
fn an_outage_costs_patience_and_nothing_else() {
    let house = House::small();
    house.faults("status-page", &json!([{ "fault": "offline", "times": null, "on": "everything" }]));
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": [] }));
    for number in 1..=3 {
        house.say(&incident, Audience::Customers, &format!("update {number}"));
        for _ in 0..20 {
            let next = house.push().unwrap();
            let pause = next - house.now();
            assert!(pause.num_seconds() <= 30, "while an incident is open it is tried twice a minute");
            house.advance(pause);
        }
    }
    let shell = house.engine().shell().unwrap();
    assert_eq!((shell.outbox_waiting, shell.outbox_held), (3, 0));
    house.faults("status-page", &json!([]));
    house.engine().deliver_now().unwrap();
    house.push();
    assert_eq!(house.states("update"), ["delivered", "delivered", "delivered"]);
    assert_eq!(house.published("status-page").len(), 3);
    let log = house.engine().bridge(&incident).unwrap().log;
    let updates = log.iter().filter_map(|line| line.delivery.as_ref()).filter(|line| line.delivered_at.is_some());
    assert_eq!(updates.count(), 3);
}

/// A row that the process itself left in Sending, because the disk failed between the answer and its record.
#[test]
fn a_disk_that_fails_after_the_answer_leaves_nothing_sending_for_ever() {
    let house = House::small();
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "surface": "checkout" }));
    house.say(&incident, Audience::Customers, "first");
    house.seconds(5);
    let disk = rusqlite::Connection::open(house.folder().join("truth.db")).unwrap();
    disk.execute_batch(
        "CREATE TRIGGER full BEFORE UPDATE ON outbox WHEN NEW.state = 'delivered'
         BEGIN SELECT RAISE(ABORT, 'the disk is full'); END",
    )
    .unwrap();
    assert!(futures(house.engine()).is_err());
    disk.execute_batch("DROP TRIGGER full").unwrap();
    house.deliver_all();
    assert_eq!(house.states("page"), ["delivered", "delivered"]);
    assert_eq!(house.states("update"), ["delivered"]);
    assert_eq!((house.woken("pager").len(), house.published("status-page").len()), (2, 1));
}

fn futures(engine: &Engine) -> Result<Option<domain::span::Instant>, engine::error::Error> {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(engine.push())
}
