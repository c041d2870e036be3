//! Kener beyond the recorded exchanges: what it could not show, or not go on showing.

use domain::delivery::{ComponentState, Failure};
use domain::phase::Phase;

use crate::given;
use crate::server::{Act, Server};

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
