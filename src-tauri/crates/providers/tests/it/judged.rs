//! What a page would not take for what it is as a whole, told before anything is sent and again as it is.

use domain::delivery::{ComponentState, Delivery, Failure, Payload, Receipt, UpdateMessage};
use domain::phase::Phase;
use providers::gateway::judge;

use crate::given;
use crate::server::{Act, Server};

fn update(phase: Phase, components: &[(&str, ComponentState)]) -> Delivery {
    given::worded(given::update("one", phase), |update| {
        update.components = components.iter().map(|(id, state)| ((*id).to_owned(), *state)).collect();
    })
}

fn message(delivery: &Delivery) -> &UpdateMessage {
    let Payload::Update(message) = &delivery.payload else { unreachable!() };
    message
}

fn fault(provider: &str, update: &Delivery, known: Option<&Receipt>) -> Option<String> {
    judge(&given::filled(provider), message(update), known).fault
}

#[test]
fn the_first_update_at_better_stack_names_a_component() {
    let known = Receipt { remote: "r".to_owned(), link: None, update: None };
    let silent = update(Phase::Investigating, &[]);
    let words = "Better Stack takes no update that says of no component how it stands. Name at least one.";
    assert_eq!(fault("betterstack", &silent, None).as_deref(), Some(words));
    assert_eq!(fault("betterstack", &silent, Some(&known)), None, "its report names some already");
    let named = update(Phase::Investigating, &[("8771", ComponentState::Degraded)]);
    assert_eq!(fault("betterstack", &named, None), None);
    assert_eq!(fault("statuspage", &silent, None), None, "others take it");
}

#[test]
fn what_leaves_nothing_broken_is_not_resolved_with_something_broken() {
    let broken = [("checkout", ComponentState::Degraded)];
    for provider in ["incidentio", "kener", "rootly", "cstate"] {
        let words = fault(provider, &update(Phase::Resolved, &broken), None).unwrap_or_default();
        assert!(words.contains("`checkout`"), "{provider}: {words}");
        assert_eq!(fault(provider, &update(Phase::Monitoring, &broken), None), None, "{provider}");
        let well = [("checkout", ComponentState::Operational)];
        assert_eq!(fault(provider, &update(Phase::Resolved, &well), None), None, "{provider}");
    }
    assert_eq!(fault("statuspage", &update(Phase::Resolved, &broken), None), None);
}

#[test]
fn one_state_for_all_is_told_beforehand() {
    let both = [("checkout", ComponentState::Degraded), ("mobile app", ComponentState::MajorOutage)];
    let words = fault("cstate", &update(Phase::Identified, &both), None).unwrap_or_default();
    assert!(words.starts_with("cState gives all systems of an incident one state"), "{words}");
}

/// Whatever is judged so is also refused as it is sent, before a page is asked.
#[tokio::test]
async fn what_is_judged_is_what_is_refused() {
    let server = Server::always(Act::Close).await;
    let cases = [
        ("betterstack", update(Phase::Investigating, &[])),
        ("incidentio", update(Phase::Resolved, &[("checkout", ComponentState::Degraded)])),
        ("kener", update(Phase::Resolved, &[("checkout", ComponentState::Degraded)])),
        ("cstate", update(Phase::Resolved, &[("checkout", ComponentState::Degraded)])),
    ];
    for (provider, update) in cases {
        let (gateway, _folder) = given::gateway();
        let mut connection = given::filled(provider);
        connection.options.insert("api_url".to_owned(), server.address.clone());
        let sent = gateway.deliver(&connection, &given::secrets(), &update, None, given::now()).await;
        let words = judge(&connection, message(&update), None).fault.unwrap();
        assert_eq!(sent, Err(Failure::Refused(words)), "{provider}");
    }
    assert!(server.received().is_empty());
}
