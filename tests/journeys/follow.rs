//! What came of a page is read back from the pager, written once, and stands beside the lead's own word.

use chrono::TimeDelta;
use domain::id::IncidentId;
use domain::incident::Answer;
use domain::incident::intent::Intent;
use serde_json::{Value, json};

use crate::given::mishap::Mishap;
use crate::given::provider::Providers;
use crate::given::{House, friday};

/// A house in which one person was paged through PagerDuty.
fn paged() -> (Providers, House, IncidentId) {
    let providers = Providers::open();
    let house = providers.house();
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": ["payments"] }));
    house.seconds(5);
    house.push();
    assert_eq!(house.states("page"), ["delivered"]);
    (providers, house, incident)
}

fn acknowledged() -> Value {
    let somebody = json!({ "id": "P1", "summary": "Tomasz Zielinski" });
    let first = json!({ "at": "2026-11-20T14:03:10Z", "acknowledger": somebody });
    json!({ "id": "Q1", "status": "acknowledged", "acknowledgements": [first] })
}

fn answer(house: &House, incident: &IncidentId) -> Option<Answer> {
    house.incident(incident).pages[0].answer.map(|(_, answer)| answer)
}

#[test]
fn an_acknowledgement_is_read_back_with_who_and_when() {
    let (providers, house, incident) = paged();
    assert_eq!(house.follow(), Some(house.now() + TimeDelta::seconds(10)));
    assert_eq!(answer(&house, &incident), None, "nobody has answered");

    providers.tell_of_pages(acknowledged());
    house.minutes(2);
    house.follow();
    let page = house.incident(&incident).pages[0].clone();
    assert_eq!(page.answer, Some((friday() + TimeDelta::seconds(70), Answer::Acknowledged)));
    assert_eq!(page.answered_by.as_deref(), Some("Tomasz Zielinski"));
    assert!(
        !house.incident(&incident).is_present(&page.person),
        "nobody is put on the bridge by a button in the pager"
    );

    let entries = house.incident(&incident).last_sequence;
    house.minutes(2);
    house.neighbour().follow();
    assert_eq!(house.incident(&incident).last_sequence, entries, "it is written once, whoever reads it");

    let closed = json!({ "id": "Q1", "status": "resolved", "resolved_at": "2026-11-20T14:10:00Z" });
    providers.tell_of_pages(closed);
    house.minutes(5);
    house.follow();
    assert_eq!(answer(&house, &incident), Some(Answer::Closed));
    let asked = providers.requests();
    house.minutes(5);
    assert_eq!(house.follow(), None);
    assert_eq!(providers.requests(), asked, "what is closed is not asked about again");
}

/// Grafana OnCall tells whoever answered by their id alone, which says nothing to the lead.
#[test]
fn whoever_answered_is_told_by_their_name_where_the_pager_tells_but_its_id() {
    let (providers, house, incident) = paged();
    house.place().replace("people/all.yaml", "- id: tomasz", "- id: tomasz\n  provider_ids: { pagerduty: PTOMASZ }");
    house.engine().index_now().unwrap();
    let somebody = json!({ "id": "P1", "summary": "PTOMASZ" });
    let first = json!({ "at": "2026-11-20T14:03:10Z", "acknowledger": somebody });
    providers.tell_of_pages(json!({ "id": "Q1", "status": "acknowledged", "acknowledgements": [first] }));
    house.follow();
    assert_eq!(house.incident(&incident).pages[0].answered_by.as_deref(), Some("Tomasz Zielinski"));
}

#[test]
fn the_leads_own_word_stands() {
    let (providers, house, incident) = paged();
    let page = house.incident(&incident).pages[0].id.clone();
    house.act(&incident, &Intent::RecordAnswer { page, answer: Answer::Declined });
    providers.tell_of_pages(acknowledged());
    house.follow();
    assert_eq!(answer(&house, &incident), Some(Answer::Declined));
}

#[test]
fn a_pager_that_cannot_tell_is_asked_again_and_nothing_is_made_up() {
    let (providers, house, incident) = paged();
    providers.tell_of_pages(acknowledged());
    providers.script([Mishap::Garbled]);
    assert_eq!(house.follow(), Some(house.now() + TimeDelta::minutes(1)));
    assert_eq!(answer(&house, &incident), None);
    house.minutes(1);
    house.follow();
    assert_eq!(answer(&house, &incident), Some(Answer::Acknowledged));
}

#[test]
fn an_incident_that_is_over_asks_nobody() {
    let (providers, house, incident) = paged();
    house.act(&incident, &Intent::Resolve { summary: "A bad deploy".to_owned(), loss: None, release: false });
    let asked = providers.requests();
    assert_eq!(house.follow(), None);
    assert_eq!(providers.requests(), asked);
}
