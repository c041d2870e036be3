//! A page that nobody answers: the lead is told once before the next one is to be asked, once when it is time, and of a page that
//! could not leave.

use domain::id::IncidentId;
use domain::incident::intent::Intent;
use domain::incident::{Answer, Notice};
use engine::port::{About, Reminder};
use serde_json::json;

use crate::given::House;
use crate::given::places::{Place, SANDBOXES};
use crate::given::provider::Providers;

const CHECKOUT: &str = "name: Checkout
description: Takes the money
function: engineering
tier: 1
ladder:
  - { rotation: payments, after_minutes: 0 }
  - { person: anneke, after_minutes: 5 }
  - { rotation: support-europe, after_minutes: 5 }
";

fn declared(house: &House) -> IncidentId {
    let incident = json!({ "title": "Cards fail", "severity": "sev4", "services": ["checkout"], "page": ["payments"] });
    house.declare(incident)
}

/// Tomasz was paged at checkout, and has the page.
fn paged() -> (House, IncidentId) {
    let place = Place::small(SANDBOXES);
    place.write("services/checkout.yaml", CHECKOUT);
    let house = House::on(place);
    let incident = declared(&house);
    house.seconds(10);
    house.push();
    assert_eq!(house.states("page"), ["delivered"]);
    (house, incident)
}

/// What rings about pages now.
fn ring(house: &House) -> Vec<Reminder> {
    house.engine().remind_now().unwrap();
    house.heard().into_iter().filter(|reminder| !matches!(reminder.about, About::Update(_))).collect()
}

fn titles(house: &House) -> Vec<String> {
    ring(house).into_iter().map(|reminder| reminder.title).collect()
}

#[test]
fn the_lead_is_told_before_the_next_one_is_to_be_asked_and_when_it_is_time() {
    let (mut house, incident) = paged();
    assert_eq!(titles(&house), [""; 0]);
    house.seconds(180);
    let next = house.engine().remind_now().unwrap().unwrap();
    house.heard();
    house.advance(next - house.now());
    let rang = ring(&house);
    assert_eq!(rang[0].title, "No answer from Tomasz Zielinski, Anneke de Vries in 1:40");
    assert_eq!(rang[0].notice, Notice::Ahead);
    assert!(rang[0].body.ends_with("paged 3 min ago. +1 202 555 0102"), "{}", rang[0].body);
    house.restart();
    assert_eq!(titles(&house), [""; 0], "once, whatever restarts");
    assert_eq!(house.neighbour().ring(), [""; 0]);

    house.seconds(100);
    let rang = ring(&house);
    assert_eq!(rang[0].title, "No answer from Tomasz Zielinski, Anneke de Vries is next");
    house.minutes(30);
    assert_eq!(titles(&house), [""; 0]);

    // The button does what the screen does.
    let About::Page { next: Some(next), .. } = &rang[0].about else { panic!("{rang:?}") };
    house.act(&incident, &next.intent);
    assert_eq!(house.incident(&incident).pages[1].person, "anneke".into());
    assert_eq!(house.incident(&incident).pages[1].reason, "no answer from Tomasz Zielinski");
}

#[test]
fn after_the_next_one_was_asked_it_is_they_who_are_waited_for() {
    let (house, incident) = paged();
    house.minutes(1);
    house.act(&incident, &Intent::PagePerson { person: "anneke".into(), reason: String::new(), joins: None });
    house.deliver_all();
    house.minutes(4);
    assert_eq!(titles(&house), ["No answer from Anneke de Vries, Leila Haddad in 0:55"]);
}

#[test]
fn nothing_rings_for_a_page_that_was_answered_or_whose_person_came() {
    for answer in [Answer::Acknowledged, Answer::Reached, Answer::Declined, Answer::NotReached, Answer::Closed] {
        let (house, incident) = paged();
        house.act(&incident, &Intent::RecordAnswer { page: "p1".into(), answer });
        house.minutes(6);
        assert_eq!(titles(&house), [""; 0], "{answer:?}: the lead knows");
    }
    let (house, incident) = paged();
    house.act(&incident, &Intent::Join { person: "tomasz".into() });
    house.minutes(6);
    assert_eq!(titles(&house), [""; 0]);
}

#[test]
fn where_nobody_is_next_the_lead_is_told_so_after_five_minutes() {
    let house = House::small();
    house.declare(json!({ "title": "Cards fail", "severity": "sev4", "page": ["payments"] }));
    house.seconds(10);
    house.push();
    house.seconds(280);
    assert_eq!(titles(&house), [""; 0]);
    house.seconds(10);
    let rang = ring(&house);
    assert_eq!(rang[0].title, "No answer from Tomasz Zielinski, nobody is next");
    assert!(matches!(rang[0].about, About::Page { next: None, .. }));
}

#[test]
fn of_a_page_that_did_not_go_out_the_lead_is_told_with_the_number() {
    let providers = Providers::open();
    let house = providers.house();
    house.secret("pagerduty", "routing_key", "wrong-token");
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev4", "page": ["payments"] }));
    house.seconds(10);
    house.push();
    assert_eq!(house.states("page"), ["held"]);
    let rang = house.heard();
    assert_eq!((rang.len(), &rang[0].about), (1, &About::Held));
    assert_eq!(rang[0].title, "The page to Tomasz Zielinski did not go out");
    assert!(
        rang[0].body.starts_with("Call +1 202 555 0102. The provider refused the credentials."),
        "{}",
        rang[0].body
    );
    house.minutes(6);
    assert_eq!(titles(&house), [""; 0], "it is not out: {incident}");
}
