//! Rootly's status pages, as far as a lane of updates needs them. Two entries of a list come at a time, and all happens within the
//! same second.

use domain::delivery::ComponentState;
use serde_json::{Value, json};

use super::{Documented, HERE, SimulatedPage};
use crate::server::Received;

pub(super) const DOCUMENTED: Documented = Documented {
    provider: "rootly",
    options: &[("api_url", HERE), ("page", "status")],
    component: "checkout",
    states: [
        ComponentState::Degraded,
        ComponentState::Operational,
        ComponentState::Degraded,
        ComponentState::Operational,
    ],
    host: || Box::new(Host::default()),
};

const STATUSES: [&str; 7] =
    ["investigating", "identified", "monitoring", "resolved", "scheduled", "in_progress", "completed"];

/// How many entries come at a time.
const LIMIT: usize = 2;

#[derive(Default)]
struct Host {
    /// In order of their making, each with its events in order.
    incidents: Vec<(Value, Vec<Value>)>,
    /// How many events there are, of all incidents.
    events: usize,
}

impl SimulatedPage for Host {
    fn answer(&mut self, request: &Received) -> (u16, Value) {
        assert_eq!(request.header("authorization"), Some("Bearer s3cret-token"));
        let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
        let path: Vec<&str> = path.trim_matches('/').split('/').collect();
        let body = request.json()["data"].clone();
        match (request.method.as_str(), path.as_slice()) {
            ("GET", ["v1", "status-pages", "status"]) => (200, page()),
            ("GET", ["v1", "incidents"]) => {
                assert!(query.contains("sort=-created_at") && query.contains("filter%5Bcreated_at%5D%5Bgte%5D=2026-"));
                listed(self.incidents.iter().rev().map(|(incident, _)| incident.clone()).collect(), query)
            }
            ("POST", ["v1", "incidents"]) => self.make(&body),
            (method, ["v1", "incidents", id, rest @ ..]) => {
                match self.incidents.iter().position(|(incident, _)| incident["id"] == **id) {
                    Some(at) => self.of_one(at, method, rest, &body, query),
                    None => refused(404, "Not found or unauthorized"),
                }
            }
            _ => refused(404, "Not found or unauthorized"),
        }
    }

    /// An incident without events stands on no page.
    fn told(&self) -> Vec<Vec<String>> {
        let text = |event: &Value| event["attributes"]["event"].as_str().unwrap().to_owned();
        let told = self.incidents.iter().filter(|(_, events)| !events.is_empty());
        told.map(|(_, events)| events.iter().map(text).collect()).collect()
    }
}

impl Host {
    fn make(&mut self, body: &Value) -> (u16, Value) {
        let asked = &body["attributes"];
        for asks in ["severity_id", "group_ids", "notify_emails", "slack_channel_name"] {
            assert!(asked.get(asks).is_none(), "an incident of a page asks for nobody");
        }
        if body["type"] != "incidents" || !asked["title"].is_string() {
            return refused(422, "Title can't be blank");
        }
        let id = format!("incident-{}", self.incidents.len());
        let mut incident = json!({ "id": id, "type": "incidents", "attributes": {
            "title": asked["title"], "public_title": asked["public_title"], "labels": asked["labels"], "kind": "normal",
            "private": false, "url": format!("https://rootly.example/{id}"), "services": [], "functionalities": [],
        } });
        if let Err(words) = put(&mut incident["attributes"], asked) {
            return refused(422, words);
        }
        self.incidents.push((incident.clone(), Vec::new()));
        (201, json!({ "data": incident }))
    }

    fn of_one(&mut self, at: usize, method: &str, rest: &[&str], body: &Value, query: &str) -> (u16, Value) {
        let (incident, events) = &mut self.incidents[at];
        match (method, rest) {
            ("GET", []) => (200, json!({ "data": incident })),
            ("PUT", []) if body["type"] == "incidents" => match put(&mut incident["attributes"], &body["attributes"]) {
                Ok(()) => (200, json!({ "data": incident })),
                Err(words) => refused(422, words),
            },
            ("GET", ["status-page-events"]) => listed(events.clone(), query),
            ("POST", ["status-page-events"]) => {
                let asked = &body["attributes"];
                let is_whole = body["type"] == "incident_status_page_events"
                    && asked["event"].as_str().is_some_and(|text| !text.is_empty())
                    && asked["status"].as_str().is_some_and(|word| STATUSES.contains(&word))
                    && asked["notify_subscribers"] == true
                    && asked["should_tweet"] == false;
                // Names the page by its own id, not by its slug.
                if !is_whole || asked["status_page_id"] != "page-1" {
                    return refused(422, "Status page must exist");
                }
                let is_over = incident["attributes"]["status"] == "resolved";
                assert_eq!(is_over, asked["status"] == "resolved", "readers see how the incident itself stands");
                let mut event =
                    json!({ "id": format!("event-{}", self.events), "type": body["type"], "attributes": asked });
                event["attributes"]["started_at"] = json!("2026-11-20T06:02:18.703-08:00");
                event["attributes"]["created_at"] = json!(format!("2026-11-20T06:02:18.{:03}-08:00", self.events));
                self.events += 1;
                events.push(event.clone());
                (201, json!({ "data": event }))
            }
            _ => refused(404, "Not found or unauthorized"),
        }
    }
}

/// What may be changed in an incident. It tells what it affects as resources of their own.
fn put(attributes: &mut Value, asked: &Value) -> Result<(), &'static str> {
    if let Some(status) = asked["status"].as_str() {
        if !["started", "resolved"].contains(&status) {
            return Err("Status is not included in the list");
        }
        attributes["status"] = json!(status);
    }
    for (ids, told, known) in
        [("service_ids", "services", "checkout"), ("functionality_ids", "functionalities", "none")]
    {
        let Some(ids) = asked[ids].as_array() else { continue };
        if ids.iter().any(|id| id != known) {
            return Err("Service not found");
        }
        attributes[told] = ids.iter().map(|id| json!({ "data": { "id": id, "type": told } })).collect();
    }
    Ok(())
}

fn page() -> Value {
    json!({ "data": { "id": "page-1", "type": "status_pages", "attributes": {
        "title": "Status", "slug": "status", "public": true, "service_ids": ["checkout"], "functionality_ids": [],
    } } })
}

fn listed(entries: Vec<Value>, query: &str) -> (u16, Value) {
    let number = query.split('&').find_map(|pair| pair.strip_prefix("page%5Bnumber%5D="));
    let number: usize = number.map_or(1, |text| text.parse().unwrap());
    let next = (number * LIMIT < entries.len()).then_some(number + 1);
    let part: Vec<Value> = entries.into_iter().skip((number - 1) * LIMIT).take(LIMIT).collect();
    (200, json!({ "data": part, "meta": { "current_page": number, "next_page": next } }))
}

fn refused(status: u16, words: &str) -> (u16, Value) {
    (status, json!({ "errors": [{ "title": words, "status": status.to_string() }] }))
}
