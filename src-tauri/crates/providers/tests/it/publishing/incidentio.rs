//! incident.io's status pages, as far as a lane of updates needs them.

use std::collections::BTreeMap;

use domain::delivery::ComponentState;
use serde_json::{Value, json};

use super::{Documented, HERE, SimulatedPage};
use crate::server::Received;

pub(super) const DOCUMENTED: Documented = Documented {
    provider: "incidentio",
    options: &[("api_url", HERE), ("page", "p")],
    component: "checkout",
    states: [
        ComponentState::MajorOutage,
        ComponentState::PartialOutage,
        ComponentState::MajorOutage,
        ComponentState::Operational,
    ],
    host: || Box::new(Host::default()),
};

#[derive(Default)]
struct Host {
    /// In order of their making.
    incidents: Vec<Value>,
    /// The incidents by the keys that made them.
    made: BTreeMap<String, Value>,
    minutes: u32,
}

const STATUSES: [&str; 4] = ["investigating", "identified", "monitoring", "resolved"];
const COMPONENT_STATUSES: [&str; 4] = ["operational", "degraded_performance", "partial_outage", "full_outage"];

impl SimulatedPage for Host {
    fn answer(&mut self, request: &Received) -> (u16, Value) {
        let path: Vec<&str> = request.path.split('?').next().unwrap().trim_matches('/').split('/').collect();
        let body = request.json();
        match (request.method.as_str(), path.as_slice()) {
            ("GET", ["v2", "status_page_incidents"]) => (200, json!({ "status_page_incidents": self.incidents })),
            ("GET", ["v2", "status_page_incidents", id]) => match self.incidents.iter().find(|one| one["id"] == **id) {
                Some(incident) => (200, json!({ "status_page_incident": incident })),
                None => (404, refusal("not_found")),
            },
            ("POST", ["v2", "status_page_incidents"]) => {
                let Some(key) = body["idempotency_key"].as_str() else { return (422, refusal("idempotency_key")) };
                if let Some(first) = self.made.get(key) {
                    return (201, json!({ "status_page_incident": first }));
                }
                let names_itself = body["name"].as_str().is_some_and(|name| (1..=200).contains(&name.chars().count()));
                if !names_itself || body["status_page_id"] != "p" {
                    return (422, refusal("name"));
                }
                let Some(update) = self.update(&body) else { return (422, refusal("message")) };
                let id = format!("01INCIDENT{}", self.incidents.len());
                let mut incident = json!({ "id": id, "name": body["name"], "status_page_id": "p", "updates": [],
                    "component_impacts": [], "published_at": update["published_at"] });
                say(&mut incident, update);
                self.made.insert(key.to_owned(), incident.clone());
                self.incidents.push(incident.clone());
                (201, json!({ "status_page_incident": incident }))
            }
            ("POST", ["v2", "status_page_incident_updates"]) => {
                let Some(update) = self.update(&body) else { return (422, refusal("message")) };
                let of = &body["status_page_incident_id"];
                match self.incidents.iter_mut().find(|incident| incident["id"] == *of) {
                    Some(incident) => {
                        say(incident, update.clone());
                        (201, json!({ "status_page_incident_update": update }))
                    }
                    None => (422, refusal("status_page_incident_id")),
                }
            }
            _ => (404, refusal("not_found")),
        }
    }

    fn told(&self) -> Vec<Vec<String>> {
        let told = |incident: &Value| {
            let updates = incident["updates"].as_array().unwrap().iter();
            updates.map(|update| update["message"].as_str().unwrap().to_owned()).collect()
        };
        self.incidents.iter().map(told).collect()
    }
}

impl Host {
    /// What was posted as an update; nothing where it is not of the documented form.
    fn update(&mut self, posted: &Value) -> Option<Value> {
        let message = posted["message"].as_str().filter(|text| (1..=4_096).contains(&text.chars().count()))?;
        let status = posted["incident_status"].as_str().filter(|word| STATUSES.contains(word))?;
        posted["notify_subscribers"].as_bool()?;
        let components = match posted.get("component_statuses") {
            None => Vec::new(),
            // Must not be there in a resolution.
            Some(_) if status == "resolved" => return None,
            Some(components) => components.as_array()?.clone(),
        };
        let is_known =
            |one: &Value| one["component_status"].as_str().is_some_and(|word| COMPONENT_STATUSES.contains(&word));
        if !components.iter().all(|one| one["component_id"] == "checkout" && is_known(one)) {
            return None;
        }
        self.minutes += 1;
        Some(json!({
            "id": format!("01UPDATE{}", self.minutes), "message": message, "incident_status": status,
            "component_statuses": components, "status_page_incident_id": posted["status_page_incident_id"],
            "published_at": format!("2026-11-20T14:{:02}:00.801578Z", self.minutes),
        }))
    }
}

/// The first one stands first.
fn say(incident: &mut Value, update: Value) {
    incident["incident_status"] = update["incident_status"].clone();
    incident["updates"].as_array_mut().unwrap().push(update);
}

fn refusal(field: &str) -> Value {
    json!({ "type": "validation_error", "status": 422, "errors": [{ "code": "invalid_value", "message": field }] })
}
