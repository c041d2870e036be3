//! Better Stack's status pages, as far as a lane of updates needs them.

use domain::delivery::ComponentState;
use serde_json::{Value, json};

use super::{Documented, HERE, SimulatedPage};
use crate::server::Received;

pub(super) const DOCUMENTED: Documented = Documented {
    provider: "betterstack",
    options: &[("api_url", HERE), ("page", "123456")],
    component: "8720238",
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
    /// In order of their making, each with its updates, the first one first.
    reports: Vec<(Value, Vec<Value>)>,
    updates: u32,
}

const STATUSES: [&str; 3] = ["resolved", "degraded", "downtime"];
/// So few entries that two reports are in two parts.
const LENGTH: usize = 1;

impl SimulatedPage for Host {
    fn answer(&mut self, request: &Received) -> (u16, Value) {
        let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
        let path: Vec<&str> = path.trim_matches('/').split('/').collect();
        let ["api", "v2", "status-pages", "123456", "status-reports", rest @ ..] = path.as_slice() else {
            return (404, refusal("Resource with provided ID was not found"));
        };
        let body = request.json();
        match (request.method.as_str(), rest) {
            ("GET", []) => (200, self.list(query)),
            ("GET", [id]) => match self.reports.iter().find(|(report, _)| report["id"] == **id) {
                Some(told) => (200, whole(told)),
                None => (404, refusal("Resource with provided ID was not found")),
            },
            ("POST", []) => {
                let id = (41_001 + self.reports.len()).to_string();
                let is_titled = body["title"].as_str().is_some_and(|title| !title.is_empty());
                match self.update(&body).filter(|_| is_titled && body["report_type"] == "manual") {
                    Some(update) => {
                        let attributes = json!({ "title": body["title"], "report_type": "manual", "ends_at": null,
                            "starts_at": update["attributes"]["published_at"] });
                        let report = json!({ "id": id, "type": "status_report", "attributes": attributes });
                        self.reports.push((report, vec![update]));
                        (201, whole(self.reports.last().unwrap()))
                    }
                    None => (422, refusal("Affected resources is invalid")),
                }
            }
            ("POST", [id, "status-updates"]) => {
                let Some(update) = self.update(&body) else { return (422, refusal("Affected resources is invalid")) };
                match self.reports.iter_mut().find(|(report, _)| report["id"] == **id) {
                    Some((_, updates)) => {
                        updates.push(update.clone());
                        (201, json!({ "data": update }))
                    }
                    None => (404, refusal("Resource with provided ID was not found")),
                }
            }
            _ => (404, refusal("Not found")),
        }
    }

    fn told(&self) -> Vec<Vec<String>> {
        let text = |update: &Value| update["attributes"]["message"].as_str().unwrap().to_owned();
        self.reports.iter().map(|(_, updates)| updates.iter().map(text).collect()).collect()
    }
}

impl Host {
    /// What was posted as an update; nothing where it is not of the documented form.
    fn update(&mut self, posted: &Value) -> Option<Value> {
        let message = posted["message"].as_str().filter(|text| !text.is_empty())?;
        posted["notify_subscribers"].as_bool()?;
        let affected = posted["affected_resources"].as_array().filter(|affected| !affected.is_empty())?;
        let is_known = |one: &Value| {
            one["status_page_resource_id"] == "8720238"
                && one["status"].as_str().is_some_and(|word| STATUSES.contains(&word))
        };
        if !affected.iter().all(is_known) {
            return None;
        }
        self.updates += 1;
        Some(json!({ "id": (91_000 + self.updates).to_string(), "type": "status_update", "attributes": {
            "message": message, "affected_resources": affected,
            "published_at": format!("2026-11-20T14:{:02}:00.801Z", self.updates) } }))
    }

    /// The oldest one first, and none of their texts.
    fn list(&self, query: &str) -> Value {
        let page = query.split('&').find_map(|pair| pair.strip_prefix("page=")).and_then(|page| page.parse().ok());
        let page: usize = page.unwrap_or(1);
        let listed = self.reports.iter().skip((page - 1) * LENGTH).take(LENGTH).map(|told| whole(told)["data"].clone());
        let next =
            (page * LENGTH < self.reports.len()).then(|| format!("https://betterstack.example/?page={}", page + 1));
        json!({ "data": listed.collect::<Vec<_>>(), "pagination": { "next": next } })
    }
}

/// A report with what was said in it. The states that it tells are those of the latest update.
fn whole((report, updates): &(Value, Vec<Value>)) -> Value {
    let mut told = report.clone();
    let affected = updates.last().map(|update| update["attributes"]["affected_resources"].clone()).unwrap_or_default();
    let state = affected[0]["status"].as_str().unwrap_or_default();
    told["attributes"]["aggregate_state"] = json!(if state == "resolved" { "operational" } else { state });
    told["attributes"]["affected_resources"] = affected.clone();
    let ids = updates.iter().map(|update| json!({ "id": update["id"], "type": "status_update" }));
    told["relationships"] = json!({ "status_updates": { "data": ids.collect::<Vec<_>>() } });
    json!({ "data": told, "included": updates })
}

fn refusal(words: &str) -> Value {
    json!({ "errors": words })
}
