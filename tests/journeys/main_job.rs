//! The main job on the shipped sample: from the first alarm to the review.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use domain::id::IncidentId;
use domain::incident::Answer;
use domain::incident::intent::{AreaDraft, Intent, UpdateDraft};
use domain::phase::Phase;
use domain::span::Instant;
use domain::template::Audience;
use engine::view::bridge::ClockView;
use serde_json::json;

use crate::given::{House, at, texts};

/// Publishes what the composer proposes.
fn publish(house: &House, incident: &IncidentId, audience: Audience, phase: Phase) {
    let mut draft = UpdateDraft {
        audience,
        phase,
        pattern: None,
        values: BTreeMap::new(),
        wording: None,
        components: BTreeMap::new(),
        page_components: BTreeMap::new(),
        facts: BTreeMap::new(),
        questions: None,
    };
    let form = house.engine().compose(incident, &draft).unwrap();
    draft.values = form.values;
    for variable in form.variables.iter().filter(|variable| !variable.optional) {
        let value = draft.values.entry(variable.name.clone()).or_default();
        if value.is_empty() {
            value.clone_from(variable.example.as_ref().unwrap());
        }
    }
    assert_eq!(house.engine().compose(incident, &draft).unwrap().faults, [], "{audience:?} {phase:?}");
    house.act(incident, &Intent::PublishUpdate(draft));
}

fn clock(house: &House, incident: &IncidentId, audience: Audience) -> ClockView {
    let bridge = house.engine().bridge(incident).unwrap();
    bridge.clocks.into_iter().find(|clock| clock.audience == audience).unwrap()
}

