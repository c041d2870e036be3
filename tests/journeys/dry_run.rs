//! Who would hear: what a dry run says is what then happens, and nothing is written by asking.

use std::collections::BTreeSet;

use domain::incident::intent::{Declaration, Intent};
use domain::severity::Severity;
use domain::template::Audience;
use engine::view::dry_run::{DryRun, DryRunStep};
use serde_json::{Value, json};

use crate::given::House;
use crate::given::places::Place;

/// A pager, a page for all, and a room that hears of the worst alone.
const CONNECTIONS: &str = "
  - { id: pager, provider: sandbox, name: Pager }
  - { id: status-page, provider: sandbox, name: status.kestrel.example, audiences: [customers] }
  - { id: crisis-room, provider: sandbox, name: \"#crisis\", options: { takes: room }, audiences: [teams], severities: [sev1] }";

fn house() -> House {
    House::on(Place::small(CONNECTIONS))
}

fn declaration(severity: Severity) -> Value {
    json!({ "title": "Checkout fails", "severity": severity, "surface": "checkout" })
}

fn run(house: &House, declaration: &Value) -> DryRun {
    let declaration: Declaration = serde_json::from_value(declaration.clone()).unwrap();
    house.engine().dry_run(&declaration).unwrap()
}

fn step<'a>(run: &'a DryRun, name: &str) -> &'a DryRunStep {
    let named: Vec<&str> = run.steps.iter().map(|step| step.name.as_str()).collect();
    run.steps.iter().find(|step| step.name == name).unwrap_or_else(|| panic!("{name} is not among {named:?}"))
}

fn people(step: &DryRunStep) -> Vec<&str> {
    step.pages.iter().map(|page| page.person.id.as_str()).collect()
}

/// Everything that a process leaves on disk: journal and outbox.
fn written(house: &House) -> (usize, usize, usize) {
    let reviews = house.engine().reviews().unwrap();
    let entries =
        reviews.iter().map(|line| house.engine().whole_incident(&line.id.as_str().into()).unwrap().entries.len());
    (reviews.len(), entries.sum(), house.outbox().len())
}

#[test]
fn what_a_dry_run_says_is_what_happens_then() {
    let house = house();
    let said = run(&house, &declaration(Severity::Sev1));
    assert_eq!(said.refusal, "");
    assert_eq!((said.heads, said.must_count), (2, false));
    assert_eq!(people(step(&said, "At once")), ["tomasz", "anneke"]);
    assert_eq!(people(step(&said, "When customer impact is confirmed")), ["leila"]);
    let rooms: Vec<&str> =
        step(&said, "First update: Teams update").places.iter().map(|place| place.name.as_str()).collect();
    assert_eq!(rooms, ["#crisis"]);
    assert!(said.asleep.iter().any(|line| line.name == "lead"), "{:?}", said.asleep);
    assert!(said.asleep.iter().all(|line| line.name != "support-europe"), "impact wakes it");
    assert_eq!(written(&house), (0, 0, 0), "nothing is written by asking");

    let id = house.declare(declaration(Severity::Sev1));
    house.confirm_impact(&id, "europe");
    house.say(&id, Audience::Teams, "we look");
    house.push_held();
    let woken: BTreeSet<String> = house.incident(&id).pages.iter().map(|page| page.person.to_string()).collect();
    let expected: BTreeSet<String> = said.steps.iter().flat_map(people).map(str::to_owned).collect();
    assert_eq!(woken, expected);
    assert_eq!(house.received("crisis-room")["messages"].as_array().map(Vec::len), Some(1));
}

