//! Words that did not leave: the lead is told at once, and what nobody received counts as said nowhere.

use domain::id::IncidentId;
use domain::incident::intent::Intent;
use domain::template::Audience;
use engine::port::{About, Reminder};
use serde_json::json;

use crate::given::House;
use crate::given::places::Place;

/// Customers read two pages, teams a room.
const PLACES: &str = "
  - { id: first, provider: sandbox, name: First page, audiences: [customers] }
  - { id: second, provider: sandbox, name: Second page, audiences: [customers] }
  - { id: room, provider: sandbox, name: Room, audiences: [teams] }";

/// Customers are hit, and each of these places refuses what it is sent next, in its own words.
fn refusing(places: &[(&str, &str)]) -> (House, IncidentId) {
    let house = House::on(Place::small(PLACES));
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": [] }));
    house.confirm_impact(&incident, "europe");
    house.deliver_all();
    house.heard();
    for (place, words) in places {
        house.faults(place, &json!([{ "fault": "refuse", "words": words, "times": 1, "on": "writes" }]));
    }
    (house, incident)
}

/// What rang of deliveries that are held.
fn held(house: &House) -> Vec<Reminder> {
    house.heard().into_iter().filter(|reminder| reminder.about == About::Held).collect()
}

fn give_up(house: &House, incident: &IncidentId) {
    for line in house.outbox().into_iter().filter(|line| line.state == "held") {
        house.act(incident, &Intent::DropDelivery { delivery: line.id.as_str().into(), reason: "Refused".into() });
    }
}

#[test]
fn pages_that_refuse_together_ring_once_together_and_say_where() {
    let (house, incident) = refusing(&[("first", "archived"), ("second", "archived")]);
    house.say(&incident, Audience::Customers, "Cards fail.");
    house.push_held();
    let rang = held(&house);
    assert_eq!(rang.len(), 1, "{rang:#?}");
    assert!(rang[0].title.starts_with("Customers update did not reach "), "{}", rang[0].title);
    assert!(rang[0].title.contains("First page") && rang[0].title.contains("Second page"), "{}", rang[0].title);
    assert_eq!(rang[0].body.matches("archived").count(), 1, "one reason, one line: {}", rang[0].body);
    assert!(rang[0].body.ends_with("SEV1 Cards fail"), "{}", rang[0].body);
    house.minutes(3);
    house.deliver_all();
    assert_eq!(held(&house), [], "once");
}

#[test]
fn several_reasons_have_a_line_each_and_several_audiences_one_notification() {
    let (house, incident) = refusing(&[("first", "archived"), ("room", "no such room")]);
    house.say(&incident, Audience::Customers, "Cards fail.");
    house.say(&incident, Audience::Teams, "Cards fail, we look.");
    house.push_held();
    let rang = held(&house);
    assert_eq!(rang.len(), 1, "{rang:#?}");
    assert!(rang[0].title.starts_with("Updates did not reach "), "{}", rang[0].title);
    let lines: Vec<&str> = rang[0].body.lines().collect();
    assert!(lines.iter().any(|line| line.starts_with("First page: ") && line.contains("archived")), "{lines:?}");
    assert!(lines.iter().any(|line| line.starts_with("Room: ") && line.contains("no such room")), "{lines:?}");
}

#[test]
fn what_was_given_up_everywhere_leaves_the_clock_where_it_was() {
    let (house, incident) = refusing(&[]);
    house.say(&incident, Audience::Customers, "Cards fail.");
    house.push_held();
    let clock = |house: &House| {
        let clocks = house.engine().bridge(&incident).unwrap().clocks;
        let customers = clocks.into_iter().find(|clock| clock.audience == Audience::Customers).unwrap();
        (customers.due_at, customers.sent_at.len())
    };
    let before = clock(&house);
    house.minutes(10);
    for place in ["first", "second"] {
        house.faults(place, &json!([{ "fault": "refuse", "words": "archived", "times": 1, "on": "writes" }]));
    }
    house.say(&incident, Audience::Customers, "A fix is under way.");
    house.push_held();
    assert_ne!(clock(&house), before, "it is written, and may still leave");
    give_up(&house, &incident);
    assert_eq!(clock(&house), before);
    let chain = house.engine().chain(&incident, None).unwrap();
    assert_eq!(chain.places.iter().map(|place| place.given_up).collect::<Vec<_>>(), [true, true]);
    let known = house.engine().what_is_known(&incident).unwrap();
    assert!(known.known.iter().any(|line| line.text.contains("“Cards fail.”")), "{known:#?}");
    assert!(!known.known.iter().any(|line| line.text.contains("A fix is under way")), "{known:#?}");
    let kept = |house: &House| {
        let lines = house.engine().adherence().unwrap().lines;
        lines.into_iter().find(|line| line.audience == Audience::Customers).map(|line| (line.kept, line.missed))
    };
    assert_eq!(kept(&house), Some((1, 0)));

    // The same words are no repetition: nobody has read them.
    house.say(&incident, Audience::Customers, "A fix is under way.");
    house.push_held();
    assert_eq!((house.published("first").len(), house.published("second").len()), (2, 2));
    assert_eq!(kept(&house), Some((2, 0)));
}

#[test]
fn what_waits_names_its_place_in_the_log() {
    let (house, incident) = refusing(&[("first", "archived"), ("second", "archived")]);
    house.say(&incident, Audience::Customers, "Cards fail.");
    house.push_held();
    give_up(&house, &incident);
    let log = house.engine().bridge(&incident).unwrap().log;
    for words in ["waits for you. It cannot go out like this: ", "is given up: Refused"] {
        for place in ["First page", "Second page"] {
            let line = format!("Investigating: Cards fail. ({place}) {words}");
            assert!(log.iter().any(|entry| entry.text.starts_with(&line)), "{line}: {log:#?}");
        }
    }
}

/// An update that the lead posts by hand, on a page that nobody armed.
#[test]
fn what_is_done_by_hand_counts_as_told() {
    let (page, options) = ("id: second, provider: ", ", options: { page: p, api_url: \"http://127.0.0.1:9\" } }");
    let unarmed = PLACES.replace(
        &format!("{page}sandbox, name: Second page, audiences: [customers] }}"),
        &format!("{page}statuspage, name: Second page, audiences: [customers], armed: false{options}"),
    );
    let house = House::on(Place::small(&unarmed));
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": [] }));
    house.confirm_impact(&incident, "europe");
    house.say(&incident, Audience::Customers, "Cards fail.");
    house.deliver_all();
    let lines = house.outbox();
    let open: Vec<_> = lines.iter().filter(|line| line.state == "held" && line.kind == "update").collect();
    assert_eq!(open.len(), 1, "{lines:#?}");
    assert!(open[0].may_do_by_hand && !open[0].may_confirm, "{open:#?}");
    let calls: Vec<_> = lines.iter().filter(|line| line.kind == "page").collect();
    assert!(calls.iter().all(|line| !line.may_do_by_hand), "a call is recorded on the dial sheet: {calls:#?}");
    house.act(&incident, &Intent::ConfirmDelivery { delivery: open[0].id.as_str().into() });
    let update = house.incident(&incident).updates[0].clone();
    assert!(["first", "second"].iter().all(|page| update.published.contains_key(&(*page).into())), "{update:#?}");
    let log = house.engine().bridge(&incident).unwrap().log;
    let words = "Investigating: Cards fail. (Second page) was done by hand";
    assert!(log.iter().any(|entry| entry.text == words), "{log:#?}");
    assert!(house.outbox().iter().filter(|line| line.kind == "update").all(|line| line.state == "delivered"));
}
