//! A pager that takes a page and only then sees whether it can make it: what it had but promised does not pass for delivered.

use std::sync::{Arc, Mutex};

use domain::incident::intent::Intent;
use serde_json::{Value, json};

use crate::given::House;
use crate::given::host::{Host, json as answer};
use crate::given::places::Place;

/// What became of the request, as the pager tells it.
type Told = Arc<Mutex<Value>>;

fn paged() -> (Host, Told, House, domain::id::IncidentId) {
    let told: Told = Arc::new(Mutex::new(Value::Null));
    let tells = Arc::clone(&told);
    let host = Host::open(move |request| {
        let path = request.path.split('?').next().unwrap_or_default();
        Some(match (request.method.as_str(), path) {
            ("POST", "/v2/alerts") => {
                answer(202, &json!({ "result": "Request will be processed", "took": 0.1, "requestId": "r-1" }))
            }
            ("GET", "/v2/alerts/requests/r-1") => match &*tells.lock().unwrap() {
                Value::Null => answer(
                    404,
                    &json!({ "message": "Request not found. It might not be processed, yet.", "took": 0.1 }),
                ),
                became => answer(200, &json!({ "data": became, "took": 0.1, "requestId": "r-1" })),
            },
            _ => answer(200, &json!({ "data": [], "paging": {}, "took": 0.1 })),
        })
    });
    let connections = format!(
        "\n  - {{ id: opsgenie, provider: opsgenie, name: Opsgenie, options: {{ api_url: \"{}\" }} }}",
        host.url()
    );
    let house = House::on(Place::small(&connections));
    house.secret("opsgenie", "token", "good-token");
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev4", "page": ["payments"] }));
    house.deliver_all();
    assert_eq!(house.states("page"), ["delivered"]);
    (host, told, house, incident)
}

#[test]
fn a_promise_that_is_broken_waits_for_the_lead_with_the_number_to_dial() {
    let (_host, told, house, incident) = paged();
    house.follow();
    assert_eq!(house.states("page"), ["delivered"], "it is not processed yet");
    *told.lock().unwrap() = json!({ "isSuccess": false, "status": "Responder is not found" });
    house.minutes(1);
    house.follow();
    let line = house.outbox()[0].clone();
    assert_eq!((line.state.as_str(), line.dial.as_deref()), ("held", Some("+1 202 555 0102")));
    assert!(line.reason.contains("Responder is not found"), "{}", line.reason);
    assert_eq!(house.incident(&incident).pages[0].delivered_at, None);
    assert_eq!(house.heard()[0].title, "The page to Tomasz Zielinski did not go out");
    let entries = house.incident(&incident).last_sequence;
    house.minutes(1);
    house.follow();
    house.neighbour().follow();
    assert_eq!(house.incident(&incident).last_sequence, entries, "it is written once");

    *told.lock().unwrap() = Value::Null;
    house.act(&incident, &Intent::ResendDelivery { delivery: line.id.as_str().into() });
    house.deliver_all();
    assert_eq!(house.states("page"), ["delivered"]);
    assert!(house.incident(&incident).pages[0].delivered_at.is_some());
}

#[test]
fn a_promise_that_is_kept_is_asked_about_once() {
    let (_host, told, house, incident) = paged();
    *told.lock().unwrap() = json!({ "isSuccess": true, "status": "Created alert", "alertId": "a-1" });
    house.follow();
    // What it would tell later is of no interest any more.
    *told.lock().unwrap() = json!({ "isSuccess": false, "status": "never" });
    house.minutes(1);
    house.follow();
    assert_eq!(house.states("page"), ["delivered"]);
    assert!(house.incident(&incident).pages[0].delivered_at.is_some());
}
