//! The same vows against the real pair, spoken over a real wire: PagerDuty dedupes by key, Statuspage does not.

use domain::incident::intent::Intent;
use domain::template::Audience;
use proptest::prelude::*;
use serde_json::json;

use crate::given::host::{Host, json as answer};
use crate::given::mishap::{Mishap, mishap};
use crate::given::places::Place;
use crate::given::provider::Providers;
use crate::given::{House, texts};
use crate::once::{assert_once, course, live};

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pagerduty_and_statuspage_get_everything_once_and_in_order(
        script in prop::collection::vec(mishap(), 0..16),
        course in course(),
    ) {
        let providers = Providers::open();
        let mut house = providers.house();
        providers.live_with(&house);
        providers.script(script);
        live(&mut house, &course, |_, lines| {
            let published = providers.published();
            assert!(published.len() <= 1, "one incident of the page tells the story: {published:?}");
            assert_once(lines, &providers.woken(), &published.concat());
        });
        // What they were slow with has come by then.
        house.minutes(60);
        providers.land();
        assert_once(&house.outbox(), &providers.woken(), &providers.published().concat());
        assert!(providers.published().len() <= 1, "{:?}", providers.published());
    }
}

#[test]
fn a_refused_token_holds_what_is_owed_until_it_is_put_right() {
    let providers = Providers::open();
    let house = providers.house();
    house.secret("statuspage", "token", "expired");
    house.secret("pagerduty", "routing_key", "expired");
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "surface": "checkout" }));
    house.say(&incident, Audience::Customers, "first");
    house.say(&incident, Audience::Customers, "second");
    house.seconds(5);
    house.push();
    let lines = house.outbox();
    let held: Vec<_> = lines.iter().filter(|line| line.state == "held").collect();
    assert_eq!(held.len(), 3, "two pages, and the first update of its lane: {lines:?}");
    assert!(held.iter().all(|line| line.reason.contains("Store a new token")), "{held:?}");
    let trouble = house.engine().connections().unwrap().into_iter().map(|connection| connection.trouble);
    assert!(trouble.clone().all(|trouble| trouble.contains("reconnect")), "{:?}", trouble.collect::<Vec<_>>());

    house.secret("statuspage", "token", "good-token");
    house.secret("pagerduty", "routing_key", "good-token");
    for line in held {
        house.act(&incident, &Intent::ResendDelivery { delivery: line.id.as_str().into() });
    }
    house.deliver_all();
    assert_once(&house.outbox(), &providers.woken(), &providers.published().concat());
    assert_eq!(house.engine().shell().unwrap().outbox_held, 0);
}

#[test]
fn an_update_goes_on_the_incident_that_a_lost_answer_left_behind() {
    let providers = Providers::open();
    let house = providers.house();
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": [] }));
    providers.script([Mishap::AnswerLost]);
    house.say(&incident, Audience::Customers, "first");
    house.push_held();
    assert_eq!(house.states("update"), ["waiting"]);
    // The lead gives up an update that did arrive, and writes the next.
    let id = house.outbox()[0].id.clone();
    house.act(&incident, &Intent::DropDelivery { delivery: id.as_str().into(), reason: "Put better".to_owned() });
    house.say(&incident, Audience::Customers, "second");
    house.deliver_all();
    let incidents = providers.incidents();
    assert_eq!(incidents.len(), 1, "{incidents:?}");
    assert_eq!(texts(&incidents[0]["incident_updates"], "body"), ["first", "second"]);
}

#[test]
fn a_page_never_waits_for_a_slow_status_page() {
    let providers = Providers::open();
    // The status page takes the request, says that it has, and answers when it is told to.
    let ((arrived, has_arrived), (release, released)) = (std::sync::mpsc::channel(), std::sync::mpsc::channel::<()>());
    let released = std::sync::Mutex::new(released);
    let slow = Host::open(move |_| {
        arrived.send(()).unwrap();
        let _ = released.lock().unwrap().recv();
        Some(answer(201, &json!({ "id": "incident1" })))
    });
    let connections = providers.connections();
    let (pager, _) = connections.split_at(connections.rfind('\n').unwrap());
    let page = format!(
        "{pager}\n  - {{ id: statuspage, provider: statuspage, name: Statuspage, audiences: [customers], options: {{ page: p, \
         api_url: \"{}\" }} }}",
        slow.url()
    );
    let house = House::on(Place::small(&page));
    for (connection, field) in [("pagerduty", "routing_key"), ("statuspage", "token")] {
        house.secret(connection, field, "good-token");
    }
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": [] }));
    house.say(&incident, Audience::Customers, "first");
    house.seconds(5);
    let pushing = house.push_beside();
    has_arrived.recv().unwrap();

    house.act(&incident, &Intent::PageRotation { rotation: "payments".into(), reason: String::new(), joins: None });
    house.engine().deliver_now().unwrap();
    providers.until_woken(1);
    assert_eq!(house.states("update"), ["sending"]);
    release.send(()).unwrap();
    house.finish(pushing).unwrap();
    assert_eq!(house.states("update"), ["delivered"]);
    assert_eq!(house.states("page"), ["delivered"]);
}
