//! Two processes on one folder: the window and `bwatch`.

use std::collections::BTreeSet;

use domain::incident::intent::Intent;
use domain::template::Audience;
use serde_json::json;

use crate::given::House;

#[test]
fn intents_of_two_processes_interleave() {
    let window = House::small();
    let bwatch = window.neighbour();
    let incident = window.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": [] }));
    for number in 0..6 {
        let house = if number % 2 == 0 { &window } else { &bwatch };
        let text = format!("note {number}");
        house.act(&incident, &Intent::WriteNote { text, corrects: None, happened_at: None, pages: Vec::new() });
    }
    let whole = window.engine().whole_incident(&incident).unwrap();
    assert_eq!(whole, bwatch.engine().whole_incident(&incident).unwrap());
    let sequences: Vec<u64> = whole.entries.iter().map(|entry| entry.sequence).collect();
    assert_eq!(sequences, (1..=7).collect::<Vec<_>>());
}

#[test]
fn declarations_at_once_get_ids_of_their_own() {
    let window = House::small();
    let houses = [window.neighbour(), window.neighbour(), window.neighbour()];
    let declared: Vec<_> = houses
        .into_iter()
        .map(|house| {
            std::thread::spawn(move || {
                let declare = |number| {
                    let title = format!("Incident {number}");
                    house.declare(json!({ "title": title, "severity": "sev3", "page": ["payments"] }))
                };
                (0..4).map(declare).collect::<Vec<_>>()
            })
        })
        .collect();
    let ids: BTreeSet<_> = declared.into_iter().flat_map(|thread| thread.join().unwrap()).collect();
    assert_eq!(ids.len(), 12);
    assert_eq!(window.engine().reviews().unwrap().len(), 12);
}

#[test]
fn two_processes_deliver_everything_once() {
    let window = House::small();
    let bwatch = window.neighbour();
    for number in 0..5 {
        let title = format!("Incident {number}");
        let incident = window.declare(json!({ "title": title, "severity": "sev1", "surface": "checkout" }));
        window.say(&incident, Audience::Customers, "first");
        bwatch.say(&incident, Audience::Customers, "second");
    }
    window.faults("status-page", &json!([{ "fault": "lose_answer", "times": 2, "on": "writes" }]));
    window.faults("pager", &json!([{ "fault": "garbled", "times": 2, "on": "writes" }]));
    for _ in 0..20 {
        let (one, other) = (window.push_beside(), bwatch.push_beside());
        window.finish(one).unwrap();
        bwatch.finish(other).unwrap();
        window.seconds(5);
    }
    assert!(window.outbox().iter().all(|line| line.state == "delivered"), "{:#?}", window.outbox());
    assert_eq!(window.woken("pager").len(), 10);
    assert_eq!(window.published("status-page").len(), 10);
    assert_eq!(window.received("status-page")["incidents"].as_array().unwrap().len(), 5);
}

#[test]
fn rounds_at_once_in_one_process_deliver_everything_once() {
    let house = House::small();
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "surface": "checkout" }));
    house.say(&incident, Audience::Customers, "first");
    house.seconds(5);
    let rounds: Vec<_> = (0..4).map(|_| house.push_beside()).collect();
    for round in rounds {
        house.finish(round).unwrap();
    }
    assert_eq!(house.states("page"), ["delivered", "delivered"]);
    assert_eq!((house.woken("pager").len(), house.published("status-page").len()), (2, 1));
}

#[test]
fn a_delivery_is_settled_by_whoever_says_it_first() {
    let window = House::small();
    let bwatch = window.neighbour();
    window.faults("status-page", &json!([{ "fault": "refuse", "words": "no", "times": 1, "on": "writes" }]));
    let incident = window.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": [] }));
    window.say(&incident, Audience::Customers, "first");
    bwatch.push();
    let delivery = window.outbox()[0].id.clone();
    let drop = Intent::DropDelivery { delivery: delivery.as_str().into(), reason: "Said by mail".to_owned() };
    window.act(&incident, &drop);
    let resend = Intent::ResendDelivery { delivery: delivery.as_str().into() };
    let refused = bwatch.attempt(Some(&incident), &resend).unwrap_err();
    assert!(refused.to_string().contains("dropped"), "{refused}");
    bwatch.push();
    assert_eq!(window.published("status-page"), [""; 0]);
}
