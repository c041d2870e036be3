//! Which connections are told of an incident, and that nobody is left with a first word and without a last one.

use domain::agreement::Agreement;
use domain::incident::intent::Intent;
use domain::phase::Phase;
use domain::policy::Policy;
use domain::policy::untold::untold;
use domain::service::Service;
use domain::severity::Severity;
use domain::template::{Audience, Output};

use crate::given::bridge::{Bridge, declared};
use crate::given::intents::{composition, impact, update};
use crate::given::organisation::{connection, ids, service};

/// A SEV2 of `cards`, where a page for customers has this policy.
fn with(policy: &Policy) -> Bridge {
    let mut bridge = declared();
    for connection in bridge.agreement.connections.iter_mut().filter(|connection| connection.id.as_str() == "status") {
        connection.policy = policy.clone();
    }
    bridge
}

fn why(bridge: &Bridge) -> Option<String> {
    let Agreement { connections, .. } = &bridge.agreement;
    let page = connections.iter().find(|connection| connection.id.as_str() == "status").expect("it is there");
    untold(page, bridge.state(), &bridge.agreement)
}

/// Where the next update to customers goes.
fn goes_to(bridge: Bridge) -> usize {
    let words = update(Audience::Customers, Phase::Investigating, "we are on it");
    let last = bridge.does(words);
    last.state().updates.last().map_or(0, |update| update.connections.len())
}

#[test]
fn each_condition_keeps_back_what_it_does_not_name() {
    let severities = |severities: &[Severity]| Policy { severities: severities.to_vec(), ..Policy::default() };
    let services = |services: &[&str]| Policy { services: ids(services), ..Policy::default() };
    let regions = |regions: &[&str]| Policy { regions: ids(regions), ..Policy::default() };
    let table = [
        (Policy::default(), None),
        (severities(&[Severity::Sev1]), Some("only for SEV1")),
        (severities(&[Severity::Sev1, Severity::Sev2]), None),
        (services(&["search"]), Some("only for SEARCH")),
        (services(&["search", "cards"]), None),
        (regions(&["asia"]), Some("only for Asia")),
        (regions(&["asia", "europe"]), None),
    ];
    for (policy, expected) in table {
        let bridge = with(&policy).does(impact(&["europe"]));
        assert_eq!(why(&bridge).as_deref(), expected, "{policy:?}");
        assert_eq!(goes_to(bridge), usize::from(expected.is_none()), "{policy:?}");
    }
}

#[test]
fn whoever_needs_what_fails_is_told() {
    let mut bridge = with(&Policy { services: ids(&["shop"]), ..Policy::default() });
    assert_eq!(why(&bridge).as_deref(), Some("only for shop"));
    bridge.agreement.services.push(Service { depends_on: ids(&["cards"]), ..service("shop", &[]) });
    assert_eq!(why(&bridge), None);
}

#[test]
fn whoever_heard_a_first_word_hears_the_last_one() {
    let bridge = with(&Policy { severities: vec![Severity::Sev2], ..Policy::default() }).does(impact(&["europe"]));
    let lower = Intent::ChangeSeverity { severity: Severity::Sev3, reason: "few are hit".into() };
    assert_eq!(goes_to(bridge.clone().does(lower.clone())), 0, "who heard nothing hears nothing");
    let told = bridge.does(update(Audience::Customers, Phase::Investigating, "we are on it")).does(lower);
    let over = told.does(update(Audience::Customers, Phase::Monitoring, "it works again"));
    assert_eq!(over.state().updates.last().map(|update| update.connections.len()), Some(1));
}

#[test]
fn rooms_of_a_composition_are_kept_by_the_same_rule() {
    let rooms = |policy: Policy| {
        let mut bridge = with(&Policy::default()).does(impact(&["europe"]));
        let mut room = connection("room", "slack", &[]);
        room.outputs = vec![Output::TalkingPoints];
        room.policy = policy;
        bridge.agreement.connections.push(room);
        let mut form = composition(&[Output::StatusPage, Output::TalkingPoints]);
        for draft in &mut form.outputs {
            draft.wording = Some(("Cards decline".to_owned(), format!("Words of {}", draft.output.name())));
        }
        let after = bridge.does(Intent::PublishUpdates(form));
        after.state().updates[0].outreach[0].letters
    };
    assert_eq!(rooms(Policy::default()), 1);
    assert_eq!(rooms(Policy { severities: vec![Severity::Sev1], ..Policy::default() }), 0);
}
