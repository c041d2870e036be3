//! Cachet beyond the recorded exchanges: what is looked up before anything is written, and times without a zone.

use std::sync::{Arc, Mutex};

use domain::delivery::{ComponentState, Failure};
use domain::phase::Phase;
use providers::capability::Step;
use providers::message::Response;
use providers::{instant, registry};
use serde_json::{Value, json};

use crate::given;
use crate::server::{self, Received, Server};

fn component(id: u64, name: &str, status: u64) -> Value {
    let status = json!({ "human": "…", "value": status });
    let attributes = json!({ "id": id, "name": name, "status": status, "latest_status": status });
    json!({ "id": id.to_string(), "type": "components", "attributes": attributes })
}

/// Two parts of components; everything that is written is taken.
fn answer(request: &Received) -> (u16, Value) {
    if request.method != "GET" {
        let made = json!({ "id": "58", "type": "incidents", "attributes": { "guid": "guid-58" } });
        return (201, json!({ "data": made }));
    }
    let is_last = request.path.contains("&page=2");
    let data = if is_last { component(12, "Checkout", 1) } else { component(11, "API", 4) };
    (200, json!({ "data": [data], "links": { "next": (!is_last).then_some("…") } }))
}

/// What is written, and what comes of it.
async fn publish(
    components: &[(&str, ComponentState)],
    options: &[(&str, &str)],
) -> (Vec<(String, Value)>, Result<(), Failure>) {
    let written = Arc::new(Mutex::new(Vec::new()));
    let shared = Arc::clone(&written);
    let server = Server::start(move |request| {
        if request.method != "GET" {
            shared.lock().unwrap().push((format!("{} {}", request.method, request.path), request.json()));
        }
        let (status, body) = answer(request);
        server::json(status, &body)
    })
    .await;
    let options = [&[("api_url", server.address.as_str())], options].concat();
    let connection = given::connection("cachet", &options);
    let update = given::worded(given::update("one", Phase::Investigating), |update| {
        update.components = components.iter().map(|(id, state)| ((*id).to_owned(), *state)).collect();
    });
    let (gateway, _folder) = given::gateway();
    let outcome = gateway.deliver(&connection, &given::secrets(), &update, None, given::now()).await;
    let written = written.lock().unwrap().clone();
    (written, outcome.map(|_| ()))
}

#[tokio::test]
async fn an_incident_names_its_components_and_each_gets_the_state_that_it_has_not_yet() {
    let states = [("11", ComponentState::MajorOutage), ("12", ComponentState::Degraded)];
    let (written, outcome) = publish(&states, &[]).await;
    assert_eq!(outcome, Ok(()));
    let paths: Vec<&str> = written.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["PUT /api/components/12", "POST /api/incidents"], "11 is down already, and the text comes last");
    assert_eq!(written[0].1, json!({ "status": 2 }));
    assert_eq!(written[1].1["components"], json!([{ "id": 11, "status": 1 }, { "id": 12, "status": 1 }]));
    assert_eq!(written[1].1["visible"], true, "without a word it would be shown to nobody");
    assert_eq!(written[1].1["notifications"], true);
    let (written, _) = publish(&[], &[("notifications", "false")]).await;
    assert_eq!(written[0].1["notifications"], false);
}

#[tokio::test]
async fn a_component_that_is_not_there_is_refused_before_anything_is_written() {
    let states = [("11", ComponentState::Degraded), ("checkout", ComponentState::Degraded)];
    let (written, outcome) = publish(&states, &[]).await;
    let words = "Cachet has no component `checkout`. It has `11` (API), `12` (Checkout). Choose one of them in the form of the update.";
    assert_eq!(outcome, Err(Failure::Refused(words.to_owned())));
    assert!(written.is_empty(), "{written:?}");
}

#[test]
fn a_time_without_a_zone_is_that_of_the_installation() {
    let check = |zone: &str, text: &str, expected: &str| {
        let at = instant::read_local(text, zone.parse().unwrap());
        assert_eq!(at.map(instant::text), Ok(expected.to_owned()), "{text} in {zone}");
    };
    check("UTC", "2026-11-20 15:02:00", "2026-11-20T15:02:00Z");
    check("Europe/Berlin", "2026-11-20 15:02:00", "2026-11-20T14:02:00Z");
    check("Europe/Berlin", "2026-07-20 15:02:00", "2026-07-20T13:02:00Z");
    // Twice: the first of them. Never: the first time that there is.
    check("Europe/Berlin", "2026-10-25 02:30:00", "2026-10-25T00:30:00Z");
    check("Europe/Berlin", "2026-03-29 02:30:00", "2026-03-29T01:00:00Z");
    for text in ["", "2026-11-20", "2026-11-20T15:02:00Z", "yesterday"] {
        assert!(matches!(instant::read_local(text, chrono_tz::Tz::UTC), Err(Failure::Garbled(_))), "{text}");
    }
}

/// Whoever looks at a page waits for it.
#[test]
fn more_subscribers_than_anybody_waits_for_are_not_counted() {
    let subscribers = registry::find("cachet").unwrap().status_page.as_ref().unwrap().subscribers.as_ref().unwrap();
    let body = json!({ "data": [], "links": { "next": "https://status.example.com/api/subscribers?page=99" } });
    let response = Response { status: 200, headers: Vec::new(), body: body.to_string().into_bytes() };
    let step = |cursor: &str| Step::of_all("subscribers").at(cursor);
    let goes_on = (subscribers.read)(&response, &step("19 1800")).unwrap();
    assert_eq!(goes_on.then, [step("20 1800")]);
    let words = "it has more than 2000 subscribers, too many to count".to_owned();
    assert_eq!((subscribers.read)(&response, &step("20 1800")), Err(Failure::Garbled(words)));
}