#[test]
fn an_incident_is_led_from_alarm_to_review() {
    let house = House::sample();

    // Declared: the rotations that the page tree names are paged, and nothing leaves before it can be taken back.
    let incident = house.declare(json!({ "severity": "sev1", "playbook": "payments" }));
    let called = house.engine().bridge(&incident).unwrap().called;
    let rotations: Vec<&str> = called.iter().map(|called| called.rotation.as_str()).collect();
    assert_eq!(rotations, ["Payments", "Web", "Communications"]);
    assert!(called.iter().all(|called| called.delivery == "queued" && at(called.leaves_at) > house.now()));
    assert!(called.iter().all(|called| !called.reason.is_empty()));
    house.push();
    assert_eq!(house.woken("pager"), [""; 0]);

    // Paged: each person once, whoever looks.
    house.seconds(5);
    house.push();
    house.push();
    house.neighbour().push();
    let pages = house.received("pager")["pages"].clone();
    assert_eq!(texts(&pages, "rotation"), ["payments", "web", "communications"]);
    assert_eq!(house.states("page"), ["delivered", "delivered", "delivered"]);

    // Answered: on the bridge, for their function.
    house.minutes(1);
    let first = house.incident(&incident).pages[0].clone();
    house.act(&incident, &Intent::RecordAnswer { page: first.id, answer: Answer::Acknowledged });
    let bridge = house.engine().bridge(&incident).unwrap();
    assert!(bridge.on_bridge.iter().any(|seat| seat.person.id == first.person.as_str() && seat.function.is_some()));
    assert_eq!(bridge.called.len(), 2);

    // Roles: the seats that the bridge asks for are taken.
    let asked_for = |role: &str| {
        let guards = house.engine().bridge(&incident).unwrap().guards;
        guards.iter().any(|guard| guard.role.as_deref() == Some(role))
    };
    assert!(asked_for("communications-lead"));
    let press = Intent::AssignRole { role: "communications-lead".into(), person: "aoife".into(), domain: None };
    house.act(&incident, &press);
    assert!(!asked_for("communications-lead"));
    let failing = house.engine().bridge(&incident).unwrap().areas.into_iter().filter(|area| area.fails);
    for area in failing {
        assert!(asked_for("technical-coordinator"), "{} has nobody yet", area.name);
        house.act(&incident, &Intent::CoordinateArea(AreaDraft { area: area.name, person: first.person.clone() }));
    }
    assert!(!asked_for("technical-coordinator"));

    // Impact: support of the chosen region and no other, once; the customers' clock runs from here.
    house.minutes(2);
    assert_eq!(clock(&house, &incident, Audience::Customers).due_at, None);
    house.confirm_impact(&incident, "europe");
    house.confirm_impact(&incident, "europe");
    let support: Vec<_> = house.incident(&incident).pages.into_iter().skip(3).collect();
    assert_eq!(support.len(), 1);
    assert_eq!(support[0].rotation.as_ref().unwrap().as_str(), "support-europe");
    let due_at = clock(&house, &incident, Audience::Customers).due_at.map(at);
    assert_eq!(due_at, Some(house.now() + chrono::TimeDelta::minutes(30)));
    house.minutes(1);
    house.push();
    house.act(&incident, &Intent::RecordAnswer { page: support[0].id.clone(), answer: Answer::Acknowledged });

    // An update from the template, to the status page.
    house.minutes(3);
    publish(&house, &incident, Audience::Customers, Phase::Investigating);
    house.push_held();
    let page = house.received("status-page")["incidents"].clone();
    assert_eq!(page.as_array().unwrap().len(), 1);
    assert!(page[0]["updates"][0]["body"].as_str().unwrap().contains("in Europe do not go through"), "{page}");
    // The text promises the minute in which the cadence falls due, and that is what readers wait for.
    let customers = clock(&house, &incident, Audience::Customers);
    let left = customers.due_at.map(|due_at| (at(due_at) - house.now()).num_seconds());
    assert!(customers.by_promise && left.is_some_and(|left| (29 * 60 + 1..=30 * 60).contains(&left)), "{customers:?}");
    publish(&house, &incident, Audience::Teams, Phase::Investigating);

    // A decision under a right, and the phases.
    house.minutes(5);
    house.act(&incident, &Intent::ProposeDecision { what: "Roll back 4.18.2".to_owned(), right: "roll-back".into() });
    let decision = house.engine().bridge(&incident).unwrap().decisions[0].clone();
    assert!(decision.yours && decision.role == "Incident lead");
    house.act(
        &incident,
        &Intent::Decide { decision: decision.id.as_str().into(), approved: true, reason: "It began with it".into() },
    );
    for phase in [Phase::Identified, Phase::Monitoring] {
        house.minutes(4);
        house.act(&incident, &Intent::ChangePhase { phase });
        publish(&house, &incident, Audience::Customers, phase);
    }
    house.push_held();

    // Resolved: whoever was told is owed a closing word, and it is closed with the last of them.
    house.minutes(10);
    house.act(&incident, &Intent::Resolve { summary: "Rolled back 4.18.2".to_owned(), loss: None, release: false });
    let bridge = house.engine().bridge(&incident).unwrap();
    assert_eq!(bridge.closing_owed, [Audience::Teams, Audience::Customers]);
    assert!(!bridge.closed);
    house.minutes(2);
    publish(&house, &incident, Audience::Customers, Phase::Resolved);
    assert!(!house.engine().bridge(&incident).unwrap().closed);
    publish(&house, &incident, Audience::Teams, Phase::Resolved);
    assert!(house.engine().bridge(&incident).unwrap().closed);
    assert_eq!(house.push_held(), None);
    let page = house.received("status-page")["incidents"].clone();
    assert_eq!(page.as_array().unwrap().len(), 1);
    assert_eq!(texts(&page[0]["updates"], "phase"), ["investigating", "identified", "monitoring", "resolved"]);
    assert!(house.engine().shell().unwrap().incidents.is_empty());

    // The review says what happened.
    let review = house.engine().review(&incident).unwrap();
    let measures = &review.measures;
    assert_eq!(measures.mobilise_seconds, Some(65));
    assert_eq!(measures.impact_seconds, Some(185));
    assert_eq!(measures.support_seconds, Some(60));
    assert_eq!(measures.first_customer_update_seconds, Some(240));
    assert_eq!((measures.pages, measures.pages_unanswered, measures.decisions), (4, 1, 1));
    let customers = measures.adherence.iter().find(|line| line.audience == Audience::Customers).unwrap();
    assert_eq!((customers.kept, customers.missed), (3, 0));
    for words in
        ["# INC-1", "Roll back 4.18.2", "Customer impact confirmed in Europe", "CS Europe", "Rolled back 4.18.2"]
    {
        assert!(review.markdown.contains(words), "{words}: {}", review.markdown);
    }
}

