//! What is particular to Rootly: schedules come after all of their shifts, and what a page is addressed to.

use domain::delivery::{Failure, Payload};
use providers::capability::{Part, ScheduleShifts, Scope, Step};
use providers::message::Response;
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
