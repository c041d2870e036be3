//! What each provider documents of each of its ways of paging.

use serde_json::{Value, json};

use super::addition::{
    joined_group, jsm_joined, jsm_note, jsm_notes, opsgenie_joined, opsgenie_notes, resolution_note, resolution_notes,
    rootly_event, rootly_events,
};
use super::graphql::{self, goalert};
use super::{Documented, HERE, Made, Repeated, Shared, Status, WHO, WHO_ID, Way, line, parameter};
use crate::server::Received;

/// Every way of paging of every registered pager that reaches the world. A new pager is one more entry.
pub(crate) const ALL: &[Documented] = &[
    Documented {
        provider: "pagerduty",
        way: Way::Page(0),
        options: &[("api_url", HERE), ("service", "PIJ90N7"), ("from", "lead@kestrel.example")],
        create: "POST /incidents",
        key: "/incident/incident_key",
        repeated: Repeated::IsRefusedWhileOpen(|| {
            let words = "Open incident with matching dedup key already exists on this service";
            (400, json!({ "error": { "message": "Arguments Caused Error", "code": 2002, "errors": [words] } }))
        }),
        shared: Shared::No,
        created: |made| (201, json!({ "incident": pagerduty_incident(made) })),
        read: pagerduty,
        who: Some(WHO),
    },
    Documented {
        provider: "pagerduty",
        way: Way::Page(1),
        options: &[("api_url", HERE), ("events_url", HERE)],
        create: "POST /v2/enqueue",
        key: "/dedup_key",
        repeated: Repeated::AnswersAlikeWhileOpen,
        shared: Shared::No,
        created: |made| (202, json!({ "status": "success", "message": "Event processed", "dedup_key": made.key })),
        read: pagerduty,
        who: Some(WHO),
    },
    Documented {
        provider: "pagerduty",
        way: Way::Responder(0),
        options: &[("api_url", HERE), ("requester", "PLEAD01")],
        create: "POST /incidents/Q2KU1VX3E8LAQ4/responder_requests",
        key: "/message",
        repeated: Repeated::WakesAgain,
        shared: Shared::OnceClosed,
        created: |made| {
            (200, json!({ "responder_request": { "incident": joined_incident(std::slice::from_ref(made)) } }))
        },
        read: |request, made| {
            (line(request) == "GET /incidents/Q2KU1VX3E8LAQ4").then(|| json!({ "incident": joined_incident(made) }))
        },
        who: Some(WHO),
    },
    Documented {
        provider: "pagerduty",
        way: Way::Note,
        options: &[("api_url", HERE), ("from", "lead@kestrel.example")],
        create: "POST /incidents/Q2KU1VX3E8LAQ4/notes",
        key: "/note/content",
        repeated: Repeated::WakesAgain,
        shared: Shared::No,
        created: |made| (200, json!({ "note": pagerduty_note(made) })),
        read: |request, made| {
            let notes: Vec<Value> = made.iter().rev().map(pagerduty_note).collect();
            (line(request) == "GET /incidents/Q2KU1VX3E8LAQ4/notes").then(|| json!({ "notes": notes }))
        },
        who: None,
    },
    Documented {
        provider: "incidentio",
        way: Way::Page(0),
        options: &[("api_url", HERE)],
        create: "POST /v2/escalations",
        key: "/idempotency_key",
        repeated: Repeated::AnswersAlike,
        shared: Shared::No,
        created: |made| (201, json!({ "escalation": escalation(made) })),
        read: |request, made| {
            let wanted = parameter(request, "idempotency_key[is]")?;
            let found: Vec<Value> = made.iter().filter(|made| made.key == wanted).map(escalation).collect();
            let is_list = line(request) == "GET /v2/escalations";
            is_list.then(|| json!({ "escalations": found, "pagination_meta": { "page_size": 1 } }))
        },
        who: Some(WHO),
    },
    Documented {
        provider: "grafana_oncall",
        way: Way::Page(0),
        options: &[("api_url", HERE)],
        create: "POST /api/v1/escalation/",
        key: "/message",
        repeated: Repeated::WakesAgain,
        shared: Shared::No,
        created: |made| (200, alert_group(made)),
        read: grafana_oncall,
        who: Some(WHO_ID),
    },
    Documented {
        provider: "grafana_oncall",
        way: Way::Responder(0),
        options: &[("api_url", HERE)],
        create: "POST /api/v1/escalation/",
        key: "/users/0/id",
        repeated: Repeated::WakesAgain,
        shared: Shared::StaysAsItIs(|| (400, json!({ "detail": "Cannot add responders for a resolved alert group" }))),
        created: |made| (200, joined_group(made)),
        read: |request, made| {
            let is_group = line(request) == "GET /api/v1/alert_groups/Q2KU1VX3E8LAQ4/";
            made.last().filter(|_| is_group).map(joined_group)
        },
        who: Some(WHO_ID),
    },
    Documented {
        provider: "grafana_oncall",
        way: Way::Note,
        options: &[("api_url", HERE)],
        create: "POST /api/v1/resolution_notes/",
        key: "/text",
        repeated: Repeated::WakesAgain,
        shared: Shared::No,
        created: |made| (201, resolution_note(made)),
        read: resolution_notes,
        who: None,
    },
    Documented {
        provider: "goalert",
        way: Way::Page(0),
        options: &[("api_url", HERE)],
        create: "POST /api/graphql Page",
        key: "/variables/input/dedup",
        repeated: Repeated::IsRefusedWhileOpen(graphql::duplicate),
        shared: Shared::No,
        created: |made| (200, json!({ "data": { "createAlert": { "alertID": made.number } } })),
        read: goalert,
        who: Some(WHO),
    },
    Documented {
        provider: "splunk_on_call",
        way: Way::Page(0),
        options: &[("api_url", HERE), ("from", "lead")],
        create: "POST /api-public/v1/incidents",
        key: "/summary",
        repeated: Repeated::WakesAgain,
        shared: Shared::No,
        created: |made| (200, json!({ "incidentNumber": made.number.to_string() })),
        read: splunk_on_call,
        who: Some(WHO),
    },
    Documented {
        provider: "rootly",
        way: Way::Page(0),
        options: &[("api_url", HERE)],
        create: "POST /v1/alerts",
        key: "/data/attributes/deduplication_key",
        repeated: Repeated::AnswersAlikeWhileOpen,
        shared: Shared::No,
        created: |made| (201, json!({ "data": rootly_alert(made) })),
        read: |request, made| {
            let path = line(request);
            let wanted = path.strip_prefix("GET /v1/alerts/alert-")?;
            let found = made.iter().find(|made| made.number.to_string() == wanted)?;
            Some(json!({ "data": rootly_alert(found) }))
        },
        who: None,
    },
    Documented {
        provider: "rootly",
        way: Way::Note,
        options: &[("api_url", HERE)],
        create: "POST /v1/alerts/Q2KU1VX3E8LAQ4/events",
        key: "/data/attributes/details",
        repeated: Repeated::WakesAgain,
        shared: Shared::No,
        created: |made| (201, json!({ "data": rootly_event(made) })),
        read: rootly_events,
        who: None,
    },
    Documented {
        provider: "opsgenie",
        way: Way::Page(0),
        options: &[("api_url", HERE)],
        create: "POST /v2/alerts",
        key: "/alias",
        repeated: Repeated::AnswersAlikeWhileOpen,
        shared: Shared::No,
        created: |made| (202, json!({ "result": "Request will be processed", "requestId": made.number.to_string() })),
        read: |request, made| {
            let found = alerts_of(request, made);
            (line(request) == "GET /v2/alerts").then(|| json!({ "data": found }))
        },
        who: Some(WHO),
    },
    Documented {
        provider: "opsgenie",
        way: Way::Responder(0),
        options: &[("api_url", HERE)],
        create: "POST /v2/alerts/intent-0.page-0/responders",
        key: "/note",
        repeated: Repeated::WakesAgain,
        shared: Shared::OpensAgain,
        created: |made| (202, json!({ "result": "Request will be processed", "requestId": made.number.to_string() })),
        read: |request, made| opsgenie_notes(request, made).or_else(|| opsgenie_joined(request, made)),
        who: Some(WHO),
    },
    Documented {
        provider: "opsgenie",
        way: Way::Note,
        options: &[("api_url", HERE)],
        create: "POST /v2/alerts/intent-0.page-0/notes",
        key: "/note",
        repeated: Repeated::WakesAgain,
        shared: Shared::No,
        created: |made| (202, json!({ "result": "Request will be processed", "requestId": made.number.to_string() })),
        read: opsgenie_notes,
        who: None,
    },
    Documented {
        provider: "jsm_operations",
        way: Way::Page(0),
        options: JSM,
        create: "POST /jsm/ops/api/cloud-1/v1/alerts",
        key: "/alias",
        repeated: Repeated::AnswersAlikeWhileOpen,
        shared: Shared::No,
        created: |made| (202, json!({ "result": "Request will be processed", "requestId": made.number.to_string() })),
        read: |request, made| {
            let found = alerts_of(request, made);
            (line(request) == "GET /jsm/ops/api/cloud-1/v1/alerts").then(|| json!({ "values": found }))
        },
        who: Some(WHO),
    },
    Documented {
        provider: "jsm_operations",
        way: Way::Responder(0),
        options: JSM,
        create: "POST /jsm/ops/api/cloud-1/v1/alerts/9b251e07-73c9-4907-9996-8cb53a6a20d0-1704440650350/responders",
        key: "/id",
        repeated: Repeated::WakesAgain,
        shared: Shared::OpensAgain,
        created: |made| (202, json!({ "result": "Request will be processed", "requestId": made.number.to_string() })),
        read: jsm_joined,
        who: Some(WHO),
    },
    Documented {
        provider: "jsm_operations",
        way: Way::Note,
        options: JSM,
        create: "POST /jsm/ops/api/cloud-1/v1/alerts/9b251e07-73c9-4907-9996-8cb53a6a20d0-1704440650350/notes",
        key: "/note",
        repeated: Repeated::WakesAgain,
        shared: Shared::No,
        created: |made| (201, jsm_note(made)),
        read: jsm_notes,
        who: None,
    },
];

