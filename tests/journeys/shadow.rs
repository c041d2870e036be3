//! Somebody learns: on the board beside whoever is on call, on the bridge beside the lead, asleep when their rotation is paged.

use domain::incident::event::Event;
use domain::incident::intent::Intent;
use domain::incident::shadow::{Beside, ShadowForm};
use domain::template::Audience;
use serde_json::json;

use crate::given::House;
use crate::given::places::{Place, SANDBOXES, rotation};

/// Leila learns at payments, whose turns are Tomasz's.
fn taught() -> House {
    let place = Place::small(SANDBOXES);
    let payments = rotation("payments", "engineering", "tomasz");
    place.write("rotations/payments.yaml", &format!("{payments}shadows: [ {{ person: leila }} ]\n"));
    House::on(place)
}

#[test]
fn a_shadow_is_shown_beside_whoever_is_on_call_and_is_no_cover() {
    let house = taught();
    let card = house.engine().rotation(&"payments".into()).unwrap();
    assert_eq!(card.row.people.len(), 1);
    assert_eq!(card.shadows[0].person.id, "leila");
    assert_eq!(card.shadows[0].beside, "Tomasz Zielinski");
    let cell = house.engine().calendar_cell(&"payments".into(), house.now().timestamp_millis()).unwrap();
    assert_eq!(cell.shadows[0].person.id, "leila");
    assert!(cell.shifts.iter().all(|shift| shift.person.id != "leila"));
}

#[test]
fn a_page_wakes_the_rotation_and_leaves_its_shadow_asleep_as_the_log_says_once() {
    let mut house = taught();
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev2", "page": ["payments"] }));
    house.act(&incident, &Intent::PageRotation { rotation: "payments".into(), reason: String::new(), joins: None });
    house.restart();
    house.seconds(10);
    house.deliver_all();
    let asleep = |house: &House| {
        let log = house.engine().bridge(&incident).unwrap().log;
        log.into_iter().filter(|line| line.text.contains("asleep")).map(|line| line.text).collect::<Vec<_>>()
    };
    assert_eq!(asleep(&house), ["Leila Haddad shadows payments and was left asleep"]);
    assert!(house.incident(&incident).pages.iter().all(|page| page.person == "tomasz".into()));
    let received = house.received("pager");
    assert!(!received.to_string().contains("leila"), "{received}");
}

#[test]
fn a_seat_on_the_bridge_keeps_from_pages_until_it_ends() {
    let house = taught();
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev2", "page": [] }));
    let lead = house.incident(&incident).lead;
    let form = ShadowForm { person: "leila".into(), beside: Beside::Person(lead.clone()) };
    house.act(&incident, &Intent::SeatShadow(form));
    let view = house.engine().bridge(&incident).unwrap();
    assert_eq!((view.on_bridge.len(), view.shadows.len()), (1, 1));
    assert_eq!(view.shadows[0].under.as_deref(), Some(lead.as_str()));

    let page = Intent::PagePerson { person: "leila".into(), reason: String::new(), joins: None };
    let preview = house.engine().page_preview(&incident, &page).unwrap();
    assert!(preview.refusal.contains("End the shadow seat first"), "{}", preview.refusal);
    // Impact in Europe asks support, which is Leila: she sleeps on, and the log says so.
    house.confirm_impact(&incident, "europe");
    let paged = |house: &House| {
        let pages = house.incident(&incident).pages;
        pages.into_iter().filter(|page| page.person.as_str() == "leila").count()
    };
    assert_eq!(paged(&house), 0, "the backup is asked instead");
    let entries = house.engine().whole_incident(&incident).unwrap().entries;
    assert!(
        entries
            .iter()
            .any(|entry| matches!(&entry.event, Event::ShadowLeftAsleep { person, .. } if person.as_str() == "leila"))
    );

    house.act(&incident, &Intent::EndShadow { person: "leila".into() });
    house.act(&incident, &page);
    assert_eq!(paged(&house), 1);
}

#[test]
fn the_card_of_a_role_shows_its_last_drill_and_not_an_incident() {
    let house = taught();
    let card = || house.engine().role(&"incident-lead".into()).unwrap();
    house.declare(json!({ "title": "Cards fail", "severity": "sev2", "page": [] }));
    assert!(card().drill.is_none() && !card().advice.is_empty());
    let drill =
        house.declare(json!({ "title": "Rehearsal", "severity": "sev2", "surface": "checkout", "drill": true }));
    house.minutes(2);
    house.say(&drill, Audience::Teams, "on it");
    let shown = card().drill.unwrap();
    assert_eq!(
        (shown.incident.as_str(), shown.right_role_seconds, shown.first_update_seconds),
        (drill.as_str(), Some(0), Some(120))
    );
    assert_eq!(card().advice, "");
    assert_eq!(card().holders.len(), 2, "who leads what is open stands there as well");
}
