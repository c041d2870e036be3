//! Launches and contracts: shown before the last key, on the bridge and on the board, and kept in the log as they were.

use domain::incident::intent::Intent;
use serde_json::json;

use crate::given::House;
use crate::given::places::{Place, SANDBOXES};

/// A sale that runs today until 18:00 by the clock of Paris, and one on the Monday after; a customer with a contract.
fn house() -> House {
    let place = Place::small(SANDBOXES);
    place.write("services/ledger.yaml", "name: Ledger\nowner: Payments team\nladder: [{ rotation: payments }]\n");
    place.write(
        "services/shop.yaml",
        "name: Shop\nowner: Web team\nladder: [{ rotation: platform }]\ndepends_on: [ledger]\n",
    );
    let sale = |name: &str, from: &str, until: &str| {
        format!(
            "name: {name}\nkind: peak\nfrom: \"{from}\"\nuntil: \"{until}\"\ntime_zone: Europe/Paris\nservices: [shop]\nowner: anneke\n"
        )
    };
    place.write("launches/today.yaml", &sale("Friday drops", "2026-11-20T12:00", "2026-11-20T18:00"));
    place.write("launches/monday.yaml", &sale("Monday sale", "2026-11-23T00:00", "2026-11-24T00:00"));
    place.write("launches/later.yaml", &sale("Tuesday sale", "2026-11-24T15:30", "2026-11-25T00:00"));
    place.write(
        "accounts/meridian.yaml",
        "name: Meridian\ncontacts: [{ name: Ana, email: ana@meridian.example }]\ncommitment: told within 60 min by contract\n",
    );
    House::on(place)
}

/// What is said of it, in order.
fn texts(collisions: &engine::view::launch::CollisionsView) -> Vec<&str> {
    let launches = collisions.launches.iter().map(|line| line.text.as_str());
    launches.chain(collisions.commitments.iter().map(|line| line.text.as_str())).collect()
}

const SAID: [&str; 3] = [
    "Friday drops, runs until Fri 20 Nov 18:00 CET, Shop",
    "Monday sale, begins Mon 23 Nov 00:00 CET, Shop",
    "Meridian: told within 60 min by contract",
];

#[test]
fn what_an_incident_collides_with_is_shown_before_the_last_key_and_kept_in_its_log() {
    let house = house();
    let declaration = json!({ "title": "Ledger slow", "severity": "sev1", "services": ["ledger"], "page": [] });
    let proposal = house.engine().propose(&serde_json::from_value(declaration.clone()).unwrap()).unwrap();
    assert_eq!(
        texts(&proposal.collisions),
        SAID,
        "the shop needs the ledger; what begins in four days is too far ahead"
    );
    let id = house.declare(declaration);

    let bridge = house.engine().bridge(&id).unwrap();
    assert_eq!(texts(&bridge.collisions), SAID);
    let decider = bridge.collisions.decider.unwrap();
    assert_eq!(decider.id, "mara", "nobody represents the product yet, so it is the lead");
    let kept = |house: &House| {
        let log = house.engine().bridge(&id).unwrap().log;
        log.into_iter().map(|line| line.text).find(|text| text.starts_with("Collides with")).unwrap()
    };
    let expected = format!("Collides with: {}", SAID.join("; "));
    assert_eq!(kept(&house), expected);
    assert!(house.engine().review(&id).unwrap().markdown.contains(&expected));

    // What fails is known better, and the day goes on: the bridge follows, the log says what it was.
    house.minutes(8 * 60);
    let bridge = house.engine().bridge(&id).unwrap();
    assert_eq!(texts(&bridge.collisions), SAID[1..], "the drops are over");
    house.place().replace("launches/monday.yaml", "services: [shop]", "services: [ledger]");
    house.engine().index_now().unwrap();
    house.act(&id, &Intent::ChangeServices { services: vec!["shop".into()] });
    let bridge = house.engine().bridge(&id).unwrap();
    assert_eq!(texts(&bridge.collisions), ["Meridian: told within 60 min by contract"], "the sale needs what works");
    assert_eq!(kept(&house), expected);

    house.act(&id, &Intent::Resolve { summary: String::new(), loss: None, release: false });
    assert_eq!(texts(&house.engine().bridge(&id).unwrap().collisions), [""; 0]);
}

#[test]
fn the_board_looks_a_week_ahead() {
    let house = house();
    let names = |house: &House| {
        let ahead = house.engine().watch().unwrap().ahead;
        ahead.into_iter().map(|line| (line.name, line.runs)).collect::<Vec<_>>()
    };
    let line = |name: &str, runs| (name.to_owned(), runs);
    assert_eq!(names(&house), [line("Friday drops", true), line("Monday sale", false), line("Tuesday sale", false)]);
    house.minutes(8 * 60);
    assert_eq!(names(&house), [line("Monday sale", false), line("Tuesday sale", false)]);
}

#[test]
fn the_sample_has_something_ahead_in_every_week_of_the_year() {
    let house = House::sample();
    for _ in 0..40 {
        assert!(!house.engine().watch().unwrap().ahead.is_empty(), "{}", house.now());
        house.minutes(7 * 24 * 60);
    }
}
