//! incident.io: what its refusals tell, and what a connection that publishes may and may not.

use domain::agreement::Connection;
use domain::delivery::{ComponentState, Delivery, Failure, Receipt};
use domain::phase::Phase;
use domain::template::Audience;
use providers::gateway::Earlier;
use providers::marker::Found;
use providers::message::Response;
use serde_json::json;

use crate::given;
use crate::server::{self, Act, Server};

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

/// An update of those phase and state, as far as it is refused before anything is sent.
async fn refused(phase: Phase, state: ComponentState, known: Option<&Receipt>) -> String {
    let (gateway, _folder) = given::gateway();
    let server = Server::always(Act::Close).await;
    let connection = given::connection("incidentio", &[("api_url", &server.address), ("page", "p")]);
    let delivery = stating(phase, state);
    let outcome = gateway.deliver(&connection, &given::secrets(), &delivery, known, given::now()).await;
    assert!(server.received().is_empty());
    match outcome {
        Err(Failure::Refused(words)) => words,
        other => panic!("{other:?}"),
    }
}

fn stating(phase: Phase, state: ComponentState) -> Delivery {
    given::worded(given::update("one", phase), |update| update.components.values_mut().for_each(|known| *known = state))
}

#[tokio::test]
async fn a_state_that_would_not_come_true_is_refused() {
    let known = Receipt { remote: "01INCIDENT".to_owned(), link: None, update: None };
    let words = "incident.io makes every component operational as it resolves an incident, also `checkout`. Choose \
                 Operational for it, or the phase Monitoring.";
    assert_eq!(refused(Phase::Resolved, ComponentState::Degraded, Some(&known)).await, words);
    assert_eq!(refused(Phase::Resolved, ComponentState::MajorOutage, None).await, words);
    let words = refused(Phase::Identified, ComponentState::Maintenance, Some(&known)).await;
    assert!(words.contains("`checkout`") && words.contains("Maintenance"), "{words}");
}

/// Its key makes it once: sending again is all that is needed.
#[tokio::test]
async fn whether_an_incident_was_made_is_not_looked_for() {
    let (gateway, _folder) = given::gateway();
    let server = Server::always(Act::Close).await;
    let connection = given::connection("incidentio", &[("api_url", &server.address), ("page", "p")]);
    let delivery = given::update("one", Phase::Investigating);
    let found = gateway.probe(&connection, &given::secrets(), &delivery, Earlier::default(), given::now()).await;
    assert_eq!(found, Ok(Found::default()));
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn a_connection_is_proven_for_what_it_stands_for() {
    let (gateway, _folder) = given::gateway();
    let server = Server::start(|request| {
        let roles = json!(["escalation_creator", "schedules_reader"]);
        let is_check = request.path.contains("identity");
        server::json(200, &if is_check { json!({ "identity": { "name": "k", "roles": roles } }) } else { json!({}) })
    })
    .await;
    let mut connection = given::connection("incidentio", &[("api_url", &server.address), ("page", "p")]);
    let check = async |connection: &Connection| {
        let said = gateway.check(connection, &given::secrets(), given::now()).await.unwrap();
        let mut proofs = Vec::new();
        gateway.prove(connection, &given::secrets(), &mut proofs, given::now()).await;
        (said, proofs.into_iter().map(|proof| proof.what).collect::<Vec<_>>())
    };
    let (said, proven) = check(&connection).await;
    assert_eq!(said, "The API key “k” is accepted. It may read schedules. It may page.");
    assert_eq!(proven, ["people", "teams", "schedules", "shifts", "policies", "on call now", "page"]);
    connection.audiences = vec![Audience::Customers];
    let (said, proven) = check(&connection).await;
    assert_eq!(said, "The API key “k” is accepted. It may not publish: it lacks the role status_page_publisher.");
    assert_eq!(proven, ["components", "open incidents", "maintenances", "publish updates"]);
}
