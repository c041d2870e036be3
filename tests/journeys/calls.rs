//! Pages before they leave, and calls where they cannot: who, as what, by which way; numbers, order, words, and what came of it.

use domain::id::IncidentId;
use domain::incident::Answer;
use domain::incident::intent::Intent;
use domain::person::ContactKind;
use serde_json::json;

use crate::given::House;
use crate::given::places::Place;
use crate::given::provider::Providers;

fn rotation() -> Intent {
    Intent::PageRotation { rotation: "payments".into(), reason: "Cards fail".to_owned(), joins: None }
}

fn declared(house: &House) -> IncidentId {
    house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": [] }))
}

#[test]
fn a_page_is_looked_at_with_all_that_the_lead_must_know_and_nothing_happens() {
    let providers = Providers::open();
    let house = providers.house();
    let incident = declared(&house);
    let before = house.incident(&incident).last_sequence;
    let preview = house.engine().page_preview(&incident, &rotation()).unwrap();
    assert_eq!(preview.refusal, "");
    let to = &preview.recipients[0];
    assert_eq!((to.level.as_str(), to.way.as_str()), ("on call", "PagerDuty wakes whoever its service asks"));
    assert!(to.goes_out && !to.already);
    assert_eq!(to.reason, "Cards fail");
    assert!(to.source.contains("payments"), "{}", to.source);
    assert_eq!(house.incident(&incident).last_sequence, before);
    assert_eq!(providers.requests(), 0);

    house.act(&incident, &rotation());
    let paged = house.incident(&incident).pages[0].person.to_string();
    assert_eq!(paged, to.person.id, "what was shown is what is done");
    assert!(house.engine().page_preview(&incident, &rotation()).unwrap().recipients[0].already);
}

#[test]
fn what_would_be_refused_says_why() {
    let house = House::small();
    let incident = declared(&house);
    let nobody = Intent::PagePerson { person: "nobody".into(), reason: String::new(), joins: None };
    let preview = house.engine().page_preview(&incident, &nobody).unwrap();
    assert!(preview.recipients.is_empty());
    assert!(preview.refusal.contains("knows nobody as “nobody”"), "{}", preview.refusal);
}

#[test]
fn a_page_without_a_way_becomes_a_call_with_number_words_and_answer() {
    let house = House::on(Place::small(""));
    let incident = declared(&house);
    let preview = house.engine().page_preview(&incident, &rotation()).unwrap();
    assert!(!preview.recipients[0].goes_out);
    assert_eq!(preview.recipients[0].way, "a call of yours: no pager is connected");

    house.act(&incident, &rotation());
    house.seconds(5);
    house.push();
    let sheet = house.engine().dial_sheet(&incident).unwrap();
    let call = &sheet.calls[0];
    assert!(!call.numbers.is_empty(), "{call:?}");
    assert!(call.state.contains("No pager is connected"), "{}", call.state);
    assert!(sheet.say.iter().any(|line| line.contains("Cards fail")), "{:?}", sheet.say);

    let page = call.page.clone().unwrap();
    house.act(&incident, &Intent::RecordAnswer { page: page.as_str().into(), answer: Answer::NotReached });
    let again = house.engine().dial_sheet(&incident).unwrap();
    assert_eq!(
        again.calls.iter().find(|call| call.page.as_ref() == Some(&page)).unwrap().answer,
        Some(Answer::NotReached)
    );
    house.act(&incident, &Intent::RecordAnswer { page: page.as_str().into(), answer: Answer::Reached });
    assert!(house.engine().dial_sheet(&incident).unwrap().calls.is_empty());
    assert!(house.incident(&incident).is_present(&house.incident(&incident).pages[0].person));
}

#[test]
fn a_page_that_nobody_answers_is_called_after_a_while() {
    let providers = Providers::open();
    let house = providers.house();
    let incident = declared(&house);
    house.act(&incident, &rotation());
    house.seconds(5);
    house.push();
    assert!(house.engine().dial_sheet(&incident).unwrap().calls.is_empty(), "it has only just left");
    house.minutes(4);
    let sheet = house.engine().dial_sheet(&incident).unwrap();
    assert_eq!(sheet.calls[0].state, "paged, no answer for 4 min");
}

#[test]
fn a_number_for_calls_and_for_text_messages_is_dialled_once() {
    let house = House::on(Place::small(""));
    house.place().replace(
        "people/all.yaml",
        "[{ phone: \"+1 202 555 0102\" }",
        "[{ sms: \"+12025550102\" }, { phone: \"+1 202 555 0102\" }, { sms: \"+1 (202) 555-0199\" }",
    );
    house.engine().index_now().unwrap();
    let incident = declared(&house);
    house.act(&incident, &rotation());
    house.seconds(5);
    house.push();
    let numbers = house.engine().dial_sheet(&incident).unwrap().calls[0].numbers.clone();
    let numbers: Vec<(ContactKind, &str)> = numbers.iter().map(|means| (means.kind, means.value.as_str())).collect();
    assert_eq!(numbers, [(ContactKind::Phone, "+12025550102"), (ContactKind::Sms, "+1 (202) 555-0199")]);
}
