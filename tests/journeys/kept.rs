//! What is added to a page that its pager takes before it makes it: it waits for the alert, and is never lost or doubled.

use chrono::TimeDelta;
use domain::id::IncidentId;
use domain::incident::intent::Intent;
use engine::view::outbox::OutboxLine;
use proptest::prelude::*;
use serde_json::json;

use crate::given::House;
use crate::given::jsm::Operations;
use crate::given::mishap::{Mishap, mishap};

/// Whoever can be added to the page of Tomasz.
const OTHERS: [(&str, &str); 3] = [("anneke", "Anneke de Vries"), ("leila", "Leila Haddad"), ("mara", "Mara Ekholm")];

/// A house in which Tomasz was paged through Jira, which has taken the page.
fn paged() -> (Operations, House, IncidentId) {
    let jira = Operations::open();
    let house = jira.house();
    let incident = declared(&house);
    house.deliver_all();
    assert_eq!(house.states("page"), ["delivered"]);
    (jira, house, incident)
}

fn declared(house: &House) -> IncidentId {
    house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": ["payments"] }))
}

fn join(person: &str) -> Intent {
    Intent::PagePerson { person: person.into(), reason: "The network".to_owned(), joins: Some("p1".into()) }
}

fn note(text: &str) -> Intent {
    Intent::WriteNote { text: text.to_owned(), corrects: None, happened_at: None, pages: vec!["p1".into()] }
}

#[test]
fn what_is_added_waits_until_the_alert_is_known_and_then_goes_once() {
    let (jira, mut house, incident) = paged();
    house.act(&incident, &note("The processor is down"));
    house.act(&incident, &join("anneke"));
    for _ in 0..3 {
        house.seconds(6);
        house.push();
        assert_eq!(house.states("page"), ["delivered", "waiting"]);
        assert_eq!(house.states("note"), ["waiting"]);
    }
    assert_eq!((jira.notes().len(), jira.responders().len()), (0, 0));
    house.restart();
    jira.makes();
    house.deliver_all();
    assert_eq!(house.states("page"), ["delivered", "delivered"]);
    assert_eq!(house.states("note"), ["delivered"]);
    assert_eq!(jira.responders(), ["anneke"]);
    assert_eq!(jira.notes().len(), 1);
    assert!(jira.notes()[0].starts_with("The processor is down\n\nMara Ekholm, "), "{:?}", jira.notes());
}

#[test]
fn an_alert_that_was_told_once_is_asked_for_no_more() {
    let (jira, mut house, incident) = paged();
    jira.makes();
    house.follow();
    assert_eq!(jira.asked(), 1);
    // A pager does not remember every request for ever.
    jira.tells(None);
    house.restart();
    house.minutes(1);
    house.follow();
    house.act(&incident, &note("The processor is down"));
    house.act(&incident, &join("anneke"));
    house.deliver_all();
    assert_eq!((jira.notes().len(), jira.responders()), (1, vec!["anneke".to_owned()]));
    assert_eq!(jira.asked(), 1);
}

#[test]
fn what_is_added_to_a_page_that_was_not_made_is_held_with_the_reason() {
    let (jira, house, incident) = paged();
    house.act(&incident, &note("The processor is down"));
    house.act(&incident, &join("anneke"));
    jira.tells(Some(json!({ "isSuccess": false, "status": "No such responder", "alertId": "" })));
    house.seconds(6);
    house.push();
    let held = |line: &&OutboxLine| line.state == "held" && line.reason.contains("No such responder");
    assert_eq!(house.outbox().iter().filter(held).count(), 2, "{:#?}", house.outbox());
    house.follow();
    assert_eq!(house.outbox().iter().filter(held).count(), 3, "{:#?}", house.outbox());
    assert_eq!((jira.notes().len(), jira.responders().len()), (0, 0));
}

#[test]
fn a_lost_answer_is_looked_up_for_a_note_and_asked_of_the_lead_for_a_person() {
    let (jira, house, incident) = paged();
    jira.makes();
    house.follow();
    house.act(&incident, &note("The processor is down"));
    jira.script([Mishap::AnswerLost]);
    house.deliver_all();
    house.act(&incident, &join("anneke"));
    house.seconds(6);
    jira.script([Mishap::AnswerLost]);
    house.deliver_all();
    assert_eq!(house.states("note"), ["delivered"]);
    assert_eq!(jira.notes().len(), 1);
    let line = house.outbox().pop().unwrap();
    assert_eq!((line.state.as_str(), line.reason.contains("Did it arrive?")), ("held", true), "{line:?}");
    house.act(&incident, &Intent::ConfirmDelivery { delivery: line.id.as_str().into() });
    house.deliver_all();
    assert_eq!(jira.responders(), ["anneke"]);
}

/// What happens next.
#[derive(Debug, Clone)]
enum Step {
    Restart,
    Jump(i64),
    Push,
    Follow,
    Note,
    Join,
    /// The pager makes the alert.
    Made,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => Just(Step::Restart),
        2 => (-120_i64..900).prop_map(Step::Jump),
        5 => Just(Step::Push),
        1 => Just(Step::Follow),
        2 => Just(Step::Note),
        2 => Just(Step::Join),
        1 => Just(Step::Made),
    ]
}

/// Whoever is asked whether it arrived looks; everything else that is held is sent again.
fn mend(house: &House, jira: &Operations) {
    for line in house.outbox().into_iter().filter(|line| line.state == "held") {
        let delivery = line.id.as_str().into();
        let added =
            |(id, name): &(&str, &str)| line.what.contains(name) && jira.responders().contains(&(*id).to_owned());
        let intent = if line.may_confirm && OTHERS.iter().any(added) {
            Intent::ConfirmDelivery { delivery }
        } else {
            Intent::ResendDelivery { delivery }
        };
        house.attempt(None, &intent).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_added_arrives_once_under_all_faults(
        script in prop::collection::vec(mishap(), 0..16),
        course in prop::collection::vec(step(), 4..24),
    ) {
        let jira = Operations::open();
        let mut house = jira.house();
        let incident = declared(&house);
        house.deliver_all();
        jira.script(script);
        let (mut notes, mut joined) = (0, 0);
        for step in &course {
            match step {
                Step::Restart => house.restart(),
                Step::Jump(seconds) => house.advance(TimeDelta::seconds(*seconds)),
                Step::Push => drop(house.push()),
                Step::Follow => drop(house.follow()),
                Step::Note => {
                    notes += 1;
                    house.act(&incident, &note(&format!("note {notes}")));
                }
                Step::Join if joined < OTHERS.len() => {
                    house.act(&incident, &join(OTHERS[joined].0));
                    joined += 1;
                }
                Step::Join => {}
                Step::Made => jira.makes(),
            }
            assert_once(&jira);
        }
        // Whatever is wrong is mended sooner or later, and then everything arrives.
        jira.makes();
        for _ in 0..40 {
            house.deliver_all();
            assert_once(&jira);
            mend(&house, &jira);
        }
        house.deliver_all();
        let left: Vec<_> = house.outbox().into_iter().filter(|line| line.state != "delivered").collect();
        prop_assert_eq!(left, []);
        prop_assert_eq!((jira.notes().len(), jira.responders().len()), (notes, joined));
        assert_once(&jira);
    }
}

/// Nothing stands there twice.
fn assert_once(jira: &Operations) {
    for mut there in [jira.notes(), jira.responders()] {
        there.sort();
        let all = there.len();
        there.dedup();
        assert_eq!(there.len(), all, "{there:?}");
    }
}
