//! Support hears it before we do: what they tell is counted, led to its owner and read, and who outside spoke first stays known.

use chrono::TimeDelta;
use domain::id::IncidentId;
use domain::incident::intent::Intent;
use domain::template::Audience;
use serde_json::{Value, json};

use crate::given::House;

fn intent(json: Value) -> Intent {
    serde_json::from_value(json).unwrap()
}

/// Card payments fail at Kestrel Commerce, and impact is confirmed in Europe.
fn opened() -> (House, IncidentId) {
    let house = House::sample();
    let incident = house.declare(json!({ "severity": "sev1", "playbook": "payments", "page": [] }));
    house.confirm_impact(&incident, "europe");
    (house, incident)
}

fn told(house: &House, incident: &IncidentId, more: &Value) {
    let mut form = json!({ "kind": "file_report", "symptom": "Card declined at checkout", "error": "Code 51", "regions": ["americas"] });
    form.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    house.act(incident, &intent(form));
}

#[test]
fn what_support_heard_first_is_counted_and_offers_to_confirm_impact() {
    let (mut house, incident) = opened();
    let early = house.now() - TimeDelta::minutes(12);
    told(&house, &incident, &json!({ "count": 9, "source": "Support Americas", "heard_at": early }));
    house.minutes(3);
    told(&house, &incident, &json!({ "symptom": "card DECLINED at checkout", "error": "code 54", "count": 5 }));
    house.restart();
    let outside = house.engine().bridge(&incident).unwrap().outside;
    assert_eq!((outside.reports, outside.clusters, outside.unread), (14, 1, 1));
    assert_eq!(outside.newest_at, Some(house.now().timestamp_millis()));

    let view = house.engine().reports(&incident).unwrap();
    let report = &view.reports[0];
    assert_eq!((report.owner.as_deref(), report.service.as_deref()), (Some("Payments"), Some("Payments API")));
    assert!(!report.on_call.is_empty(), "somebody of Payments is on call");
    let cluster = &view.groups[0].clusters[0];
    assert_eq!(cluster.to_confirm, ["americas"]);
    house.act(
        &incident,
        &intent(json!({ "kind": "confirm_impact", "regions": cluster.to_confirm, "detail": cluster.impact_detail })),
    );
    assert!(house.engine().reports(&incident).unwrap().groups[0].clusters[0].to_confirm.is_empty());

    house.act(&incident, &intent(json!({ "kind": "read_reports", "reports": view.unread })));
    let measured = house.engine().review(&incident).unwrap().measures.outside;
    assert_eq!(measured.lead_seconds, Some(12 * 60), "support knew before we declared");
    assert_eq!((measured.first_read_seconds, measured.reports_unread), (Some(3 * 60), 0));
    let log = house.engine().bridge(&incident).unwrap().log;
    assert!(log[0].text.contains("Card declined at checkout") && log[0].recorded_at.is_some(), "{:?}", log[0]);
}

#[test]
fn who_spoke_before_us_is_known_on_the_bridge_in_the_review_and_over_all() {
    let (house, incident) = opened();
    house.minutes(8);
    let third_party = json!({ "kind": "note_third_party", "who": "A forum", "place": "https://forum.example/t/1" });
    house.act(&incident, &intent(third_party));
    let words = |house: &House| house.engine().bridge(&incident).unwrap().outside.beaten.map(|beaten| beaten.words);
    assert_eq!(words(&house).as_deref(), Some("Others speak already, we have not: A forum"));

    house.minutes(12);
    house.say(&incident, Audience::Customers, "Card payments may fail. We are on it.");
    house.deliver_all();
    let said = words(&house).unwrap();
    assert!(said.starts_with("A forum spoke first, 12 min before us"), "{said}");
    let review = house.engine().review(&incident).unwrap();
    assert!(review.markdown.contains("| Spoke in public before us | A forum"), "{}", review.markdown);
    assert_eq!(house.engine().adherence().unwrap().beaten, 1);

    let refused = house.attempt(
        Some(&incident),
        &intent(json!({ "kind": "note_third_party", "who": "News", "spoke_at": house.now() + TimeDelta::hours(1) })),
    );
    assert!(refused.unwrap_err().to_string().contains("to come"));
}
