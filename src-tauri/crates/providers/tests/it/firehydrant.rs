//! What is particular to FireHydrant: an organisation names its own conditions and milestones.

use domain::delivery::{ComponentState, Failure, Payload};
use domain::phase::Phase;
use providers::capability::{Posting, Turn};
use providers::message::{Request, Response};
use providers::registry;
use serde_json::{Value, json};

use crate::given;

fn answer(body: &Value) -> Response {
    Response { status: 200, headers: Vec::new(), body: body.to_string().into() }
}

fn page() -> Value {
    json!({
        "id": "p",
        "conditions": [
            { "condition_id": "c-0", "condition_name": "All good", "nunc_condition": "operational" },
            { "condition_id": "c-1", "condition_name": "Partial outage", "nunc_condition": "degraded" },
        ],
        "components": [{ "infrastructure_id": "checkout" }],
    })
}

/// What comes after these answers for an update that gives that state to that component.
fn after(milestones: &str, (component, state): (&str, ComponentState), answers: &[Value]) -> Result<Request, Failure> {
    let (connection, secrets) =
        (given::connection("firehydrant", &[("page", "p"), ("milestones", milestones)]), given::secrets());
    let descriptor = registry::find("firehydrant").unwrap();
    let account = descriptor.account(&connection, &secrets, given::now());
    let delivery = given::worded(given::update("one", Phase::Monitoring), |update| {
        update.components = [(component.to_owned(), state)].into();
    });
    let Payload::Update(update) = &delivery.payload else { unreachable!() };
    let posting = Posting { delivery: &delivery, update, known: None, others: &[] };
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

#[test]
fn a_state_is_the_condition_of_that_name_or_of_that_word_of_the_page() {
    let incident = json!({ "id": "i", "current_milestone": "watched", "status_pages": [
        { "integration": { "integration_slug": "nunc" } },
    ] });
    let impact = |state| {
        let request = after("a, b, watched, d", ("checkout", state), &[page(), incident.clone()]).unwrap();
        let body = request.body.unwrap().members;
        assert_eq!(body["milestone"], "watched");
        body["impact"].clone()
    };
    let is = |condition: &str| json!([{ "id": "checkout", "condition_id": condition }]);
    assert_eq!(impact(ComponentState::PartialOutage), is("c-1"));
    assert_eq!(impact(ComponentState::Operational), is("c-0"));
    assert_eq!(impact(ComponentState::Degraded), is("c-1"));
    let words = refused(after("", ("checkout", ComponentState::MajorOutage), &[page()]));
    assert!(words.contains("`major_outage`") && words.contains("All good, Partial outage"), "{words}");
    assert!(refused(after("", ("cellar", ComponentState::Degraded), &[page()])).contains("`cellar`"));
}

#[test]
fn a_phase_that_has_no_milestone_is_refused_with_those_there_are() {
    let known = ("checkout", ComponentState::Degraded);
    assert!(refused(after("one, two", known, &[])).contains("it names 2"));
    let incident = json!({ "id": "i", "current_milestone": "started", "lifecycle_phases": [
        { "milestones": [{ "slug": "started" }, { "slug": "fixed" }] },
    ] });
    let words = refused(after("", known, &[page(), incident]));
    assert!(words.contains("`mitigated` for Monitoring") && words.contains("started, fixed"), "{words}");
}

#[test]
fn what_is_not_open_to_the_public_is_shown_to_nobody() {
    let descriptor = registry::find("firehydrant").unwrap();
    let page = descriptor.status_page.as_ref().unwrap();
    let (connection, secrets) = (given::filled("firehydrant"), given::secrets());
    let account = descriptor.account(&connection, &secrets, given::now());
    let reading = page.incidents_of.as_ref().unwrap();
    let of = ["i".to_owned()];
    let scope = providers::capability::Scope { now: given::now(), window: given::window(), of: &of };
    let first = (reading.begin)(&scope).remove(0);
    let then =
        (reading.read)(&answer(&json!({ "id": "i", "current_milestone": "reviewed" })), &first).unwrap().then.remove(0);
    let event = |visibility: &str, body: &str| json!({ "id": body, "visibility": visibility, "occurred_at": "2026-11-20T14:02:00Z", "data": { "body": body } });
    let said =
        [event("private_to_org", "inside"), event("open_to_public", "outside"), event("of_a_new_kind", "unknown")];
    let answer = (reading.ask)(&account, &then).unwrap().answered(answer(&json!({ "data": said })));
    let incident = (reading.read)(&answer, &then).unwrap().items.remove(0);
    assert_eq!(incident.updates.iter().map(|update| update.body.as_str()).collect::<Vec<_>>(), ["outside"]);
    assert_eq!((incident.phase, incident.status.as_str()), (None, "reviewed"));
}
