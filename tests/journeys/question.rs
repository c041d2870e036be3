//! Questions from outside and facts, on the shipped sample: taken down, told at once, put into the brief, answered by it; and the
//! chain behind what customers read.

use std::collections::BTreeMap;

use domain::id::IncidentId;
use domain::incident::event::Event;
use domain::incident::intent::{Composition, Intent, UpdateDraft};
use domain::template::{Audience, Output};
use domain::wording::RemarkKind;
use serde_json::{Value, json};

use crate::given::House;

fn intent(json: Value) -> Intent {
    serde_json::from_value(json).unwrap()
}

fn declared(house: &House) -> IncidentId {
    house.declare(json!({ "severity": "sev1", "playbook": "payments", "customer_impact": true, "page": [] }))
}

fn asks(house: &House, incident: &IncidentId, from: &str, text: &str) {
    let ask = json!({ "kind": "ask_question", "from": from, "audience": "leadership", "text": text });
    house.act(incident, &intent(ask));
}

/// The form for leadership alone, with what only the lead knows filled in.
fn form(house: &House, incident: &IncidentId, values: &[(&str, &str)]) -> Composition {
    let phase = house.incident(incident).phase;
    let outputs = json!([{ "output": "leadership" }]);
    let mut composition: Composition = serde_json::from_value(json!({ "phase": phase, "outputs": outputs })).unwrap();
    let view = house.engine().compose_all(incident, &composition).unwrap();
    for field in view.fields.iter().filter(|field| !field.variable.optional) {
        if view.values[&field.key].is_empty() {
            let example = field.variable.example.clone().unwrap();
            composition.values.insert(field.key.clone(), example);
        }
    }
    composition.values.extend(values.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())));
    composition
}

#[test]
fn leadership_is_told_when_it_hears_more_and_the_brief_answers_what_was_put_in() {
    let house = House::sample();
    let incident = declared(&house);
    house.minutes(5);
    asks(&house, &incident, "Ingrid Solheim", "Is card data safe?");
    house.minutes(1);
    asks(&house, &incident, "Rafael Ortiz", "Does the campaign go on?");
    let said = house.engine().bridge(&incident).unwrap().said;
    let reply = "Noted. The next briefing for leadership is due 16:02 CET; your question is on its list.";
    assert_eq!(said.questions[0].reply, reply);
    assert_eq!(said.questions[0].copies.text, reply, "copied word for word");
    assert_eq!((said.slots.len(), said.slots[0].audience, said.slots[0].waiting), (1, Audience::Leadership, 2));
    assert_eq!(said.slots[0].due_at, said.questions[0].due_at);

    // Both are put in, and nobody sends a blank unread.
    let view = house.engine().compose_all(&incident, &form(&house, &incident, &[])).unwrap();
    assert!(view.questions.iter().all(|question| question.chosen));
    let proposed = "“Is card data safe?” [answer] “Does the campaign go on?” [answer]";
    assert_eq!(view.values["answers@leadership"], proposed);
    let brief = view.outputs.iter().find(|output| output.output == Output::Leadership).unwrap();
    assert!(brief.faults.iter().any(|fault| fault.variable == "answers"), "{:?}", brief.faults);

    // One of them waits on; the other is answered by the brief.
    let answers = "“Is card data safe?” Yes, none left our systems.";
    let mut whole = form(&house, &incident, &[("answers@leadership", answers)]);
    whole.questions = Some(vec!["qu1".into()]);
    let view = house.engine().compose_all(&incident, &whole).unwrap();
    assert_eq!(view.refusal, None);
    whole.values = view.values;
    whole.pattern = Some(view.pattern.as_str().into());
    house.act(&incident, &Intent::PublishUpdates(whole));
    let after = house.incident(&incident);
    assert!(after.updates[0].body.ends_with(answers), "{}", after.updates[0].body);
    let open: Vec<&str> = after.open_questions().iter().map(|question| question.id.as_str()).collect();
    assert_eq!(open, ["qu2"]);
    let said = house.engine().bridge(&incident).unwrap().said;
    assert_eq!(said.questions[1].settled.as_deref(), Some("Update u1 answers it"));
    assert_eq!(said.slots[0].waiting, 1, "it waits for the brief after this one");
    assert_eq!(said.slots[0].due_at, Some((house.now() + chrono::TimeDelta::minutes(60)).timestamp_millis()));

    // What was answered then is not said again.
    let next = house.engine().compose_all(&incident, &form(&house, &incident, &[])).unwrap();
    assert_eq!(next.values["answers@leadership"], "“Does the campaign go on?” [answer]");

    // Taken back, it is open again.
    house.act(&incident, &Intent::WithdrawUpdate { update: "u1".into() });
    assert_eq!(house.incident(&incident).open_questions().len(), 2);
}

