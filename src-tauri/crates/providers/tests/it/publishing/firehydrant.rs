//! FireHydrant, as far as a lane of updates needs it.

use domain::delivery::ComponentState;
use serde_json::{Value, json};

use super::{Documented, HERE, SimulatedPage};
use crate::server::Received;

pub(super) const DOCUMENTED: Documented = Documented {
    provider: "firehydrant",
    options: &[("api_url", HERE), ("page", "p")],
    component: "checkout",
    states: [
        ComponentState::MajorOutage,
        ComponentState::Degraded,
        ComponentState::MajorOutage,
        ComponentState::Operational,
    ],
    host: || Box::new(Host::default()),
};

#[derive(Default)]
struct Host {
    /// In order of their making; each with its notes under `said`, which no answer has.
    incidents: Vec<Value>,
}

impl SimulatedPage for Host {
    fn answer(&mut self, request: &Received) -> (u16, Value) {
        assert_eq!(request.header("authorization"), Some("Bearer s3cret-token"));
        let path: Vec<&str> = request.path.split('?').next().unwrap().trim_matches('/').split('/').collect();
        let body = request.json();
        match (request.method.as_str(), path.as_slice()) {
            ("GET", ["v1", "nunc_connections", "p"]) => (200, page()),
            ("GET", ["v1", "incidents"]) => {
                assert!(request.path.contains("tags=bridgewatch"));
                (200, json!({ "data": self.incidents.iter().rev().map(shown).collect::<Vec<_>>() }))
            }
            ("POST", ["v1", "incidents"]) => self.create(&body),
            (method, ["v1", "incidents", id, rest @ ..]) => {
                match self.incidents.iter_mut().find(|incident| incident["id"] == **id) {
                    Some(incident) => act(incident, method, rest, &body),
                    None => not_found(),
                }
            }
            _ => not_found(),
        }
    }

    /// What stands on the page, and is open to the public.
    fn told(&self) -> Vec<Vec<String>> {
        let text = |note: &Value| note["data"]["body"].as_str().unwrap().to_owned();
        let is_on_page = |incident: &&Value| incident["status_pages"].as_array().is_some_and(|pages| pages.len() == 1);
        let shown = self.incidents.iter().filter(is_on_page);
        shown.map(|incident| incident["said"].as_array().unwrap().iter().map(text).collect()).collect()
    }
}

impl Host {
    fn create(&mut self, body: &Value) -> (u16, Value) {
        let Some(name) = body["name"].as_str() else {
            return (400, json!({ "detail": "Bad request", "messages": ["name is missing"] }));
        };
        for asks in ["severity", "team_ids", "runbook_ids", "priority"] {
            assert!(body.get(asks).is_none(), "an incident of a page asks for nobody");
        }
        assert_eq!(body["tag_list"], json!(["bridgewatch"]));
        let id = format!("incident-{}", self.incidents.len());
        let incident = json!({
            "id": id, "name": name, "labels": body["labels"], "current_milestone": "started", "active": true,
            "status_pages": [], "impacts": [], "said": [],
            "lifecycle_phases": [{ "milestones": [
                { "slug": "started" }, { "slug": "investigating" }, { "slug": "identified" }, { "slug": "mitigated" },
                { "slug": "resolved" },
            ] }],
        });
        self.incidents.push(incident.clone());
        (201, shown(&incident))
    }
}

fn act(incident: &mut Value, method: &str, path: &[&str], body: &Value) -> (u16, Value) {
    match (method, path) {
        ("GET", []) => (200, shown(incident)),
        ("POST", ["status_pages"]) => {
            assert_eq!((&body["integration_slug"], &body["integration_id"]), (&json!("nunc"), &json!("p")));
            let pages = incident["status_pages"].as_array_mut().unwrap();
            if !pages.is_empty() {
                return (422, json!({ "detail": "is on the page already" }));
            }
            let place =
                json!({ "id": "place", "url": "https://status/1", "integration": { "integration_slug": "nunc" } });
            pages.push(place.clone());
            (201, place)
        }
        ("PATCH", ["impact"]) => {
            incident["current_milestone"] = body["milestone"].clone();
            incident["active"] = json!(body["milestone"] != "resolved");
            for impact in body["impact"].as_array().into_iter().flatten() {
                assert!(["c-0", "c-1", "c-2"].contains(&impact["condition_id"].as_str().unwrap()));
            }
            (200, shown(incident))
        }
        ("POST", ["notes"]) => {
            let on = json!([{ "id": "p", "integration_slug": "nunc" }]);
            assert_eq!((&body["visibility"], &body["status_pages"]), (&json!("open_to_public"), &on));
            assert_eq!(incident["status_pages"].as_array().unwrap().len(), 1, "nobody would read it");
            let id = incident["id"].as_str().unwrap().to_owned();
            let said = incident["said"].as_array_mut().unwrap();
            let minute = said.len();
            let note = json!({ "id": format!("note-{id}-{minute}"), "body": body["body"] });
            said.push(json!({
                "id": format!("event-{id}-{minute}"), "type": "note", "data": note, "visibility": "open_to_public",
                "occurred_at": format!("2026-11-20T14:{minute:02}:00.000Z"),
            }));
            (201, note)
        }
        ("GET", ["events"]) => (200, json!({ "data": incident["said"] })),
        _ => not_found(),
    }
}

fn page() -> Value {
    let condition =
        |id: &str, name: &str| json!({ "condition_id": id, "condition_name": name, "nunc_condition": "any" });
    json!({
        "id": "p",
        "conditions": [condition("c-0", "Operational"), condition("c-1", "Degraded"), condition("c-2", "Major Outage")],
        "components": [{ "infrastructure_id": "checkout", "label": "Checkout" }],
    })
}

/// As FireHydrant shows it: what was said in it stands in its timeline only.
fn shown(incident: &Value) -> Value {
    let mut shown = incident.clone();
    shown.as_object_mut().unwrap().remove("said");
    shown
}

fn not_found() -> (u16, Value) {
    (404, json!({ "detail": "Not found" }))
}
