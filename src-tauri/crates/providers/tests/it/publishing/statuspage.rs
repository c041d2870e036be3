//! Atlassian Statuspage, as far as a lane of updates needs it.

use domain::delivery::ComponentState;
use serde_json::{Value, json};

use super::{Documented, HERE, SimulatedPage};
use crate::server::Received;

pub(super) const DOCUMENTED: Documented = Documented {
    provider: "statuspage",
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
}

impl SimulatedPage for Host {
    fn answer(&mut self, request: &Received) -> (u16, Value) {
        let path: Vec<&str> = request.path.split('?').next().unwrap().trim_matches('/').split('/').collect();
        let body = request.json();
        match (request.method.as_str(), path.as_slice()) {
            ("GET", ["pages", "p", "incidents", "unresolved"]) => {
                let is_open = |incident: &&Value| incident["status"] != "resolved";
                (200, self.incidents.iter().rev().filter(is_open).cloned().collect())
            }
            ("GET", ["pages", "p", "incidents"]) => (200, self.incidents.iter().rev().cloned().collect()),
            ("GET", ["pages", "p", "incidents", id]) => match self.incidents.iter().find(|known| known["id"] == **id) {
                Some(incident) => (200, incident.clone()),
                None => (404, json!({ "error": "not found" })),
            },
            ("POST", ["pages", "p", "incidents"]) if body["incident"]["name"].is_string() => {
                let id = format!("incident{}", self.incidents.len());
                let name = &body["incident"]["name"];
                self.incidents.push(json!({ "id": id, "name": name, "incident_updates": [], "components": [] }));
                self.change(&id, &body["incident"]).map_or((404, json!({})), |incident| (201, incident))
            }
            ("PATCH", ["pages", "p", "incidents", id]) => {
                self.change(id, &body["incident"]).map_or((404, json!({ "error": "not found" })), |it| (200, it))
            }
            _ => (422, json!({ "error": ["name can't be blank"] })),
        }
    }

    fn told(&self) -> Vec<Vec<String>> {
        let told = |incident: &Value| {
            let updates = incident["incident_updates"].as_array().unwrap().iter().rev();
            updates.map(|update| update["body"].as_str().unwrap().to_owned()).collect()
        };
        self.incidents.iter().map(told).collect()
    }
}

impl Host {
    /// The latest update stands first.
    fn change(&mut self, id: &str, posted: &Value) -> Option<Value> {
        let known = self.incidents.iter_mut().find(|incident| incident["id"] == id)?;
        known["status"] = posted["status"].clone();
        known["metadata"] = posted["metadata"].clone();
        // The list is written whole: what it does not name is in the incident no more.
        if let Some(ids) = posted["component_ids"].as_array() {
            let state = |id: &Value| posted["components"][id.as_str().unwrap_or_default()].clone();
            let component = |id: &Value| json!({ "id": id, "status": state(id) });
            known["components"] = ids.iter().map(component).collect();
        }
        let updates = known["incident_updates"].as_array_mut()?;
        let number = updates.len();
        let minute = format!("2026-11-20T14:{number:02}:00.000Z");
        updates.insert(
            0,
            json!({ "id": format!("{id}-{number}"), "status": posted["status"], "body": posted["body"], "created_at": minute }),
        );
        Some(known.clone())
    }
}
