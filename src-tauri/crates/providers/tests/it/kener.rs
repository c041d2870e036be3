//! Kener beyond the recorded exchanges: what it could not show, or not go on showing.

use domain::delivery::{ComponentState, Failure};
use domain::phase::Phase;
use providers::capability::{Component, Scope};
use providers::gateway::{Gateway, Walk};
use providers::pace::Urgency;
use providers::registry;

use crate::given;
use crate::server::{Act, Server, json};

#[tokio::test]
async fn a_state_that_it_could_not_show_is_refused_before_anything_is_sent() {
    let server = Server::always(Act::Close).await;
    let connection = given::connection("kener", &[("api_url", &server.address)]);
    let (gateway, _folder) = given::gateway();
    let check = async |phase: Phase, state: ComponentState, words: &str| {
        let update = given::worded(given::update("one", phase), |update| {
            update.components = [("checkout".to_owned(), state)].into();
        });
        let outcome = gateway.deliver(&connection, &given::secrets(), &update, None, given::now()).await;
        assert_eq!(outcome, Err(Failure::Refused(words.to_owned())));
    };
    let partial = "The page has no state PartialOutage for its component `checkout`. Choose another state.";
    check(Phase::Identified, ComponentState::PartialOutage, partial).await;
    let resolved = "Kener lets go of all monitors with the end of an incident, and `checkout` would not stay Degraded. \
                    Choose Operational for it, or another phase.";
    check(Phase::Resolved, ComponentState::Degraded, resolved).await;
    assert!(server.received().is_empty());
}

/// A page is read back every few minutes: not every monitor of a large page is asked each time.
#[tokio::test]
async fn of_many_monitors_only_so_many_are_asked_and_the_others_are_named() {
    let server = Server::start(|request| {
        if request.path.contains("/data") {
            return json(200, &serde_json::json!({ "data": [{ "timestamp": 1, "status": "UP" }] }));
        }
        let monitor = |number: usize| serde_json::json!({ "tag": format!("m{number}"), "name": "Monitor" });
        json(200, &serde_json::json!({ "monitors": (0..130).map(monitor).collect::<Vec<_>>() }))
    })
    .await;
    let connection = given::connection("kener", &[("api_url", &server.address)]);
    let gateway = Gateway::new(given::wire(), std::path::PathBuf::new());
    let reading = &registry::find("kener").unwrap().status_page.as_ref().unwrap().components;
    let mut walk = Walk::begin(reading, &Scope { now: given::now(), window: given::window(), of: &[] });
    let mut now = given::now();
    let secrets = given::secrets();
    while let Err(until) =
        gateway.walk(&connection, &secrets, reading, &mut walk, Urgency::Interactive, &|| now, &|_| ()).await
    {
        now = until;
    }
    let walked = walk.walked();
    assert_eq!((walked.items.len(), walked.broken, walked.faults.len()), (130, None, 1));
    let is_known = |component: &&Component| component.state == Some(ComponentState::Operational);
    assert_eq!(walked.items.iter().filter(is_known).count(), 100);
    assert_eq!(server.received().len(), 101);
}
