//! Cachet, as far as a lane of updates needs it. All that happens there happens within the same second.

use domain::delivery::ComponentState;
use serde_json::{Value, json};

use super::{Documented, HERE, SimulatedPage};
use crate::server::Received;

pub(super) const DOCUMENTED: Documented = Documented {
    provider: "cachet",
    options: &[("api_url", HERE), ("time_zone", "Europe/Berlin")],
    component: "12",
    states: [
        ComponentState::MajorOutage,
        ComponentState::PartialOutage,
        ComponentState::Maintenance,
        ComponentState::Operational,
    ],
    host: || Box::new(Host { status: 1, incidents: Vec::new(), updates: 0 }),
};

const NOW: &str = "2026-11-20 15:02:00";

struct Host {
    /// Of the only component.
    status: u64,
    /// In order of their making.
    incidents: Vec<Incident>,
    /// How many there are, of all incidents.
    updates: u64,
}

struct Incident {
    attributes: Value,
    /// In order.
    updates: Vec<Value>,
}

impl SimulatedPage for Host {
    fn answer(&mut self, request: &Received) -> (u16, Value) {
        let path: Vec<&str> = request.path.split('?').next().unwrap().trim_matches('/').split('/').collect();
        let body = request.json();
        match (request.method.as_str(), path.as_slice()) {
            ("GET", ["api", "components"]) => (200, json!({ "data": [self.component()], "links": { "next": null } })),
            ("PUT", ["api", "components", "12"]) => match body["status"].as_u64() {
                Some(status @ 1..=6) => {
                    self.status = status;
                    (200, json!({ "data": self.component() }))
                }
                _ => wrong("status", "The selected status is invalid."),
            },
            ("GET", ["api", "incidents"]) => {
                let all = || self.incidents.iter().enumerate().rev();
                let included: Vec<&Value> = all().flat_map(|(_, incident)| &incident.updates).collect();
                let data: Vec<Value> = all().map(|(at, incident)| incident.entry(at)).collect();
                (200, json!({ "data": data, "included": included, "links": { "next": null } }))
            }
            ("GET", ["api", "incidents", id]) => match self.at(id) {
                Some((at, incident)) => (200, json!({ "data": incident.entry(at), "included": incident.updates })),
                None => (404, json!({ "message": "No query results for model." })),
            },
            ("POST", ["api", "incidents"]) => self.make(&body),
            ("POST", ["api", "incidents", id, "updates"]) => self.add(id, &body),
            _ => (404, json!({ "message": "The route could not be found." })),
        }
    }

    /// What is not visible, nobody is told.
    fn told(&self) -> Vec<Vec<String>> {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let told = |incident: &Incident| {
            let first = text(&incident.attributes["message"]);
            std::iter::once(first)
                .chain(incident.updates.iter().map(|update| text(&update["attributes"]["message"])))
                .collect()
        };
        self.incidents.iter().filter(|incident| incident.attributes["visible"] == 1).map(told).collect()
    }
}

impl Host {
    fn component(&self) -> Value {
        let status = json!({ "human": "…", "value": self.status });
        json!({
            "id": "12",
            "type": "components",
            "attributes": { "id": 12, "name": "Checkout", "status": status, "latest_status": status },
        })
    }

    fn at(&self, id: &str) -> Option<(usize, &Incident)> {
        let at = id.parse::<usize>().ok()?.checked_sub(1)?;
        self.incidents.get(at).map(|incident| (at, incident))
    }

    fn make(&mut self, body: &Value) -> (u16, Value) {
        let name = body["name"].as_str().filter(|name| !name.is_empty() && name.chars().count() <= 255);
        let message = body["message"].as_str().filter(|message| !message.is_empty());
        let (Some(name), Some(message), Some(status @ 0..=4)) = (name, message, body["status"].as_u64()) else {
            return wrong("name", "The name field is required.");
        };
        for component in body["components"].as_array().into_iter().flatten() {
            if component["id"] != 12 || !component["status"].is_u64() {
                return wrong("components.0.id", "The selected components.0.id is invalid.");
            }
        }
        let visible = u64::from(body["visible"] == true);
        let number = self.incidents.len() + 1;
        self.incidents.push(Incident {
            attributes: json!({
                "id": number, "guid": format!("guid-{number}"), "name": name, "message": message, "visible": visible,
                "status": { "human": "…", "value": status }, "created": { "string": NOW }, "occurred": { "string": null },
            }),
            updates: Vec::new(),
        });
        (201, json!({ "data": self.incidents[number - 1].entry(number - 1) }))
    }

    fn add(&mut self, id: &str, body: &Value) -> (u16, Value) {
        let message = body["message"].as_str().filter(|message| !message.is_empty());
        let (Some(message), Some(status @ 0..=4)) = (message, body["status"].as_u64()) else {
            return wrong("message", "The message field is required.");
        };
        let Some((at, _)) = self.at(id) else { return (404, json!({ "message": "No query results for model." })) };
        self.updates += 1;
        let status = json!({ "human": "…", "value": status });
        let update = json!({
            "id": self.updates.to_string(),
            "type": "updates",
            "attributes": { "message": message, "status": status, "created": { "string": NOW } },
        });
        let incident = &mut self.incidents[at];
        incident.attributes["status"] = status;
        incident.updates.push(update.clone());
        (201, json!({ "data": update }))
    }
}

impl Incident {
    fn entry(&self, at: usize) -> Value {
        let pointer = |update: &Value| json!({ "id": update["id"], "type": "updates" });
        let pointers: Vec<Value> = self.updates.iter().map(pointer).collect();
        json!({
            "id": (at + 1).to_string(),
            "type": "incidents",
            "attributes": self.attributes,
            "relationships": { "updates": { "data": pointers } },
        })
    }
}

fn wrong(member: &str, words: &str) -> (u16, Value) {
    (422, json!({ "message": words, "errors": { member: [words] } }))
}
