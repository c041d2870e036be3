//! Launches and contracts that an incident collides with: by what fails and what needs it, by where, and by when.

use domain::agreement::Agreement;
use domain::id::{RegionId, ServiceId};
use domain::incident::event::Event;
use domain::incident::intent::{Declaration, Intent};
use domain::launch::collision::{Collisions, collisions};
use domain::launch::{Launch, LaunchTime};
use domain::service::Service;
use domain::span::Span;
use proptest::prelude::*;

use crate::given::at;
use crate::given::bridge::{calm, kinds};
use crate::given::intents::declaration;
use crate::given::organisation::{account, agreement, ids, launch, service};

/// Search needs the cards, and a shop needs the search.
fn chain() -> Agreement {
    let needs = |id: &str, needs: &[&str]| Service { depends_on: ids(needs), ..service(id, &[]) };
    Agreement {
        services: vec![needs("cards", &[]), needs("search", &["cards"]), needs("shop", &["search"])],
        ..agreement()
    }
}

fn collide(agreement: &Agreement, services: &[&str], regions: &[&str]) -> Collisions {
    collisions(agreement, &ids::<ServiceId>(services), &ids::<RegionId>(regions), at("09:00"))
}

fn with(launches: Vec<Launch>) -> Agreement {
    let mut agreement = chain();
    agreement.launches.launches = launches;
    agreement
}

/// The launches, each with the services that are hit: `sale: search shop`.
fn told(collisions: &Collisions) -> Vec<String> {
    let services = |services: &[ServiceId]| services.iter().map(ServiceId::as_str).collect::<Vec<_>>().join(" ");
    collisions.launches.iter().map(|hit| format!("{}: {}", hit.name, services(&hit.services))).collect()
}

#[test]
fn what_needs_what_fails_is_hit_as_well() {
    let sale = Launch { services: ids(&["shop", "search"]), ..launch("sale", "08:00", Some("10:00")) };
    let agreement = with(vec![sale]);
    let table: [(&[&str], &[&str]); 4] = [
        (&["cards"], &["SALE: shop search"]),
        (&["search"], &["SALE: shop search"]),
        (&["shop"], &["SALE: shop"]),
        (&["elsewhere"], &[]),
    ];
    for (failing, expected) in table {
        assert_eq!(told(&collide(&agreement, failing, &[])), expected, "{failing:?} fails");
    }
    assert_eq!(told(&collide(&agreement, &[], &[])), ["SALE: "], "what is not known hits everybody");
}

#[test]
fn a_launch_collides_while_it_runs_and_when_it_begins_within_the_horizon() {
    let table = [
        ("07:00", Some("09:00"), false, "it is over at the instant at which it ends"),
        ("07:00", Some("09:01"), true, "it runs"),
        ("07:00", None, true, "it holds until it is taken out"),
        ("10:59", Some("12:00"), true, "it begins within two hours"),
        ("11:00", Some("12:00"), false, "it begins after two hours"),
    ];
    for (from, until, collides, why) in table {
        let mut agreement = with(vec![launch("sale", from, until)]);
        agreement.launches.horizon_hours = 2;
        assert_eq!(!collide(&agreement, &["cards"], &[]).launches.is_empty(), collides, "{why}");
    }
}

#[test]
fn of_one_that_comes_again_the_first_that_is_not_over_counts() {
    let time = |from, until| LaunchTime { from: at(from), until: Some(at(until)) };
    let weekly = Launch {
        times: vec![time("06:00", "07:00"), time("10:00", "11:00"), time("12:00", "13:00")],
        ..launch("weekly", "06:00", None)
    };
    let agreement = with(vec![weekly]);
    assert_eq!(collide(&agreement, &["cards"], &[]).launches[0].begins_at, at("10:00"));
    let within = agreement.launches.within(Span::of(at("06:30"), at("12:00")));
    let begins: Vec<_> = within.into_iter().map(|(_, time)| time.from).collect();
    assert_eq!(begins, [at("06:00"), at("10:00")]);
}

#[test]
fn a_launch_of_other_regions_does_not_collide() {
    let sale = Launch { regions: ids(&["asia"]), ..launch("sale", "08:00", None) };
    let agreement = with(vec![sale]);
    assert!(collide(&agreement, &["cards"], &["europe"]).launches.is_empty());
    assert_eq!(collide(&agreement, &["cards"], &["europe", "asia"]).launches.len(), 1);
    assert_eq!(collide(&agreement, &["cards"], &[]).launches.len(), 1, "where it is not known, it may be everywhere");
}

#[test]
fn a_promise_to_a_customer_collides_where_that_customer_is_hit() {
    let promise = Launch { accounts: ids(&["kumo"]), ..launch("promise", "08:00", None) };
    let mut agreement = with(vec![promise]);
    agreement.accounts =
        vec![account("nordlys", &["europe"], None), account("kumo", &["asia"], Some("told in an hour"))];
    let hit = |regions: &[&str]| {
        let collisions = collide(&agreement, &["cards"], regions);
        let accounts: Vec<String> = collisions.accounts.iter().map(|account| account.name.clone()).collect();
        (collisions.launches.len(), accounts.join(" "), collisions.is_empty())
    };
    assert_eq!(hit(&["europe"]), (0, "NORDLYS".to_owned(), true), "nothing is promised to whom it hits");
    assert_eq!(hit(&["asia"]), (1, "KUMO".to_owned(), false));
    assert_eq!(hit(&["asia", "europe"]).1, "KUMO NORDLYS", "whoever has a contract stands first");
}

#[test]
fn a_declaration_keeps_what_it_collided_with() {
    let mut bridge = calm();
    let declare = || Intent::DeclareIncident(Declaration { customer_impact: true, ..declaration() });
    assert_eq!(kinds(&bridge.decide(&declare()).expect("it is declared")), "declared impact_confirmed");
    bridge.agreement.launches.launches = vec![launch("sale", "08:00", None)];
    bridge.agreement.accounts = vec![account("kumo", &[], Some("told in an hour")), account("nordlys", &[], None)];
    let events = bridge.decide(&declare()).expect("it is declared");
    assert_eq!(kinds(&events), "declared impact_confirmed collisions_found");
    let Some(Event::CollisionsFound { collisions }) = events.get(2) else { unreachable!("it is the third") };
    assert_eq!((collisions.launches.len(), collisions.accounts.len()), (1, 1), "of customers those with a contract");
}

proptest! {
    /// A wider horizon, and more that fails, never hide a collision.
    #[test]
    fn more_time_and_more_failing_collide_with_more(
        begins in proptest::collection::vec(0_u32..24, 0..6),
        near in 0_u32..24,
        more in 0_u32..24,
    ) {
        let launches = begins.iter().enumerate().map(|(number, hour)| {
            let needed = if number % 2 == 0 { "cards" } else { "shop" };
            Launch { services: ids(&[needed]), ..launch(&format!("l{number}"), &format!("{hour:02}:00"), None) }
        });
        let mut agreement = with(launches.collect());
        agreement.launches.horizon_hours = near;
        let narrow = collide(&agreement, &["shop"], &[]);
        let wide_failure = collide(&agreement, &["cards"], &[]);
        agreement.launches.horizon_hours = near + more;
        let wide = collide(&agreement, &["shop"], &[]);
        for hit in &narrow.launches {
            prop_assert!(wide.launches.iter().any(|other| other.launch == hit.launch));
            prop_assert!(wide_failure.launches.iter().any(|other| other.launch == hit.launch));
        }
        prop_assert!(wide.launches.is_sorted_by_key(|hit| hit.begins_at));
    }
}
