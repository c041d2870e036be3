//! What is particular to Rootly: schedules come after all of their shifts, what a page is addressed to, and that its status
//! pages tell of a component only whether an incident affects it.

use domain::delivery::{ComponentState, Failure, Payload, Receipt};
use domain::phase::Phase;
use providers::capability::{Part, Posting, ScheduleShifts, Scope, Step, Turn};
use providers::message::{Request, Response};
use providers::registry;
use serde_json::{Value, json};

use crate::given;

fn shifts(body: &Value) -> Part<ScheduleShifts> {
    let reading = given::pager("rootly").shifts.as_ref().unwrap();
    let steps = (reading.begin)(&Scope { now: given::now(), window: given::window(), of: &[] });
    assert_eq!(steps.len(), 1);
    (reading.read)(&Response { status: 200, headers: Vec::new(), body: body.to_string().into() }, &steps[0]).unwrap()
}

fn shift(user: i64) -> Value {
    let (from, until) = ("2026-11-21T08:00:00Z", "2026-11-22T08:00:00Z");
    let attributes = json!({ "schedule_id": "s", "user_id": user, "starts_at": from, "ends_at": until });
    json!({ "id": "1", "type": "shifts", "attributes": attributes })
}

fn told(steps: &[Step]) -> Vec<(&str, Option<&str>)> {
    steps.iter().map(|step| (step.what, step.cursor.as_deref())).collect()
}

#[test]
fn a_schedule_is_read_when_all_shifts_are_so_that_one_cut_short_shows_no_gap() {
    let more = shifts(&json!({ "data": [shift(1)], "meta": { "next_page": 2 } }));
    assert_eq!(told(&more.then), [("shifts", Some("2"))]);
    for last in [json!({ "next_page": null }), json!({}), Value::Null] {
        assert_eq!(told(&shifts(&json!({ "data": [shift(1)], "meta": last })).then), [("schedules", None)]);
    }
    assert_eq!(told(&shifts(&json!({ "data": [], "meta": { "next_page": 2 } })).then), [("schedules", None)]);
    assert_eq!(told(&shifts(&json!({ "data": [shift(1)] })).then), [("schedules", None)]);
    let full: Vec<Value> = (0..1_000).map(shift).collect();
    assert_eq!(told(&shifts(&json!({ "data": full })).then), [("shifts", Some("2"))]);
}

#[test]
fn a_page_is_addressed_to_what_the_workspace_names() {
    let (connection, secrets) = (given::connection("rootly", &[("urgency", "u-1")]), given::secrets());
    let account = registry::find("rootly").unwrap().account(&connection, &secrets, given::now());
    let addressed = |target: Option<&str>, person: Option<&str>| {
        let delivery = given::page("one");
        let Payload::Page(mut message) = delivery.payload.clone() else { unreachable!() };
        message.target = target.map(str::to_owned);
        message.person_remote = person.map(str::to_owned);
        (given::pager("rootly").paging[0].page.ask)(&account, &delivery, &message).map(|request| {
            let alert = request.body.unwrap().members["data"]["attributes"].clone();
            assert_eq!(alert["alert_urgency_id"], "u-1");
            format!("{} {}", alert["notification_target_type"], alert["notification_target_id"]).replace('"', "")
        })
    };
    let is = |target, person, expected: &str| assert_eq!(addressed(target, person).unwrap(), expected);
    is(Some("p-1"), Some("2381"), "EscalationPolicy p-1");
    is(Some("service:s-1"), None, "Service s-1");
    is(Some("team:g-1"), None, "Group g-1");
    is(Some("person:2382"), Some("2381"), "User 2382");
    is(Some("schedule:s-1"), Some("2381"), "User 2381");
    is(None, Some("2381"), "User 2381");
    assert!(matches!(addressed(Some("schedule:s-1"), None), Err(Failure::Refused(_))));
    assert!(matches!(addressed(None, None), Err(Failure::Refused(_))));
}

fn status_page() -> Value {
    json!({ "id": "page-1", "attributes": { "service_ids": ["checkout", "mail"], "functionality_ids": ["login"] } })
}