/// To whom, by when and by how much: a count alone leads nobody to the minute in which it went wrong.
#[test]
fn a_promise_that_slipped_stands_in_the_timeline_of_the_review() {
    let house = House::sample();
    let incident = house.declare(json!({ "severity": "sev1", "playbook": "payments" }));
    house.confirm_impact(&incident, "europe");
    publish(&house, &incident, Audience::Customers, Phase::Investigating);
    let promised = || clock(&house, &incident, Audience::Customers).due_at.map(at).unwrap();
    let local = |at: Instant, form: &str| at.with_timezone(&house.engine().zone()).format(form).to_string();
    let late = |seconds: i64| {
        let (promised, came) = (promised(), promised() + TimeDelta::seconds(seconds));
        house.advance(came - house.now());
        let heading = format!("An update was promised to customers by {};", local(promised, "%H:%M %Z"));
        (heading, local(came, "%H:%M:%S"))
    };
    assert!(house.engine().review(&incident).unwrap().slips.is_empty());

    let (heading, came) = late(94);
    house.act(&incident, &Intent::ChangePhase { phase: Phase::Identified });
    publish(&house, &incident, Audience::Customers, Phase::Identified);
    let first = format!("{heading} it came {came}, 1 min 34 s late.");
    let (heading, resolved) = late(300);
    house.act(&incident, &Intent::Resolve { summary: "Rolled back".to_owned(), loss: None, release: false });
    let second = format!("{heading} none had come when it was resolved, {resolved}, 5 min 00 s later.");

    house.minutes(3);
    let review = house.engine().review(&incident).unwrap();
    let told: Vec<&str> = review.slips.iter().map(|slip| slip.text.as_str()).collect();
    assert_eq!(told, [&first, &second]);
    let place = |words: &str| review.markdown.find(words).unwrap_or_else(|| panic!("{words}: {}", review.markdown));
    assert!(place(&format!("- {came} {first}")) < place(&second), "in the order of the timeline");
}

#[test]
fn the_same_form_submitted_twice_pages_once() {
    let house = House::sample();
    let declaration = json!({ "kind": "declare_incident", "severity": "sev1", "playbook": "payments" });
    let intent: Intent = serde_json::from_value(declaration).unwrap();
    let form = "form-1".into();
    let first = house.engine().submit(None, &form, &intent).unwrap();
    let second = house.neighbour().engine().submit(None, &form, &intent).unwrap();
    assert!(!first.already && second.already);
    assert_eq!(first.incident, second.incident);
    house.minutes(1);
    house.push();
    assert_eq!(house.woken("pager").len(), 3);
}

#[test]
fn a_page_that_is_taken_back_in_time_wakes_nobody() {
    let house = House::sample();
    let incident = house.declare(json!({ "severity": "sev1", "playbook": "payments" }));
    let page = house.incident(&incident).pages[0].id.clone();
    house.act(&incident, &Intent::WithdrawPage { page: page.clone() });
    house.minutes(1);
    house.push();
    assert_eq!(texts(&house.received("pager")["pages"], "rotation"), ["web", "communications"]);
    assert!(house.attempt(Some(&incident), &Intent::WithdrawPage { page }).is_err());
}
