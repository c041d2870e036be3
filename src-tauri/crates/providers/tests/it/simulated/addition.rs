//! What providers tell of what was added to a page that is out.

use serde_json::{Value, json};

use super::table::{alert, alert_group};
use super::{Made, WHO, WHO_ID, line, parameter};
use crate::server::Received;

/// The alert of a page, found by its alias, to which all of these were added: whom each adds stands at that place of its call.
fn joined_alerts(request: &Received, made: &[Made], added: &str) -> Vec<Value> {
    let is_wanted = parameter(request, "query").is_some_and(|query| query == "alias:\"intent-0.page-0\"");
    let responders: Vec<&Value> = made.iter().filter_map(|made| made.body.pointer(added)).collect();
    let as_joined = |made: &Made| {
        let mut alert = alert(made);
        alert["alias"] = json!("intent-0.page-0");
        alert["responders"] = json!(responders);
        alert
    };
    made.last().filter(|_| is_wanted).map(as_joined).into_iter().collect()
}

pub(super) fn opsgenie_joined(request: &Received, made: &[Made]) -> Option<Value> {
    (line(request) == "GET /v2/alerts").then(|| json!({ "data": joined_alerts(request, made, "/responder") }))
}

pub(super) fn jsm_joined(request: &Received, made: &[Made]) -> Option<Value> {
    let is_search = line(request) == "GET /jsm/ops/api/cloud-1/v1/alerts";
    is_search.then(|| json!({ "values": joined_alerts(request, made, "") }))
}

/// The notes of the alert, which is known by its alias only where that is said; none has an id.
pub(super) fn opsgenie_notes(request: &Received, made: &[Made]) -> Option<Value> {
    let is_list = line(request) == "GET /v2/alerts/intent-0.page-0/notes";
    let is_alias = parameter(request, "identifierType").is_some_and(|kind| kind == "alias");
    let limit = parameter(request, "limit").map_or(20, |limit| limit.parse().unwrap());
    let is_ascending = parameter(request, "order").is_some_and(|order| order == "asc");
    let note = |made: &Made| json!({ "note": made.key, "owner": "Bridgewatch", "createdAt": made.at, "offset": "1" });
    let mut notes: Vec<Value> = made.iter().map(note).collect();
    if !is_ascending {
        notes.reverse();
    }
    notes.truncate(limit);
    (is_list && is_alias && limit <= 100).then(|| json!({ "data": notes, "paging": {} }))
}

pub(super) fn jsm_note(made: &Made) -> Value {
    json!({ "id": format!("{:019}", made.number), "note": made.key, "owner": WHO, "createdAt": made.at, "updatedAt": made.at })
}

/// The notes of the alert with that id, in no order that is told.
pub(super) fn jsm_notes(request: &Received, made: &[Made]) -> Option<Value> {
    let path = "/v1/alerts/9b251e07-73c9-4907-9996-8cb53a6a20d0-1704440650350/notes";
    let size = parameter(request, "size").map_or(20, |size| size.parse().unwrap());
    let found: Vec<Value> = made.iter().map(jsm_note).collect();
    let next = (found.len() > size).then(|| format!("{path}?after={size}"));
    let is_list = line(request) == format!("GET /jsm/ops/api/cloud-1{path}");
    is_list.then(|| json!({ "values": found[..found.len().min(size)], "links": { "next": next } }))
}

/// The alert group of a page to which this was added.
pub(super) fn joined_group(made: &Made) -> Value {
    let mut group = alert_group(made);
    group["id"] = json!("Q2KU1VX3E8LAQ4");
    // Who was added is told nowhere.
    group["last_alert"]["payload"]["oncall"]["message"] = json!("INC-12 Card payments fail");
    group
}

pub(super) fn resolution_note(made: &Made) -> Value {
    json!({
        "id": format!("M{}", made.number),
        "alert_group_id": made.body["alert_group_id"],
        "author": WHO_ID,
        "source": "web",
        "created_at": made.at,
        "text": made.key,
    })
}

/// In no order that is told.
pub(super) fn resolution_notes(request: &Received, made: &[Made]) -> Option<Value> {
    let wanted = parameter(request, "alert_group_id");
    let is_wanted = |made: &&Made| wanted.as_ref().is_none_or(|group| made.body["alert_group_id"] == group.as_str());
    let size = parameter(request, "perpage").map_or(50, |size| size.parse().unwrap());
    let found: Vec<Value> = made.iter().filter(is_wanted).map(resolution_note).collect();
    let next = (found.len() > size).then_some("http://host/api/v1/resolution_notes/?page=2");
    let is_list = line(request) == "GET /api/v1/resolution_notes/";
    is_list.then(|| json!({ "count": found.len(), "next": next, "results": found[..found.len().min(size)] }))
}

pub(super) fn rootly_event(made: &Made) -> Value {
    let attributes = json!({
        "alert_id": "Q2KU1VX3E8LAQ4",
        "kind": made.body["data"]["attributes"]["kind"],
        "action": "created",
        "source": "api",
        "details": made.key,
        "created_at": made.at,
        "updated_at": made.at,
    });
    json!({ "id": format!("event-{}", made.number), "type": "alert_events", "attributes": attributes })
}

/// The events of all alerts: the oldest first, unless it is asked for otherwise.
pub(super) fn rootly_events(request: &Received, made: &[Made]) -> Option<Value> {
    let wanted = |key: &str, is: &Value| parameter(request, key).is_none_or(|value| *is == value.as_str());
    let mut events: Vec<Value> = made.iter().map(rootly_event).collect();
    events.retain(|event| {
        let attributes = &event["attributes"];
        wanted("filter[alert_id]", &attributes["alert_id"]) && wanted("filter[kind]", &attributes["kind"])
    });
    if parameter(request, "sort").as_deref() == Some("-created_at") {
        events.reverse();
    }
    let size = parameter(request, "page[size]").map_or(50, |size| size.parse().unwrap()).min(50);
    let next = (events.len() > size).then_some("cursor-2");
    events.truncate(size);
    (line(request) == "GET /v1/alert_events").then(|| json!({ "data": events, "meta": { "next_cursor": next } }))
}
