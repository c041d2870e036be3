//! A repair of which nobody hears and a question that cannot wait ring like an update that is due: a few times, once each
//! whatever restarts, and together with what is due in the same round.

use domain::id::IncidentId;
use domain::incident::Notice;
use domain::incident::intent::Intent;
use domain::template::Audience;
use engine::port::{About, Reminder};
use serde_json::json;

use crate::given::House;

fn declared(house: &House) -> IncidentId {
    house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": [] }))
}

fn act(house: &House, incident: &IncidentId, intent: serde_json::Value) {
    house.act(incident, &serde_json::from_value::<Intent>(intent).unwrap());
}

fn rang(house: &House) -> Vec<Reminder> {
    house.engine().remind_now().unwrap();
    house.heard()
}

#[test]
fn a_fix_of_which_nobody_hears_rings_like_an_update_and_a_word_ends_it() {
    let mut house = House::small();
    let incident = declared(&house);
    house.minutes(9);
    assert!(rang(&house).is_empty());
    house.minutes(1);
    let due = rang(&house);
    assert_eq!((due.len(), due[0].title.as_str()), (1, "No word of the fix for 10 min"));
    assert_eq!((&due[0].about, due[0].notice), (&About::Bridge, Notice::Due));
    assert_eq!(due[0].body, "SEV1 Cards fail, 10 min\nNo line of work goes on for 10 min");
    house.restart();
    assert!(rang(&house).is_empty(), "said already");
    house.minutes(2);
    assert_eq!(rang(&house)[0].notice, Notice::Overdue);
    act(&house, &incident, json!({ "kind": "open_workstream", "title": "Roll back", "owner": "tomasz" }));
    house.minutes(9);
    let titles: Vec<String> = rang(&house).into_iter().map(|reminder| reminder.title).collect();
    assert_eq!(titles, ["Teams update due now"], "the fix has been heard of");
    let subjects: Vec<String> =
        house.engine().bridge(&incident).unwrap().log.into_iter().map(|line| line.text).collect();
    assert!(subjects.iter().any(|text| text == "Reminder: a word of the fix is due"), "{subjects:?}");
}

#[test]
fn what_stalls_while_an_update_is_due_is_a_line_of_the_same_notification() {
    let house = House::small();
    let incident = declared(&house);
    act(&house, &incident, json!({ "kind": "open_workstream", "title": "Roll back", "owner": null }));
    house.minutes(20);
    let rang = rang(&house);
    assert_eq!(rang.len(), 1, "{rang:?}");
    assert_eq!((&rang[0].about, rang[0].notice), (&About::Update(Audience::Teams), Notice::Overdue));
    assert_eq!(rang[0].title, "Teams update due now");
    assert_eq!(rang[0].body, "SEV1 Cards fail, 20 min\nRoll back: no word for 20 min");
}

#[test]
fn a_question_that_cannot_wait_rings_until_it_is_answered_or_may_wait_after_all() {
    let house = House::small();
    let incident = declared(&house);
    let asked = |text: &str| json!({ "kind": "ask_question", "from": "Ines", "audience": "leadership", "text": text, "cannot_wait": true });
    act(&house, &incident, asked("How long?"));
    act(&house, &incident, asked("Is data lost?"));
    house.minutes(4);
    assert!(rang(&house).is_empty());
    house.minutes(1);
    let due = rang(&house);
    assert_eq!((due.len(), due[0].title.as_str()), (1, "Ines waits for an answer"));
    assert!(
        due[0].body.contains("Ines: “How long?”, cannot wait, asked 5 min ago\nInes: “Is data lost?”"),
        "{}",
        due[0].body
    );
    act(&house, &incident, json!({ "kind": "answer_question", "question": "qu1", "answer": "An hour." }));
    act(&house, &incident, json!({ "kind": "hurry_question", "question": "qu2", "cannot_wait": false }));
    house.minutes(3);
    assert!(rang(&house).is_empty());
}
