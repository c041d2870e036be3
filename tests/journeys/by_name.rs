//! Whom only a pager knows is found by name or id, wherever somebody is chosen: to be paged, to stand in, to be exported, to be you.

use domain::id::PersonId;
use domain::incident::intent::Intent;
use engine::stand_in::StandInForm;
use engine::view::calendar::export::CalendarScope;
use serde_json::{Value, json};

use crate::given::House;
use crate::given::provider::Providers;

/// More people than are sent to the window at once.
const PEOPLE: usize = 400;

/// A house whose pager has two schedules that no file names, and four hundred people of whom only it knows.
fn provided() -> (Providers, House) {
    let providers = Providers::open();
    let user = |number: usize| json!({ "id": format!("U{number}"), "name": format!("Person {number}"), "email": format!("person.{number}@kestrel.example"), "contact_methods": [] });
    providers.list("users", Value::Array((1..=PEOPLE).map(user).collect()));
    providers.shifts(json!([
        { "start": "2026-11-20T08:00:00Z", "end": "2026-11-21T17:00:00Z", "user": { "id": "U399", "summary": "Person 399" } }
    ]));
    let house = providers.house();
    house.pull();
    (providers, house)
}

fn last() -> PersonId {
    "person.400@kestrel.example".into()
}

#[test]
fn a_rotation_that_only_a_pager_has_is_found_and_paged_and_no_other() {
    let (_providers, house) = provided();
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1" }));
    let view = house.engine().bridge(&incident).unwrap();
    assert!(view.pageable.iter().all(|one| !one.rotation.starts_with("pagerduty/")), "the view stays small");

    let found = |words: &str| house.engine().search_pageable(&incident, words).unwrap();
    for words in ["pagerduty/PDEF456", "pdef", "PagerDuty def"] {
        let rotations = found(words).rotations;
        assert_eq!(rotations[0].rotation, "pagerduty/PDEF456", "{words}");
    }
    let whole = found("pagerduty/PDEF456").rotations.remove(0);
    assert_eq!((whole.name.as_str(), whole.function.as_str(), whole.keys.as_str()), ("PDEF456", "PagerDuty", ""));
    assert_eq!(whole.people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>(), ["Person 399"]);
    assert_eq!(found("").rotations.len(), 2, "nothing is typed yet");
    assert!(found("pagerduty/P").rotations.is_empty() && found("nobody at all").people.is_empty());

    house.act(
        &incident,
        &Intent::PageRotation { rotation: whole.rotation.as_str().into(), reason: String::new(), joins: None },
    );
    let pages = house.incident(&incident).pages;
    assert_eq!(pages.iter().map(|page| page.person.as_str()).collect::<Vec<_>>(), ["person.399@kestrel.example"]);
    assert!(found("pdef").rotations[0].already);
}

#[test]
fn whoever_is_beyond_the_list_is_found_by_name_address_or_id() {
    let (_providers, house) = provided();
    let shell = house.engine().shell().unwrap();
    assert!(!shell.people.iter().any(|person| person.id == last().as_str()));
    assert_eq!(shell.people_beyond, 100);
    for words in ["person 400", "PERSON.400@", "400 pers", last().as_str()] {
        let found = house.engine().search_people(words);
        assert_eq!(found.first().map(|person| person.id.as_str()), Some(last().as_str()), "{words}");
    }
    assert_eq!(house.engine().search_people("tomasz")[0].id, "tomasz", "of the workspace as well");
    assert_eq!(house.engine().search_people(" "), []);
    assert_eq!(house.engine().search_people("person").len(), 30);
}

#[test]
fn whoever_is_found_is_paged_stands_in_is_exported_and_is_you() {
    let (_providers, house) = provided();
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1" }));
    house.act(&incident, &Intent::PagePerson { person: last(), reason: String::new(), joins: None });
    assert_eq!(house.incident(&incident).pages[0].person, last());

    let form = StandInForm {
        rotation: "payments".into(),
        person: last(),
        replaces: None,
        from: "now".to_owned(),
        until: "+2h".to_owned(),
        zone: None,
        reason: "Knows the ledger".to_owned(),
    };
    let draft = house.engine().read_stand_in(&form).unwrap();
    house.engine().set_stand_in(&"override-1".into(), &draft).unwrap();
    let text = house.engine().calendar_text(&CalendarScope::Person(last())).unwrap();
    assert!(text.contains("Person 400"), "{text}");
    house.engine().say_who(&last()).unwrap();
}