#[test]
fn who_is_not_told_is_named_with_the_reason_and_is_not_told() {
    let house = house();
    let said = run(&house, &declaration(Severity::Sev2));
    assert_eq!(said.untold, [("#crisis".to_owned(), "only for SEV1".to_owned())]);
    assert!(said.steps.iter().flat_map(|step| &step.places).all(|place| place.name != "#crisis"));
    let id = house.declare(declaration(Severity::Sev2));
    house.say(&id, Audience::Teams, "we look");
    house.push_held();
    assert_eq!(house.received("crisis-room")["messages"].as_array().map(Vec::len), Some(0));
    let form = json!({ "audience": "teams", "phase": "investigating" });
    let form = house.engine().compose(&id, &serde_json::from_value(form).unwrap()).unwrap();
    assert_eq!(form.destinations, [""; 0], "the form says the same");
    house.act(&id, &Intent::ChangeSeverity { severity: Severity::Sev1, reason: String::new() });
    house.say(&id, Audience::Teams, "it is worse");
    house.push_held();
    assert_eq!(house.received("crisis-room")["messages"].as_array().map(Vec::len), Some(1));
}

#[test]
fn an_open_incident_is_run_from_where_it_stands_and_nothing_is_written() {
    let house = house();
    let id = house
        .declare(json!({ "title": "Checkout fails", "severity": "sev1", "surface": "checkout", "page": ["payments"] }));
    house.push_held();
    let before = written(&house);
    let said = house.engine().dry_run_of(&id).unwrap();
    let called = step(&said, "Called for now");
    assert_eq!(people(called), ["tomasz", "anneke"]);
    assert_eq!(called.pages.iter().map(|page| page.already).collect::<Vec<_>>(), [true, false]);
    assert_eq!(said.heads, 1, "who was called already is not woken anew");
    house.push();
    assert_eq!(written(&house), before);
}

#[test]
fn a_drill_goes_to_the_sandbox_alone() {
    let house = house();
    let mut drill = declaration(Severity::Sev1);
    drill["drill"] = json!(true);
    let said = run(&house, &drill);
    assert!(said.steps.iter().flat_map(|step| &step.places).all(|place| place.connection == "sandbox"));
    assert!(said.steps.iter().flat_map(|step| &step.pages).all(|page| page.way.starts_with("Sandbox")), "{said:#?}");
}

#[test]
fn the_levels_behind_a_page_and_a_neighbour_team_stand_in_its_preview() {
    let place = Place::small(CONNECTIONS);
    let ladder =
        "[{ rotation: payments }, { rotation: platform, after_minutes: 5 }, { person: mara, after_minutes: 10 }]";
    place.write("services/ledger.yaml", &format!("name: Ledger\nowner: Payments team\nladder: {ladder}\n"));
    place.write("services/search.yaml", "name: Search\nowner: Search team\nladder: [{ rotation: seekers }]\n");
    place.write("rotations/seekers.yaml", &crate::given::places::rotation("seekers", "engineering", "leila"));
    let house = House::on(place);
    let id = house.declare(json!({ "title": "Ledger slow", "severity": "sev1", "services": ["ledger"], "page": [] }));
    let preview = |rotation: &str| {
        let intent = Intent::PageRotation { rotation: rotation.into(), reason: String::new(), joins: None };
        house.engine().page_preview(&id, &intent).unwrap()
    };
    let owner = preview("payments");
    assert_eq!(owner.recipients[0].outside, None);
    assert_eq!((owner.heads, owner.must_count), (1, false));
    let levels: Vec<(u32, &str)> =
        owner.following.iter().map(|level| (level.after_minutes, level.recipients[0].person.id.as_str())).collect();
    assert_eq!(levels, [(5, "anneke"), (5, "mara"), (15, "mara")], "behind platform stands its backup");
    assert!(owner.following.iter().all(|level| level.recipients[0].goes_out && level.recipients[0].outside.is_none()));
    let neighbour = preview("seekers");
    let words = neighbour.recipients[0].outside.as_deref();
    assert_eq!(words, Some("seekers answers for Search, which is not failing here"));
    house.act(&id, &Intent::ChangeServices { services: vec!["ledger".into(), "search".into()] });
    assert_eq!(preview("seekers").recipients[0].outside, None);
}
