//! incident.io: what its refusals tell.

use providers::message::Response;
use serde_json::json;

/// The documented answer of <https://api-docs.incident.io/> › Rate limits: when to come back stands in the body alone.
#[test]
fn a_refusal_for_asking_too_often_tells_until_when() {
    let body = json!({
        "type": "too_many_requests",
        "status": 429,
        "request_id": "631766c4-4afd-4803-997c-cd700928fa4b",
        "errors": [{ "code": "too_many_requests", "message": "You have hit your rate limit" }],
        "rate_limit": { "name": "api_key", "limit": 1200, "remaining": 0, "retry_after": "Thu, 17 Apr 2025 11:17:18 UTC" },
    });
    let response = Response { status: 429, headers: Vec::new(), body: body.to_string().into_bytes() };
    let complaint = (providers::registry::find("incidentio").unwrap().complaint)(&response);
    assert_eq!(complaint.pause.as_deref(), Some("Thu, 17 Apr 2025 11:17:18 UTC"));
    assert_eq!((complaint.status, complaint.words.as_deref()), (429, Some("You have hit your rate limit")));
}
