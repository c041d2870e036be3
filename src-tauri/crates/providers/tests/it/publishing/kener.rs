//! Kener, as far as a lane of updates needs it. All that happens there happens within the same minute.

use domain::delivery::ComponentState;
use serde_json::{Value, json};

use super::{Documented, HERE, SimulatedPage};
use crate::given;
use crate::server::Received;

pub(super) const DOCUMENTED: Documented = Documented {
    provider: "kener",
    options: &[("api_url", HERE)],
    component: "checkout",
    states: [
        ComponentState::MajorOutage,
        ComponentState::Degraded,
        ComponentState::Maintenance,
        ComponentState::Operational,
    ],
    host: || Box::new(Host::default()),
};

#[derive(Default)]
struct Host {
    /// In order of their making, each with its comments in order.
    incidents: Vec<(Value, Vec<Value>)>,
    /// How many comments there are, of all incidents.
    comments: u64,
}

impl SimulatedPage for Host {
    fn answer(&mut self, request: &Received) -> (u16, Value) {
        let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
        let Some(path) = path.strip_prefix("/api/v4/") else { return refused(404, "No API route matches") };
        let path: Vec<&str> = path.split('/').collect();
        let body = request.json();
        match (request.method.as_str(), path.as_slice()) {
            ("GET", ["incidents"]) => {
                let since = query.strip_prefix("start_ts=").map_or(0, |since| since.parse().unwrap());
                let all = self.incidents.iter().rev().map(|(incident, _)| incident);
                let listed = all.filter(|incident| incident["start_date_time"].as_i64() >= Some(since));
                (200, json!({ "incidents": listed.collect::<Vec<_>>() }))
            }
            ("POST", ["incidents"]) => self.make(&body),
            (method, ["incidents", id, rest @ ..]) => match id.parse::<usize>().ok().and_then(|id| id.checked_sub(1)) {
                Some(at) if at < self.incidents.len() => self.of_one(at, method, rest, &body),
                _ => refused(404, "Incident not found"),
            },
            _ => refused(404, "No API route matches"),
        }
    }

    /// An incident in which nothing was said tells nothing yet.
    fn told(&self) -> Vec<Vec<String>> {
        let text = |comment: &Value| comment["comment"].as_str().unwrap().to_owned();
        self.incidents.iter().map(|(_, comments)| comments.iter().map(text).collect()).collect()
    }
}

impl Host {
    fn make(&mut self, body: &Value) -> (u16, Value) {
        let title = body["title"].as_str().map(str::trim).filter(|title| !title.is_empty());
        let (Some(title), Some(start)) = (title, body["start_date_time"].as_i64()) else {
            return refused(400, "Title is required and must be a non-empty string");
        };
        if let Some(refusal) = unknown_monitor(body) {
            return refusal;
        }
        let id = self.incidents.len() + 1;
        let incident = json!({
            "id": id, "title": title, "start_date_time": start - start.rem_euclid(60), "end_date_time": null,
            "state": "INVESTIGATING", "monitors": body["monitors"],
        });
        self.incidents.push((incident.clone(), Vec::new()));
        (201, json!({ "incident": incident }))
    }

    fn of_one(&mut self, at: usize, method: &str, rest: &[&str], body: &Value) -> (u16, Value) {
        let (incident, comments) = &mut self.incidents[at];
        match (method, rest) {
            ("GET", []) => (200, json!({ "incident": incident })),
            ("PATCH", []) => {
                if let Some(refusal) = unknown_monitor(body) {
                    return refusal;
                }
                incident["monitors"] = body["monitors"].clone();
                (200, json!({ "incident": incident }))
            }
            ("GET", ["comments"]) => (200, json!({ "comments": comments.iter().rev().collect::<Vec<_>>() })),
            ("POST", ["comments"]) => {
                let text = body["comment"].as_str().map(str::trim).filter(|text| !text.is_empty());
                let known = ["INVESTIGATING", "IDENTIFIED", "MONITORING", "RESOLVED"];
                let (Some(text), true) = (text, known.contains(&body["state"].as_str().unwrap_or_default())) else {
                    return refused(400, "comment is required and must be a non-empty string");
                };
                self.comments += 1;
                let minute = given::now().timestamp();
                let comment = json!({
                    "id": self.comments, "incident_id": at + 1, "comment": text, "state": body["state"], "timestamp": minute,
                });
                incident["state"] = body["state"].clone();
                comments.push(comment.clone());
                (201, json!({ "comment": comment }))
            }
            _ => refused(404, "No API route matches"),
        }
    }
}

fn unknown_monitor(body: &Value) -> Option<(u16, Value)> {
    let mut monitors = body["monitors"].as_array().into_iter().flatten();
    let unknown = monitors.find(|monitor| monitor["monitor_tag"] != "checkout" || !monitor["impact"].is_string());
    unknown.map(|_| refused(400, "Monitor with that tag not found"))
}

fn refused(status: u16, words: &str) -> (u16, Value) {
    (status, json!({ "error": { "code": "BAD_REQUEST", "message": words } }))
}
