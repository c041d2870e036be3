//! PagerDuty: schedules that a list names only.

use providers::capability::{Scope, Step};
use providers::message::Response;
use serde_json::json;

use crate::given;

/// It renders shifts in a list because it is asked to; what comes without them must not be lost.
#[test]
fn a_schedule_that_a_list_names_without_its_shifts_is_asked_for_by_itself() {
    let reading = given::pager("pagerduty").shifts.as_ref().unwrap();
    let step = (reading.begin)(&Scope { now: given::now(), window: given::window(), of: &[] }).remove(0);
    let body = json!({
        "schedules": [
            { "id": "PI7DH85", "type": "schedule", "name": "Payments", "final_schedule": null },
            { "id": "PI7DH86", "type": "schedule", "name": "Edge" },
            { "id": "PI7DH87", "type": "schedule", "name": "Search", "final_schedule": { "rendered_schedule_entries": [] } },
        ],
        "limit": 3, "offset": 0, "more": true, "total": null,
    });
    let response = Response { status: 200, headers: Vec::new(), body: body.to_string().into_bytes() };
    let part = (reading.read)(&response, &step).unwrap();
    assert_eq!(part.items.iter().map(|item| item.schedule.as_str()).collect::<Vec<_>>(), ["PI7DH87"]);
    assert_eq!(part.faults, []);
    let next: Vec<Option<&str>> = part.then.iter().map(|step| step.of.as_deref()).collect();
    assert_eq!(next, [Some("PI7DH85"), Some("PI7DH86"), None]);
    let (connection, secrets) = (given::filled("pagerduty"), given::secrets());
    let account = providers::registry::find("pagerduty").unwrap().account(&connection, &secrets, given::now());
    let path = |step: &Step| (reading.ask)(&account, step).unwrap().url.path().to_owned();
    assert_eq!(path(&part.then[0]), "/schedules/PI7DH85");
    assert_eq!(part.then[0].window, step.window);
    assert_eq!(path(&part.then[2]), "/schedules", "and the list goes on");
}
