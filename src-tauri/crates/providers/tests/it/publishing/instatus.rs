//! Instatus, as far as a lane of updates needs it.

use domain::delivery::ComponentState;
use serde_json::{Value, json};

use super::{Documented, HERE, SimulatedPage};
use crate::server::Received;

pub(super) const DOCUMENTED: Documented = Documented {
    provider: "instatus",
    options: &[("api_url", HERE), ("page", "p")],
    component: "checkout",
    states: [
        ComponentState::MajorOutage,
        ComponentState::PartialOutage,
        ComponentState::Maintenance,
        ComponentState::Operational,
    ],
    host: || Box::new(Host::default()),
};

#[derive(Default)]
struct Host {
    /// In order of their making.
    incidents: Vec<Value>,
    updates: u32,
}

const STATUSES: [&str; 4] = ["INVESTIGATING", "IDENTIFIED", "MONITORING", "RESOLVED"];
const COMPONENT_STATUSES: [&str; 5] =
    ["OPERATIONAL", "UNDERMAINTENANCE", "DEGRADEDPERFORMANCE", "PARTIALOUTAGE", "MAJOROUTAGE"];

impl SimulatedPage for Host {
    fn answer(&mut self, request: &Received) -> (u16, Value) {
        let path: Vec<&str> = request.path.split('?').next().unwrap().trim_matches('/').split('/').collect();
        let body = request.json();
        match (request.method.as_str(), path.as_slice()) {
            // The newest one stands first.
            ("GET", ["v1", "p", "incidents"]) => (200, self.incidents.iter().rev().cloned().collect()),
            ("GET", ["v1", "p", "incidents", id]) => match self.incidents.iter().find(|known| known["id"] == **id) {
                Some(incident) => (200, incident.clone()),
                None => (404, refusal("Incident not found")),
            },
            ("POST", ["v1", "p", "incidents"]) if body["name"].as_str().is_some_and(|name| !name.is_empty()) => {
                let id = format!("ck{}", self.incidents.len());
                self.incidents
                    .push(json!({ "id": id, "name": body["name"], "started": body["started"], "updates": [] }));
                if self.say(&id, &body).is_none() {
                    self.incidents.pop();
                    return (400, refusal("Invalid incident"));
                }
                (200, self.incidents.last().unwrap().clone())
            }
            ("POST", ["v1", "p", "incidents", id, "incident-updates"]) => match self.say(id, &body) {
                Some(update) => (200, update),
                None => (400, refusal("Invalid update")),
            },
            _ => (404, refusal("Not found")),
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
    /// Adds what was posted, the first one first; nothing where it is not of the documented form. The components are those that
    /// it names, and each has a status.
    fn say(&mut self, id: &str, posted: &Value) -> Option<Value> {
        let message = posted["message"].as_str().filter(|text| !text.is_empty())?;
        let status = posted["status"].as_str().filter(|word| STATUSES.contains(word))?;
        let started = posted["started"].as_str()?;
        let notify = posted["notify"].as_bool()?;
        let named: Vec<&str> = posted["components"].as_array()?.iter().map(Value::as_str).collect::<Option<_>>()?;
        let statuses = posted["statuses"].as_array()?;
        let is_known = |one: &Value| {
            one["id"].as_str().is_some_and(|id| named.contains(&id))
                && one["status"].as_str().is_some_and(|word| COMPONENT_STATUSES.contains(&word))
        };
        if named != ["checkout"] || statuses.len() != named.len() || !statuses.iter().all(is_known) {
            return None;
        }
        let incident = self.incidents.iter_mut().find(|known| known["id"] == id)?;
        let update = json!({ "id": format!("cku{}", self.updates), "message": message, "messageHtml": format!("<p>{message}</p>"),
            "status": status, "notify": notify, "started": started, "ended": null, "duration": null,
            "createdAt": format!("2026-11-20T14:{:02}:00.160Z", self.updates) });
        self.updates += 1;
        incident["status"] = json!(status);
        incident["components"] = statuses
            .iter()
            .map(|one| json!({ "id": one["id"], "name": "Checkout", "status": one["status"] }))
            .collect();
        incident["updates"].as_array_mut()?.push(update.clone());
        Some(update)
    }
}

fn refusal(message: &str) -> Value {
    json!({ "error": { "code": "bad_request", "message": message } })
}
