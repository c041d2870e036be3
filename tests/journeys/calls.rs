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

/// Nobody knows when the pager is back: whoever waits for it loses the minutes that a call takes none of.
#[test]
fn a_page_that_is_tried_on_is_a_call_at_once() {
    let mut providers = Providers::open();
    let house = providers.house();
    let incident = declared(&house);
    providers.vanish();
    house.act(&incident, &rotation());
    house.act(&incident, &Intent::PagePerson { person: "leila".into(), reason: String::new(), joins: None });
    house.act(&incident, &Intent::PagePerson { person: "mara".into(), reason: String::new(), joins: None });
    let sheet = || house.engine().dial_sheet(&incident).unwrap();
    assert!(sheet().calls.is_empty(), "they can be taken back still");
    house.seconds(5);
    house.push();
    let told = sheet();
    let calls: Vec<(bool, &str)> =
        told.calls.iter().map(|call| (call.numbers.is_empty(), call.state.as_str())).collect();
    let tried = "not out yet, the provider is out of reach; it is tried on, call";
    assert_eq!(calls, [(false, tried), (false, "not out yet, it waits behind a page that is tried on; call")]);
    assert_eq!(told.here, ["The page to Mara Ekholm is not out. They are on the bridge already."]);
    let bridge = house.engine().bridge(&incident).unwrap();
    assert!(bridge.called.iter().all(|called| called.not_out && called.person.phone.is_some()), "{:?}", bridge.called);
    assert_eq!(bridge.called[0].words, tried);

    // Whoever pages the next one reads it beforehand.
    let way = house.engine().page_preview(&incident, &rotation()).unwrap().recipients.remove(0).way;
    let number = &told.calls[0].numbers[0].value;
    assert!(way.ends_with(&format!("; a page by it is not out yet, call as well: {number}")), "{way}");

    // Only whoever is reached is done with.
    let page = told.calls[0].page.clone().unwrap();
    house.act(&incident, &Intent::RecordAnswer { page: page.as_str().into(), answer: Answer::Reached });
    assert_eq!(sheet().calls.iter().map(|call| call.person.id.as_str()).collect::<Vec<_>>(), ["leila"]);
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

#[test]
fn a_held_page_to_somebody_on_the_bridge_is_told_and_is_no_call() {
    let house = House::on(Place::small(""));
    let incident = declared(&house);
    assert_eq!(house.engine().dial_sheet(&incident).unwrap().here, Vec::<String>::new());
    house.act(&incident, &Intent::PagePerson { person: "mara".into(), reason: String::new(), joins: None });
    house.seconds(5);
    house.push();
    let sheet = house.engine().dial_sheet(&incident).unwrap();
    assert!(sheet.calls.is_empty(), "{:?}", sheet.calls);
    assert_eq!(sheet.here, ["The page to Mara Ekholm is not out. They are on the bridge already."]);
}

/// A pager's schedule wakes all who are on call in it, and the page names the first of them.
#[test]
fn a_held_page_to_a_schedule_is_a_call_to_everybody_whom_it_was_to_wake() {
    let mut providers = Providers::open();
    let shift = |person: &str| json!({ "start": "2026-11-20T08:00:00Z", "end": "2026-11-21T08:00:00Z", "user": { "id": person, "summary": person } });
    providers.shifts(json!(["Tomasz Zielinski", "Anneke de Vries", "Leila Haddad", "Mara Ekholm"].map(shift)));
    let house = providers.house();
    house.place().write(
        "rotations/payments.yaml",
        "name: payments\nfunction: engineering\ntime_zone: Europe/Paris\npager_target: PABC123\n\
         provider: { connection: pagerduty, schedule: PABC123 }\n",
    );
    house.engine().index_now().unwrap();
    house.pull();
    providers.vanish();
    let incident = declared(&house);
    house.act(&incident, &rotation());
    let woken: Vec<_> = house.incident(&incident).pages.into_iter().map(|page| page.person).collect();
    assert_eq!(woken.len(), 1, "{woken:?}");
    // Whoever is paged besides has a page of their own.
    house.act(&incident, &Intent::PagePerson { person: "leila".into(), reason: String::new(), joins: None });
    house.minutes(11);
    house.push();
    let sheet = house.engine().dial_sheet(&incident).unwrap();
    let mut called: Vec<(&str, bool)> =
        sheet.calls.iter().map(|call| (call.person.id.as_str(), call.page.is_some())).collect();
    called.sort_unstable();
    assert!(sheet.calls.iter().all(|call| !call.numbers.is_empty()), "{:?}", sheet.calls);
    assert_eq!(called, [("anneke", false), ("leila", true), ("tomasz", true)], "the lead is here: {woken:?}");

    let page = sheet.calls.iter().find(|call| call.person.id == "tomasz").and_then(|call| call.page.clone()).unwrap();
    house.act(&incident, &Intent::RecordAnswer { page: page.as_str().into(), answer: Answer::Reached });
    let calls = house.engine().dial_sheet(&incident).unwrap().calls;
    assert_eq!(
        calls.iter().map(|call| call.person.id.as_str()).collect::<Vec<_>>(),
        ["leila"],
        "one of them is enough"
    );
}

/// What can be known without asking a pager is said before the page is asked for, with the number.
#[test]
fn a_pager_that_cannot_wake_somebody_says_so_beforehand() {
    let providers = Providers::open();
    let house = House::on(Place::small(&providers.connections()));
    let incident = declared(&house);
    let way = |person: &str| {
        let page = Intent::PagePerson { person: person.into(), reason: String::new(), joins: None };
        let to = house.engine().page_preview(&incident, &page).unwrap().recipients.remove(0);
        (to.way, to.goes_out, to.person.phone.is_some())
    };
    let call = "a call of yours: No secret is stored for PagerDuty. Store it in Settings.".to_owned();
    assert_eq!(way("tomasz"), (call, false, true));
    house.secret("pagerduty", "routing_key", "good-token");
    assert!(way("tomasz").1, "{}", way("tomasz").0);
    assert_eq!(providers.requests(), 0, "nobody was asked");
}

/// A pager that pages people directly knows them by their addresses; not everybody has an account there.
#[test]
fn whom_a_pager_does_not_know_is_a_call_and_whom_it_knows_is_not() {
    let providers = Providers::open();
    providers.list("users", json!([{ "id": "U1", "name": "Tomasz", "email": "tomasz@kestrel.example" }]));
    let direct = "options: { service: PS1, from: mara@kestrel.example, ";
    let house = House::on(Place::small(&providers.connections().replacen("options: { ", direct, 1)));
    house.secret("pagerduty", "token", "good-token");
    house.pull();
    let incident = declared(&house);
    let way = |person: &str| {
        let page = Intent::PagePerson { person: person.into(), reason: String::new(), joins: None };
        let to = house.engine().page_preview(&incident, &page).unwrap().recipients.remove(0);
        (to.way, to.goes_out)
    };
    assert_eq!(way("tomasz"), ("PagerDuty wakes them".to_owned(), true));
    let (words, goes_out) = way("anneke");
    let unknown = "a call of yours: PagerDuty does not know Anneke de Vries by their address";
    assert!(!goes_out && words.starts_with(unknown), "{words}");
}
