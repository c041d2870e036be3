//! The zone in which an incident is best told.

use chrono_tz::Tz;
use domain::agreement::Agreement;
use domain::incident::intent::{Declaration, Intent};

use crate::given::bridge::calm;
use crate::given::intents::{declaration, impact};
use crate::given::organisation::{agreement, ids};

/// Rotations in zones of their own: support of Europe in Paris, of Asia in Singapore, engineering in Denver.
fn zoned() -> Agreement {
    let mut agreement = agreement();
    for (id, zone) in
        [("support-europe", Tz::Europe__Paris), ("desk", Tz::Asia__Singapore), ("cards", Tz::America__Denver)]
    {
        let rotation = agreement.rotations.iter_mut().find(|rotation| rotation.id == id.into());
        rotation.expect("it is agreed").time_zone = zone;
    }
    agreement
}

#[test]
fn it_is_that_of_its_customers_else_of_whoever_is_asked_first() {
    let agreement = zoned();
    let declare = |regions: &[&str], services: &[&str]| {
        let whole = Declaration { regions: ids(regions), services: ids(services), ..declaration() };
        calm().does(Intent::DeclareIncident(whole))
    };
    let zone = |bridge: &crate::given::bridge::Bridge| bridge.state().time_zone(&agreement);
    assert_eq!(zone(&declare(&["europe"], &["cards"])), Some(Tz::Europe__Paris));
    let without_support = |bridge: &crate::given::bridge::Bridge| {
        let mut agreement = agreement.clone();
        agreement.rotations.retain(|rotation| rotation.function != "support".into());
        bridge.state().time_zone(&agreement)
    };
    assert_eq!(without_support(&declare(&["europe"], &["cards"])), Some(Tz::America__Denver));
    assert_eq!(without_support(&declare(&["europe"], &[])), None);
    let hit = declare(&["europe"], &["cards"]).does(impact(&["asia"]));
    assert_eq!(zone(&hit), Some(Tz::Asia__Singapore), "confirmed impact counts more than a guess");
}