#[test]
fn a_question_that_cannot_wait_stands_on_watch() {
    let house = House::sample();
    let incident = declared(&house);
    asks(&house, &incident, "Ingrid Solheim", "Do we stop the sale?");
    let needs = |house: &House| {
        let needs = house.engine().watch().unwrap().needs.into_iter();
        needs.filter(|need| need.title.contains("cannot wait")).count()
    };
    assert_eq!(needs(&house), 0);
    house.act(&incident, &intent(json!({ "kind": "hurry_question", "question": "qu1", "cannot_wait": true })));
    assert_eq!(needs(&house), 1);
    house.act(&incident, &intent(json!({ "kind": "answer_question", "question": "qu1", "answer": "No." })));
    assert_eq!(needs(&house), 0);
}

#[test]
fn what_customers_read_rests_on_a_fact_and_the_log_shows_the_chain() {
    let house = House::sample();
    let incident = declared(&house);
    house.act(&incident, &intent(json!({ "kind": "open_workstream", "title": "Roll back", "owner": "tomasz" })));
    let word = "PayPal and bank transfer work";
    let changed =
        json!({ "kind": "change_workstream", "workstream": "w1", "state": "moving", "word": word, "owner": null });
    house.act(&incident, &intent(changed));
    house.act(&incident, &intent(json!({ "kind": "state_fact", "workstream": "w1" })));

    let mut draft: UpdateDraft =
        serde_json::from_value(json!({ "audience": "customers", "phase": "investigating" })).unwrap();
    draft.facts = BTreeMap::from([("still_works".to_owned(), "f1".into())]);
    let view = house.engine().compose(&incident, &draft).unwrap();
    assert_eq!(view.values["still_works"], word, "the fact fills it in");
    let remark = |remarks: &[domain::wording::Remark]| remarks.iter().any(|remark| remark.kind == RemarkKind::Fact);
    assert!(remark(&view.remarks), "nobody has confirmed it");
    house.minutes(2);
    house.act(&incident, &intent(json!({ "kind": "confirm_fact", "fact": "f1" })));
    draft.values = view.values;
    draft.values.insert("still_works".to_owned(), "PayPal and bank transfer still work.".to_owned());
    let view = house.engine().compose(&incident, &draft).unwrap();
    assert!(!remark(&view.remarks));
    house.act(&incident, &Intent::PublishUpdate(draft));
    house.deliver_all();

    let chain = house.engine().chain(&incident, None).unwrap();
    let statement = chain.statements.iter().find(|statement| statement.variable == "still_works").unwrap();
    let fact = statement.fact.as_ref().unwrap();
    assert_eq!((statement.words.as_str(), fact.text.as_str()), ("PayPal and bank transfer still work.", word));
    assert_eq!((fact.said_by.as_str(), fact.unconfirmed_when_written), ("Tomasz Wrona", false));
    assert!(chain.statements.iter().any(|statement| statement.fact.is_none()), "the rest was typed by hand");
    assert!(chain.places.iter().all(|place| place.published_at.is_some()), "{:?}", chain.places);
    let log = house.engine().bridge(&incident).unwrap().log;
    assert_eq!(log.iter().filter_map(|line| line.chain.as_ref()).collect::<Vec<_>>(), [&chain]);

    // The next update begins with the same words, on the same fact; withdrawn, it draws a remark.
    let withdrawn = json!({ "kind": "withdraw_fact", "fact": "f1", "reason": "PayPal fails as well" });
    house.act(&incident, &intent(withdrawn));
    let again: UpdateDraft =
        serde_json::from_value(json!({ "audience": "customers", "phase": "investigating" })).unwrap();
    let view = house.engine().compose(&incident, &again).unwrap();
    assert_eq!(view.facts.get("still_works"), Some(&"f1".into()));
    assert!(remark(&view.remarks));
    let said = house.engine().bridge(&incident).unwrap().said;
    assert_eq!(said.facts[0].updates, ["u1"], "what still says it is named");
}

/// What they were told is theirs: it stays, whatever becomes of the clock.
#[test]
fn what_they_were_told_stays_word_for_word() {
    let house = House::sample();
    let incident = declared(&house);
    asks(&house, &incident, "Ingrid Solheim", "How long?");
    let told = || house.engine().bridge(&incident).unwrap().said.questions[0].reply.clone();
    let before = told();
    house.act(&incident, &intent(json!({ "kind": "change_cadence", "audience": "leadership", "minutes": 30 })));
    assert_eq!(told(), before);
    let entries = house.engine().whole_incident(&incident).unwrap().entries;
    let asked = entries.iter().find_map(|entry| match &entry.event {
        Event::QuestionAsked { reply, due_at, .. } => Some((reply.clone(), *due_at)),
        _ => None,
    });
    assert_eq!(asked, Some((before, Some(house.now() + chrono::TimeDelta::minutes(60)))));
}
