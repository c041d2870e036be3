//! A host that is slow: its answer is given up, what was sent comes to be there later, and nothing goes out twice.

use std::sync::{Arc, Mutex};

use domain::delivery::{PAGE_SETTLES, UPDATE_SETTLES};
use domain::id::IncidentId;
use domain::incident::intent::Intent;
use domain::template::Audience;
use serde_json::json;

use crate::given::House;
use crate::given::host::{Host, Received, json as answer};
use crate::given::mishap::Mishap;
use crate::given::places::Place;
use crate::given::provider::Providers;

/// A house with an incident of which customers are told something.
fn told(providers: &Providers) -> (House, IncidentId) {
    let house = providers.house();
    providers.live_with(&house);
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": [] }));
    house.say(&incident, Audience::Customers, "Cards fail.");
    (house, incident)
}

#[test]
fn a_page_that_takes_an_update_late_gets_no_second_one() {
    let providers = Providers::open();
    let (house, _) = told(&providers);
    providers.script([Mishap::Late(40)]);
    house.push_held();
    house.seconds(1);
    house.push();
    let line = house.outbox()[0].clone();
    assert_eq!(line.state, "waiting");
    assert!(line.reason.starts_with("not there yet"), "{}", line.reason);
    house.deliver_all();
    assert_eq!(house.states("update"), ["delivered"]);
    house.minutes(60);
    providers.land();
    assert_eq!(providers.published().len(), 1, "{:?}", providers.published());
}

#[test]
fn what_never_comes_is_sent_once_more_when_it_cannot_come_any_longer() {
    let providers = Providers::open();
    let (house, _) = told(&providers);
    providers.script([Mishap::RequestLost]);
    house.push_held();
    let lost = house.now();
    house.deliver_all();
    assert_eq!(house.states("update"), ["delivered"]);
    assert_eq!(providers.published().len(), 1);
    let took = house.now() - lost;
    assert!(took >= UPDATE_SETTLES && took < UPDATE_SETTLES * 2, "{took}");
}

#[test]
fn what_was_given_up_while_it_was_looked_for_is_not_joined_by_the_next_one() {
    let providers = Providers::open();
    let (house, incident) = told(&providers);
    providers.script([Mishap::Late(50)]);
    house.push_held();
    let intent =
        Intent::DropDelivery { delivery: house.outbox()[0].id.as_str().into(), reason: "Put better".to_owned() };
    house.act(&incident, &intent);
    house.say(&incident, Audience::Customers, "Cards fail at checkout.");
    house.deliver_all();
    house.minutes(60);
    providers.land();
    assert_eq!(house.states("update"), ["dropped", "delivered"]);
    assert_eq!(providers.published().len(), 1, "one incident of the page: {:?}", providers.published());
}

#[test]
fn what_was_given_up_while_it_was_looked_for_does_not_come_after_the_next_one() {
    let providers = Providers::open();
    let (house, incident) = told(&providers);
    house.deliver_all();
    house.say(&incident, Audience::Customers, "Cards fail everywhere.");
    providers.script([Mishap::Late(50)]);
    house.push_held();
    let given_up = house.outbox().into_iter().find(|line| line.state == "waiting").unwrap();
    let intent = Intent::DropDelivery { delivery: given_up.id.as_str().into(), reason: "Wrong".to_owned() };
    house.act(&incident, &intent);
    house.say(&incident, Audience::Customers, "Cards fail at checkout.");
    house.deliver_all();
    house.minutes(60);
    providers.land();
    let last = &house.outbox().into_iter().rfind(|line| line.state == "delivered").unwrap().id;
    let published = providers.published().concat();
    assert_eq!(published.len(), 3, "the one that was given up came all the same");
    assert_eq!(published.last(), Some(last), "readers see the last word last");
}

/// A pager without a key that loses the first page, or is slow with it.
fn paged(wakes: bool) -> (Host, Arc<Mutex<Vec<Received>>>, House) {
    let calls: Arc<Mutex<Vec<Received>>> = Arc::default();
    let came = Arc::clone(&calls);
    let host = Host::open(move |request| {
        let path = request.path.split('?').next().unwrap_or_default();
        let mut calls = came.lock().unwrap();
        let incident = json!({ "id": "Q1", "html_url": "https://kestrel.pagerduty.com/incidents/Q1" });
        match (request.method.as_str(), path) {
            ("POST", "/incidents") => {
                calls.push(request.clone());
                (calls.len() > 1).then(|| answer(201, &json!({ "incident": incident })))
            }
            ("GET", "/incidents") => {
                let is_there = calls.len() > 1 || (wakes && !calls.is_empty());
                let there = if is_there { vec![incident] } else { Vec::new() };
                Some(answer(200, &json!({ "incidents": there, "more": false })))
            }
            _ => Some(answer(200, &json!({}))),
        }
    });
    let connections = format!(
        "\n  - {{ id: pagerduty, provider: pagerduty, name: PagerDuty, options: {{ api_url: \"{}\", from: lead@kestrel.example }} }}",
        host.url()
    );
    let place = Place::small(&connections);
    place.replace("rotations/payments.yaml", "function:", "pager_target: service:PIJ90N7\nfunction:");
    let house = House::on(place);
    house.secret("pagerduty", "token", "good-token");
    house.declare(json!({ "title": "Cards fail", "severity": "sev4", "page": ["payments"] }));
    house.push_held();
    (host, calls, house)
}

#[test]
fn a_page_that_may_not_be_out_is_told_to_the_lead_at_once_and_sent_again_soon() {
    let (_host, calls, house) = paged(false);
    let lost = house.now();
    house.seconds(1);
    house.push();
    house.seconds(2);
    house.push();
    let heard = house.heard();
    let titles: Vec<&str> = heard.iter().map(|reminder| reminder.title.as_str()).collect();
    assert_eq!(titles, ["The page to Tomasz Zielinski may not have gone out"], "once");
    assert!(heard[0].body.starts_with("Call +1 202 555 0102."), "{}", heard[0].body);
    assert_eq!(calls.lock().unwrap().len(), 1);
    house.deliver_all();
    assert_eq!(house.states("page"), ["delivered"]);
    assert_eq!(calls.lock().unwrap().len(), 2);
    assert!(house.now() - lost < PAGE_SETTLES * 2, "nobody sleeps through it");
}

#[test]
fn a_page_whose_answer_alone_was_lost_rings_for_nobody() {
    let (_host, calls, house) = paged(true);
    house.deliver_all();
    assert_eq!(house.states("page"), ["delivered"]);
    assert_eq!(calls.lock().unwrap().len(), 1);
    assert!(house.heard().is_empty());
}

#[test]
fn a_page_that_grew_old_while_it_was_looked_for_is_held() {
    let (_host, calls, house) = paged(false);
    house.minutes(240);
    house.deliver_all();
    assert_eq!(house.states("page"), ["held"]);
    assert_eq!(calls.lock().unwrap().len(), 1, "nobody is woken by what is over");
}