const JSM: &[(&str, &str)] = &[
    ("api_url", HERE),
    ("email", "lead@kestrel.example"),
    ("site", "https://kestrel.atlassian.net"),
    ("cloud", "cloud-1"),
];

/// The alerts that a search by alias finds, the newest first.
fn alerts_of(request: &Received, made: &[Made]) -> Vec<Value> {
    let wanted = parameter(request, "query").unwrap_or_default();
    made.iter().rev().filter(|made| wanted == format!("alias:\"{}\"", made.key)).map(alert).collect()
}

pub(super) fn alert(made: &Made) -> Value {
    json!({
        "id": made.number.to_string(),
        "alias": made.key,
        "status": word(made, ["open", "open", "closed"]),
        "acknowledged": made.status == Status::Taken,
        "owner": if made.status == Status::Open { "" } else { WHO },
        "createdAt": made.at,
        "report": { "acknowledgedBy": WHO, "closedBy": WHO, "ackTime": 0, "closeTime": 0 },
    })
}

/// The word of a provider for what came of something.
fn word(made: &Made, words: [&'static str; 3]) -> &'static str {
    match made.status {
        Status::Open => words[0],
        Status::Taken => words[1],
        Status::Closed => words[2],
    }
}

fn pagerduty_incident(made: &Made) -> Value {
    let who = json!({ "id": WHO_ID, "type": "user_reference", "summary": WHO });
    let taken = [json!({ "at": made.at, "acknowledger": who })];
    json!({
        "id": format!("Q{}", made.number),
        "status": word(made, ["triggered", "acknowledged", "resolved"]),
        "incident_key": made.key,
        "html_url": "https://kestrel.pagerduty.com/incidents/Q",
        "created_at": made.at,
        "acknowledgements": if made.status == Status::Taken { &taken[..] } else { &[] },
        "last_status_change_by": who,
        "last_status_change_at": made.at,
    })
}

/// The incident of a page to which all of these were added.
fn joined_incident(made: &[Made]) -> Value {
    let who = json!({ "id": WHO_ID, "type": "user_reference", "summary": WHO });
    let responder = |made: &Made| {
        json!({
            "state": word(made, ["pending", "joined", "joined"]),
            "user": who,
            "message": made.key,
            "requested_at": made.at,
            "updated_at": made.at,
        })
    };
    let over = !made.is_empty() && made.iter().all(|made| made.status == Status::Closed);
    json!({
        "id": "Q2KU1VX3E8LAQ4",
        "status": if over { "resolved" } else { "triggered" },
        "html_url": "https://kestrel.pagerduty.com/incidents/Q2KU1VX3E8LAQ4",
        "last_status_change_by": who,
        "incidents_responders": made.iter().map(responder).collect::<Vec<_>>(),
    })
}

fn pagerduty_note(made: &Made) -> Value {
    json!({ "id": format!("PNOTE{}", made.number), "content": made.key, "created_at": made.at })
}

fn pagerduty(request: &Received, made: &[Made]) -> Option<Value> {
    let wanted = parameter(request, "incident_key");
    let is_wanted = |made: &&Made| wanted.as_ref().is_none_or(|key| *key == made.key);
    let limit = parameter(request, "limit").map_or(25, |limit| limit.parse().unwrap());
    let found: Vec<Value> = made.iter().filter(is_wanted).map(pagerduty_incident).collect();
    let more = found.len() > limit;
    (line(request) == "GET /incidents").then(
        || json!({ "incidents": found[..found.len().min(limit)], "limit": limit, "offset": 0, "more": more, "total": null }),
    )
}

fn escalation(made: &Made) -> Value {
    let user = json!({ "id": WHO_ID, "name": WHO, "email": "anneke@kestrel.example" });
    let status = word(made, ["triggered", "acked", "resolved"]);
    let events = [
        json!({ "id": "1", "event": "triggered", "occurred_at": made.at }),
        json!({ "id": "2", "event": status, "occurred_at": made.at, "users": [user] }),
    ];
    let events = if made.status == Status::Open { &events[..1] } else { &events[..] };
    json!({ "id": format!("01ESC{}", made.number), "status": status, "events": events })
}

pub(super) fn alert_group(made: &Made) -> Value {
    let by = |status: Status| (made.status == status).then_some(WHO_ID);
    let at = |status: Status| (made.status == status).then_some(made.at);
    json!({
        "id": format!("I{}", made.number),
        "state": word(made, ["firing", "acknowledged", "resolved"]),
        "created_at": made.at,
        "acknowledged_by": by(Status::Taken),
        "acknowledged_at": at(Status::Taken),
        "resolved_by": by(Status::Closed),
        "resolved_at": at(Status::Closed),
        "permalinks": { "web": "https://kestrel.grafana.net/a/grafana-oncall-app/alert-groups/I" },
        "last_alert": { "payload": { "oncall": { "message": made.key } } },
    })
}

/// The newest first, by when they started where that is asked for; or one of them.
fn grafana_oncall(request: &Received, made: &[Made]) -> Option<Value> {
    let path = line(request);
    let rest = path.strip_prefix("GET /api/v1/alert_groups/")?;
    if let Some(id) = rest.strip_suffix('/') {
        return made.iter().find(|made| format!("I{}", made.number) == id).map(alert_group);
    }
    let within = parameter(request, "started_at");
    let is_wanted = |made: &&Made| {
        let at = made.at.format("%Y-%m-%dT%H:%M:%S").to_string();
        within
            .as_ref()
            .and_then(|within| within.split_once('_'))
            .is_none_or(|(from, until)| from <= at.as_str() && at.as_str() <= until)
    };
    let size = parameter(request, "perpage").map_or(25, |size| size.parse().unwrap());
    let found: Vec<Value> = made.iter().rev().filter(is_wanted).map(alert_group).collect();
    let next = (found.len() > size).then_some("http://host/api/v1/alert_groups/?page=2");
    Some(json!({ "count": found.len(), "next": next, "results": found[..found.len().min(size)] }))
}

fn splunk_incident(made: &Made) -> Value {
    let phase = word(made, ["UNACKED", "ACKED", "RESOLVED"]);
    let steps = [json!({ "name": "triggered", "at": made.at }), json!({ "name": phase, "at": made.at, "by": WHO })];
    json!({
        "incidentNumber": made.number.to_string(),
        "currentPhase": phase,
        "entityDisplayName": made.key,
        "service": made.key,
        "transitions": if made.status == Status::Open { &steps[..1] } else { &steps[..] },
    })
}

fn splunk_on_call(request: &Received, made: &[Made]) -> Option<Value> {
    let path = line(request);
    let rest = path.strip_prefix("GET /api-public/v1/incidents")?;
    match rest.strip_prefix('/') {
        Some(number) => made.iter().find(|made| made.number.to_string() == number).map(splunk_incident),
        None => Some(json!({ "incidents": made.iter().map(splunk_incident).collect::<Vec<_>>() })),
    }
}

/// Who took it is told in none of its attributes.
fn rootly_alert(made: &Made) -> Value {
    let status = word(made, ["triggered", "acknowledged", "resolved"]);
    let ended = (made.status == Status::Closed).then_some(made.at);
    let attributes = json!({ "status": status, "deduplication_key": made.key, "ended_at": ended });
    json!({ "id": format!("alert-{}", made.number), "type": "alerts", "attributes": attributes })
}
