//! GoAlert, whose every call goes to one address, and whose refusals stand in answers of success.

use domain::span::Instant;
use serde_json::{Value, json};

use super::{Made, Status, WHO, line};
use crate::server::Received;

/// How an alert is refused whose key an open one has.
pub(super) fn duplicate() -> (u16, Value) {
    (200, json!({ "errors": [{ "message": "duplicate alert already exists", "path": ["createAlert"] }], "data": null }))
}

/// The newest alerts of a service since an instant, or the state of one alert.
pub(super) fn goalert(request: &Received, made: &[Made]) -> Option<Value> {
    let variables = request.json()["variables"].clone();
    match line(request).as_str() {
        "POST /api/graphql Find" => {
            let since = variables["since"].as_str().unwrap().parse::<Instant>().unwrap();
            let found = made.iter().rev().filter(|made| made.at >= since);
            let node =
                |made: &Made| json!({ "alertID": made.number, "details": made.body["variables"]["input"]["details"] });
            let nodes: Vec<Value> = found.map(node).collect();
            Some(json!({ "data": { "alerts": { "nodes": nodes, "pageInfo": { "hasNextPage": false } } } }))
        }
        "POST /api/graphql Progress" => {
            let found = made.iter().find(|made| json!(made.number) == variables["id"]);
            Some(json!({ "data": { "alert": found.map(alert) } }))
        }
        _ => None,
    }
}

/// The newest event comes first.
fn alert(made: &Made) -> Value {
    let (status, event) = match made.status {
        Status::Open => ("StatusUnacknowledged", "Escalated to step #1".to_owned()),
        Status::Taken => ("StatusAcknowledged", format!("Acknowledged by {WHO}")),
        Status::Closed => ("StatusClosed", format!("Closed by {WHO}")),
    };
    let events =
        [json!({ "timestamp": made.at, "message": event }), json!({ "timestamp": made.at, "message": "Created" })];
    json!({ "status": status, "recentEvents": { "nodes": events } })
}
