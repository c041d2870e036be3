//! Load and coverage over a whole engine: pages come from the journal, drills' do not, and what rests on one person is told on Watch.

use chrono::TimeDelta;
use domain::id::PageId;
use domain::incident::intent::Intent;
use domain::load::Measure;
use domain::span::Span;
use engine::view::coverage::CoverageQuestion;
use engine::view::load::{LoadLine, LoadQuestion, LoadView};
use engine::view::watch::NeedTarget;
use serde_json::json;

use crate::given::House;

fn load(house: &House, past: bool) -> LoadView {
    house.engine().load_of(LoadQuestion { past }).unwrap()
}

fn line(view: &LoadView, person: &str) -> LoadLine {
    view.lines.iter().find(|line| line.person == person).unwrap().clone()
}

/// One page of payments, in an incident of its own.
fn page(house: &House, drill: bool) {
    house.declare(json!({ "title": "Cards fail", "severity": "sev2", "page": ["payments"], "drill": drill }));
}

#[test]
fn pages_are_those_of_the_journal_without_drills_and_without_what_was_taken_back() {
    let house = House::small();
    page(&house, false);
    page(&house, true);
    let kept = house.declare(json!({ "title": "Cards fail", "severity": "sev2", "page": ["payments"] }));
    house.act(&kept, &Intent::WithdrawPage { page: PageId::from("p1") });
    house.minutes(9 * 60);
    page(&house, false);
    house.minutes(1);
    let past = load(&house, true);
    let tomasz = line(&past, "tomasz");
    assert_eq!((tomasz.pages, tomasz.night_pages), (Some(2), Some(1)), "in Warsaw it was five past midnight");
    assert_eq!(tomasz.minutes, 28 * 24 * 60, "he is always on call");
    assert!(tomasz.over.contains(&Measure::Hours) && !tomasz.over.contains(&Measure::Pages), "{:?}", tomasz.over);
    assert_eq!(line(&load(&house, false), "tomasz").pages, None, "what is to come is not known");
    let later = Span::of(house.now(), house.now() + TimeDelta::days(7));
    house.minutes(60);
    assert_eq!(line(&house.engine().load(later).unwrap(), "tomasz").pages, Some(0), "it has begun");
}

#[test]
fn a_stand_in_takes_the_hours_and_becomes_no_member() {
    let house = House::small();
    let before = line(&load(&house, false), "tomasz").minutes;
    let draft = engine::stand_in::StandInDraft {
        rotation: "payments".into(),
        person: "anneke".into(),
        replaces: None,
        from: house.now(),
        until: house.now() + TimeDelta::hours(5),
        reason: "Swapped at lunch".to_owned(),
    };
    house.engine().set_stand_in(&"override-1".into(), &draft).unwrap();
    let view = load(&house, false);
    assert_eq!(line(&view, "tomasz").minutes, before - 5 * 60);
    let anneke = line(&view, "anneke");
    assert_eq!((anneke.minutes, anneke.at_once_minutes), (before, 5 * 60), "two rotations at once count once");
    assert_eq!(anneke.at_once, "Two rotations at once for 5 h.");
    let sole: Vec<&str> = view.heroes.iter().map(|hero| hero.title.as_str()).collect();
    assert!(sole.contains(&"payments rests on Tomasz Zielinski"), "{sole:?}");
}

#[test]
fn who_takes_too_many_pages_needs_somebody_on_watch() {
    let house = House::small();
    house.place().replace(
        "bridgewatch.yaml",
        "organisation:",
        "load: { heroes: { pages_percent: 60, pages_floor: 3 } }\norganisation:",
    );
    house.engine().index_now().unwrap();
    let carried = |house: &House| {
        let needs = house.engine().watch().unwrap().needs.into_iter();
        needs.filter(|need| need.target == NeedTarget::Load).map(|need| need.title).collect::<Vec<_>>()
    };
    page(&house, false);
    page(&house, false);
    assert_eq!(carried(&house), [""; 0], "two pages are no hero");
    page(&house, false);
    assert_eq!(carried(&house), ["Tomasz Zielinski takes 100 % of all pages"]);
    house.advance(TimeDelta::days(92));
    assert_eq!(carried(&house), [""; 0], "what is long ago counts no more");
}

#[test]
fn coverage_follows_the_workspace_and_the_zone_that_is_asked_for() {
    let house = House::small();
    let ask = |house: &House, zone: &str| {
        let question = CoverageQuestion { date: None, zone: Some(zone.to_owned()) };
        house.engine().coverage_of(&question).unwrap()
    };
    let view = ask(&house, "Asia/Kolkata");
    assert_eq!((view.rows[0].cells.len(), view.unsupported_percent), (168, Some(0.0)));
    assert_eq!(view.rows[0].cells[0].people, ["Leila Haddad"]);
    house.place().write("rotations/support-europe.yaml", &crate::given::places::rotation("support-europe", "support", "leila").replace(
        "turn: 1 week\n",
        "turn: 1 week\n    restrictions:\n      - { days: [mon, tue, wed, thu, fri], from: \"08:00\", until: \"20:00\" }\n",
    ).replace("backup: lead\n", ""));
    house.engine().index_now().unwrap();
    let view = ask(&house, "Europe/Paris");
    assert_eq!(view.rows[0].uncovered_minutes, (168 - 60) * 60);
    assert!(view.sentence.starts_with("Customers have nobody in 64.3 % of their hours"), "{}", view.sentence);
}

#[test]
fn the_sample_tells_whose_nights_are_too_many() {
    let house = House::sample();
    let view = load(&house, false);
    let pieter = line(&view, "pieter");
    assert!(pieter.holidays_known && pieter.pages.is_none());
    assert!(view.heroes.iter().any(|hero| hero.title == "Privacy rests on Nadia Karimi"), "{:#?}", view.heroes);
    assert!(view.lines.windows(2).all(|pair| pair[0].over.len() >= pair[1].over.len()), "the worst comes first");
}
