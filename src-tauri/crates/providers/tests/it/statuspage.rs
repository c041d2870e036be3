//! Atlassian Statuspage beyond the recorded exchanges: the components of an incident, and what is written when it is over.

use domain::delivery::{ComponentState, Receipt};
use domain::phase::Phase;
use providers::capability::{PageIncident, Scope};
use providers::gateway::{Gateway, Walk};
use serde_json::{Value, json};

use crate::given;
use crate::server::{Received, Server, json as answer};

/// What is written for an update of an incident that is known, where the page gives this incident, or none.
async fn written(there: Option<Value>) -> Received {
    let server = Server::start(move |request| match (request.method.as_str(), &there) {
        ("GET", Some(incident)) => answer(200, incident),
        ("GET", None) => answer(404, &json!({ "error": "not found" })),
        _ => answer(200, &json!({ "id": "p31zjtct2jer" })),
    })
    .await;
    let connection = given::connection("statuspage", &[("api_url", &server.address), ("page", "p")]);
    let update = given::worded(given::update("two", Phase::Identified), |update| {
        update.components = [("checkout".to_owned(), ComponentState::Degraded)].into();
    });
    let known = Receipt { remote: "p31zjtct2jer".to_owned(), link: None, update: None };
    let gateway = Gateway::new(given::wire(), std::path::PathBuf::new());
    gateway.deliver(&connection, &given::secrets(), &update, Some(&known), given::now()).await.unwrap();
    server.received().pop().unwrap()
}

/// The list of an incident's components is written whole.
#[tokio::test]
async fn components_that_an_update_does_not_name_stay_with_their_incident() {
    let there = json!({ "id": "p31zjtct2jer", "components": [{ "id": "api", "status": "major_outage" }, { "id": "checkout" }] });
    let request = written(Some(there)).await;
    assert_eq!((request.method.as_str(), request.path.as_str()), ("PATCH", "/pages/p/incidents/p31zjtct2jer"));
    let incident = &request.json()["incident"];
    assert_eq!(incident["component_ids"], json!(["api", "checkout"]));
    assert_eq!(incident["components"], json!({ "checkout": "degraded_performance" }), "no other gets a state");
    let alone = written(None).await.json();
    assert_eq!(alone["incident"]["component_ids"], json!(["checkout"]), "the page says by itself that it is gone");
}

#[tokio::test]
async fn what_went_wrong_is_written_when_it_is_over_and_is_no_update() {
    let update = |status: &str, minute: u8, body: &str| json!({ "id": status, "status": status, "body": body, "created_at": format!("2026-11-20T14:{minute:02}:00Z") });
    let incident = json!({ "id": "p31zjtct2jer", "name": "Cards fail", "status": "postmortem", "components": [],
        "incident_updates": [update("postmortem", 50, "What went wrong"), update("resolved", 10, "Cards work again.")] });
    let server = Server::start(move |_| answer(200, &incident)).await;
    let connection = given::connection("statuspage", &[("api_url", &server.address), ("page", "p")]);
    let gateway = Gateway::new(given::wire(), std::path::PathBuf::new());
    let page = providers::registry::find("statuspage").unwrap().status_page.as_ref().unwrap();
    let (reading, of) = (page.incidents_of.as_ref().unwrap(), ["p31zjtct2jer".to_owned()]);
    let walk = Walk::begin(reading, &Scope { now: given::now(), window: given::window(), of: &of });
    let read: Vec<PageIncident> =
        gateway.list(&connection, &given::secrets(), reading, walk, given::now()).await.unwrap();
    assert_eq!(read[0].phase, Some(Phase::Resolved));
    assert_eq!(read[0].updates[0].body, "Cards work again.");
}
