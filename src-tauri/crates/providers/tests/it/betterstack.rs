//! Better Stack: what its status pages cannot say, and what must not be missed in what they tell.

use domain::delivery::{ComponentState, Delivery, Failure, Receipt};
use domain::phase::Phase;
use providers::gateway::Earlier;
use providers::registry;
use serde_json::json;

use crate::given;
use crate::server::{self, Act, Server};

fn stating(components: &[(&str, ComponentState)]) -> Delivery {
    given::worded(given::update("one", Phase::Identified), |update| {
        update.components = components.iter().map(|(id, state)| ((*id).to_owned(), *state)).collect();
    })
}

#[tokio::test]
async fn what_the_page_cannot_say_is_refused_before_it_is_sent() {
    let (gateway, _folder) = given::gateway();
    let server = Server::always(Act::Close).await;
    let connection = given::connection("betterstack", &[("api_url", &server.address), ("page", "1")]);
    let refused = async |delivery: Delivery| match gateway
        .deliver(&connection, &given::secrets(), &delivery, None, given::now())
        .await
    {
        Err(Failure::Refused(words)) => words,
        other => panic!("{other:?}"),
    };
    let words = "Better Stack takes no update that says of no component how it stands. Name at least one.";
    assert_eq!(refused(stating(&[])).await, words);
    for state in [ComponentState::PartialOutage, ComponentState::Maintenance] {
        assert!(refused(stating(&[("8720238", state)])).await.contains("`8720238`"));
    }
    assert!(server.received().is_empty());
}

/// Whether an update is ours could not be said: it would be published twice.
#[tokio::test]
async fn a_report_that_is_not_told_whole_is_not_understood() {
    let (gateway, _folder) = given::gateway();
    let server = Server::start(|_| {
        let updates = json!({ "status_updates": { "data": [{ "id": "91001", "type": "status_update" }] } });
        let report =
            json!({ "id": "41001", "attributes": { "title": "Card payments fail" }, "relationships": updates });
        server::json(200, &json!({ "data": report, "included": [] }))
    })
    .await;
    let connection = given::connection("betterstack", &[("api_url", &server.address), ("page", "1")]);
    let known = Receipt { remote: "41001".to_owned(), link: None, update: None };
    let earlier = Earlier { known: Some(&known), others: &[] };
    let delivery = given::update("two", Phase::Identified);
    let found = gateway.probe(&connection, &given::secrets(), &delivery, earlier, given::now()).await;
    assert_eq!(found, Err(Failure::Garbled("the answer lacks an update of the report".to_owned())));
}

#[test]
fn errors_are_told_in_whichever_form_they_come() {
    let complaint = registry::find("betterstack").unwrap().complaint;
    let words = |errors: serde_json::Value| {
        let body = json!({ "errors": errors }).to_string().into_bytes();
        complaint(&providers::message::Response { status: 422, headers: Vec::new(), body }).words
    };
    assert_eq!(words(json!("Invalid Team API token")).as_deref(), Some("Invalid Team API token"));
    let each = words(json!({ "message": ["can't be blank"], "base": "is closed" }));
    assert_eq!(each.as_deref(), Some("message can't be blank; base is closed"));
    assert_eq!(words(json!([])), None);
}
