//! People and notes that are added to a page that is out, at its pager.

use domain::id::IncidentId;
use domain::incident::intent::Intent;
use serde_json::json;

use crate::given::House;
use crate::given::provider::Providers;

/// A house in which Tomasz was paged through a sandbox.
fn paged() -> (House, IncidentId) {
    let house = House::small();
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": ["payments"] }));
    house.deliver_all();
    (house, incident)
}

fn join() -> Intent {
    Intent::PagePerson { person: "anneke".into(), reason: "The network".to_owned(), joins: Some("p1".into()) }
}

fn note() -> Intent {
    let text = "The processor is down".to_owned();
    Intent::WriteNote { text, corrects: None, happened_at: None, pages: vec!["p1".into()] }
}

#[test]
fn whoever_is_added_to_a_page_is_woken_once_whatever_goes_wrong() {
    let (house, incident) = paged();
    let shown = house.engine().bridge(&incident).unwrap().out;
    let one = (shown[0].page.as_str(), shown[0].person_name.as_str(), shown[0].connection_name.as_str());
    assert_eq!(one, ("p1", "Tomasz Zielinski", "Pager"));
    let preview = house.engine().page_preview(&incident, &join()).unwrap();
    assert_eq!(preview.recipients[0].way, "Pager adds them to the page of Tomasz Zielinski");

    house.act(&incident, &join());
    house.faults("pager", &json!([{ "fault": "lose_answer", "times": 1, "on": "writes" }, { "fault": "garbled", "times": 1, "on": "writes" }]));
    house.deliver_all();
    let (first, second) = (house.woken("pager")[0].clone(), &house.received("pager")["pages"][1]);
    assert_eq!((second["person"].as_str(), second["joins"].as_str()), (Some("anneke"), Some(first.as_str())));
    assert_eq!(house.states("page"), ["delivered", "delivered"]);
    assert_eq!(house.woken("pager").len(), 2);
    let log = house.engine().bridge(&incident).unwrap().log;
    let asked = "Page Anneke de Vries into the page of Tomasz Zielinski: The network";
    assert!(log.iter().any(|line| line.text == asked), "{log:#?}");
}

#[test]
fn a_note_stands_in_the_log_and_once_on_the_page() {
    let (mut house, incident) = paged();
    house.act(&incident, &note());
    house.faults("pager", &json!([{ "fault": "lose_answer", "times": 1, "on": "writes" }]));
    house.push();
    assert_eq!(house.states("note"), ["waiting"]);
    house.restart();
    house.deliver_all();
    let there = house.received("pager")["notes"].clone();
    let page = house.woken("pager")[0].clone();
    let (text, author) = ("The processor is down", "Mara Ekholm");
    assert_eq!(there.as_array().unwrap().len(), 1);
    assert_eq!(
        (&there[0]["text"], &there[0]["author"], &there[0]["page"]),
        (&json!(text), &json!(author), &json!(page))
    );
    let log = house.engine().bridge(&incident).unwrap().log;
    let written = log.iter().find(|line| line.text.starts_with(text)).unwrap();
    assert_eq!(written.text, "The processor is down (on the page of Tomasz Zielinski as well)");
    assert_eq!(written.delivery.as_ref().map(|delivery| delivery.state.as_str()), Some("delivered"));
}

/// A page that left as an event is known by its key alone, on which PagerDuty puts nothing.
#[test]
fn what_a_pager_cannot_take_is_not_offered_and_refused_in_plain_words() {
    let providers = Providers::open();
    let house = providers.house();
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": ["payments"] }));
    house.deliver_all();
    assert_eq!(house.states("page"), ["delivered"]);
    assert_eq!(house.engine().bridge(&incident).unwrap().out, []);
    let refused = |intent| house.attempt(Some(&incident), &intent).unwrap_err().to_string();
    assert!(refused(join()).contains("adds nobody to the page of Tomasz Zielinski"));
    assert!(refused(note()).contains("takes no note on the page of Tomasz Zielinski"));
}

#[test]
fn a_note_that_is_stuck_keeps_no_page_back() {
    let (house, incident) = paged();
    house.faults("pager", &json!([{ "fault": "refuse", "words": "too long", "times": 1, "on": "writes" }]));
    house.act(&incident, &note());
    house.push();
    assert_eq!(house.states("note"), ["held"]);
    house.act(&incident, &join());
    house.deliver_all();
    assert_eq!(house.states("page"), ["delivered", "delivered"]);
    assert_eq!(house.states("note"), ["held"]);
}
