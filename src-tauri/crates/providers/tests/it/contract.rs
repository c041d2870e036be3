//! What every provider must keep to, whichever it is.

use std::collections::{BTreeMap, BTreeSet};

use domain::delivery::{Delivery, Failure, Payload, Repeat};
use domain::phase::Phase;
use providers::account::Auth;
use providers::capability::StatusPage;
use providers::descriptor::Reach;
use providers::gateway::Earlier;
use providers::registry;

use crate::given;

#[test]
fn every_provider_says_what_its_form_asks_for_and_where_it_is_documented() {
    let mut ids = BTreeSet::new();
    for descriptor in registry::descriptors() {
        let id = descriptor.id;
        assert!(ids.insert(id), "{id} is registered twice");
        assert!(!descriptor.name.is_empty(), "{id}");
        let speaks = descriptor.status_page.is_some() || descriptor.outreach.is_some();
        assert!(descriptor.pager.is_some() || speaks, "{id} can do nothing");
        assert!(descriptor.pace.burst > descriptor.pace.reserve && descriptor.pace.per_minute > 0, "{id}");
        if descriptor.reach == Reach::World {
            assert!(descriptor.documentation.starts_with("https://"), "{id}");
            assert!(descriptor.fields.iter().any(|field| field.secret), "{id} proves nothing");
        }
        let mut keys = BTreeSet::new();
        for field in descriptor.fields {
            let key = field.key;
            assert!(keys.insert(key), "{id} asks twice for {key}");
            assert!(!field.label.is_empty() && !field.hint.is_empty(), "{id}.{key} is not explained");
            assert!(field.link.is_none_or(|link| link.starts_with("https://")), "{id}.{key}");
            assert!(!(field.secret && field.default.is_some()), "{id}.{key}: a secret has no default");
            assert!(!(field.required && field.default.is_some()), "{id}.{key} is required and has a default");
        }
        if let Auth::Header { field, .. } = descriptor.auth {
            assert!(descriptor.fields.iter().any(|known| known.key == field && known.secret), "{id}: {field}");
        }
    }
}

#[test]
fn who_must_look_before_a_second_try_has_a_way_to_look() {
    for descriptor in registry::descriptors() {
        if let Some(pager) = &descriptor.pager {
            for way in pager.paging.iter().chain(pager.responders) {
                assert_eq!(way.repeat == Repeat::Probe, way.probe.is_some(), "{}", descriptor.id);
            }
            if let Some(notes) = &pager.notes {
                assert_eq!(notes.repeat == Repeat::Probe, notes.probe.is_some(), "{}", descriptor.id);
            }
        }
        if let Some(page) = &descriptor.status_page {
            assert_eq!(page.repeat == Repeat::Probe, page.probe.is_some(), "{}", descriptor.id);
        }
        // No room can be looked at.
        assert!(
            descriptor.outreach.as_ref().is_none_or(|outreach| outreach.repeat != Repeat::Probe),
            "{}",
            descriptor.id
        );
    }
}

#[tokio::test]
async fn a_missing_secret_is_told_before_anything_is_sent() {
    let (gateway, _folder) = given::gateway();
    for descriptor in registry::descriptors().iter().filter(|descriptor| descriptor.reach == Reach::World) {
        let connection = given::filled(descriptor.id);
        let none = BTreeMap::new();
        let check = gateway.check(&connection, &none, given::now()).await;
        assert_eq!(check, Err(Failure::Unauthorized.into()), "{}", descriptor.id);
        for delivery in deliveries() {
            if descriptor.repeat(&connection, &delivery.payload).is_some() {
                let outcome = gateway.deliver(&connection, &none, &delivery, None, given::now()).await;
                assert_eq!(outcome, Err(Failure::Unauthorized), "{}", descriptor.id);
            }
        }
    }
}

#[tokio::test]
async fn a_drill_reaches_no_real_provider() {
    let (gateway, _folder) = given::gateway();
    for descriptor in registry::descriptors() {
        for mut delivery in deliveries() {
            delivery.drill = true;
            let connection = given::filled(descriptor.id);
            let outcome = gateway.deliver(&connection, &given::secrets(), &delivery, None, given::now()).await;
            let probe =
                gateway.probe(&connection, &given::secrets(), &delivery, Earlier::default(), given::now()).await;
            let is_sandbox = descriptor.reach == Reach::Sandbox;
            assert_eq!(outcome.is_ok(), is_sandbox, "{}: {outcome:?}", descriptor.id);
            assert_eq!(probe.is_ok(), is_sandbox, "{}: {probe:?}", descriptor.id);
        }
    }
}

#[tokio::test]
async fn what_cannot_be_routed_is_refused_in_plain_words() {
    let (gateway, _folder) = given::gateway();
    let page = given::page("one");
    let refused = async |provider: &str, delivery: &Delivery| {
        let connection = given::filled(provider);
        match gateway.deliver(&connection, &given::secrets(), delivery, None, given::now()).await {
            Err(Failure::Refused(words)) => words,
            other => panic!("{other:?}"),
        }
    };
    let known: Vec<&str> = registry::descriptors().iter().map(|descriptor| descriptor.id).collect();
    let unknown = format!("No provider is called `pigeon`. Known are {}.", known.join(", "));
    assert_eq!(refused("pigeon", &page).await, unknown);
    assert_eq!(refused("statuspage", &page).await, "Atlassian Statuspage is no pager.");
    let update = given::update("one", Phase::Resolved);
    assert_eq!(refused("opsgenie", &update).await, "Opsgenie is no status page.");
    assert_eq!(refused("opsgenie", &given::message("one")).await, "Opsgenie takes no messages.");
    let elsewhere = Delivery { connection: "other".into(), ..page };
    assert_eq!(refused("sandbox", &elsewhere).await, "This is addressed to `other`, not to `main`.");
}

#[test]
fn a_state_that_a_page_does_not_have_is_refused_and_not_changed() {
    let Payload::Update(update) = given::update("one", Phase::Identified).payload else { unreachable!() };
    let Err(Failure::Refused(words)) = StatusPage::words(&[], &update.components) else { panic!("was taken") };
    assert!(words.contains("`checkout`"), "{words}");
}

fn deliveries() -> [Delivery; 5] {
    // What is added is added to the first: a sandbox adds nothing to what it does not have.
    let first = given::out().made.unwrap().remote;
    let update = given::update("one", Phase::Investigating);
    [given::page(&first), given::joining("one"), given::note("one"), update, given::message("one")]
}