/// What comes after these answers for an update that gives those states to components.
fn after(phase: Phase, states: &[(&str, ComponentState)], answers: &[Value]) -> Result<Request, Failure> {
    let (connection, secrets) = (given::connection("rootly", &[("page", "page-1")]), given::secrets());
    let descriptor = registry::find("rootly").unwrap();
    let account = descriptor.account(&connection, &secrets, given::now());
    let delivery = given::worded(given::update("one", phase), |update| {
        update.components = states.iter().map(|(id, state)| ((*id).to_owned(), *state)).collect();
    });
    let Payload::Update(update) = &delivery.payload else { unreachable!() };
    let known = Receipt { remote: "i-1".to_owned(), link: None, update: None };
    let posting = Posting { delivery: &delivery, update, known: Some(&known), others: &[] };
    let answer =
        |data: &Value| Response { status: 200, headers: Vec::new(), body: json!({ "data": data }).to_string().into() };
    let answers: Vec<Response> = answers.iter().map(answer).collect();
    match (descriptor.status_page.as_ref().unwrap().publish)(&account, &posting, &answers)? {
        Turn::Ask(request) => Ok(*request),
        Turn::Done(receipt) => panic!("{receipt:?}"),
    }
}

fn refused(outcome: Result<Request, Failure>) -> String {
    match outcome {
        Err(Failure::Refused(words)) => words,
        other => panic!("{other:?}"),
    }
}

fn incident(status: &str, services: &[&str]) -> Value {
    let services: Vec<Value> = services.iter().map(|id| json!({ "data": { "id": id, "type": "services" } })).collect();
    json!({ "id": "i-1", "attributes": { "title": "One", "status": status, "services": services } })
}

#[test]
fn how_badly_a_component_is_affected_cannot_be_said_and_is_not_made_less() {
    use ComponentState::{Degraded, Maintenance, MajorOutage, PartialOutage};
    for state in [PartialOutage, MajorOutage, Maintenance] {
        let words = refused(after(Phase::Identified, &[("checkout", state)], &[status_page()]));
        assert!(words.contains(&format!("{state:?}")) && words.contains("`checkout`"), "{words}");
    }
    assert!(refused(after(Phase::Identified, &[("cellar", Degraded)], &[status_page()])).contains("`cellar`"));
    let words = refused(after(Phase::Resolved, &[("checkout", Degraded)], &[status_page()]));
    assert!(words.contains("operational"), "{words}");
}

#[test]
fn what_an_incident_affects_is_changed_where_the_update_says_so_and_kept_elsewhere() {
    let changed = |phase, states: &[(&str, ComponentState)], incident: Value| {
        let request = after(phase, states, &[status_page(), incident]).unwrap();
        (request.url.path().to_owned(), request.body.unwrap().members["data"]["attributes"].clone())
    };
    let both = [("checkout", ComponentState::Operational), ("login", ComponentState::Degraded)];
    let (path, attributes) = changed(Phase::Monitoring, &both, incident("mitigated", &["of-others", "checkout"]));
    assert_eq!(path, "/v1/incidents/i-1");
    assert_eq!(attributes, json!({ "service_ids": ["of-others"], "functionality_ids": ["login"] }));
    // What was affected until the end is kept as Rootly's own record of it.
    let over = [("checkout", ComponentState::Operational)];
    let (_, attributes) = changed(Phase::Resolved, &over, incident("started", &["checkout"]));
    assert_eq!(attributes, json!({ "status": "resolved" }));
    let (_, attributes) = changed(Phase::Identified, &[], incident("closed", &["checkout"]));
    assert_eq!(attributes, json!({ "status": "started" }));
    let (path, attributes) = changed(Phase::Identified, &[], incident("acknowledged", &["checkout"]));
    assert_eq!(path, "/v1/incidents/i-1/status-page-events");
    assert_eq!((&attributes["status"], &attributes["should_tweet"]), (&json!("identified"), &json!(false)));
}

#[test]
fn an_incident_that_was_made_private_is_told_on_no_public_page() {
    let mut private = incident("started", &[]);
    private["attributes"]["private"] = json!(true);
    let words = refused(after(Phase::Identified, &[], &[status_page(), private.clone()]));
    assert!(words.contains("private"), "{words}");
    let mut page = status_page();
    page["attributes"]["public"] = json!(false);
    assert!(after(Phase::Identified, &[], &[page, private]).is_ok());
}
