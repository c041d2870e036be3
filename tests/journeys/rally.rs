//! Where to come: everybody who is called is told, and everything that is shown moves when the chat is down.

use domain::incident::effort::Effort;
use domain::incident::intent::{ImpactSentences, Intent, RallyMove, UpdateDraft};
use domain::phase::Phase;
use domain::template::Audience;
use serde_json::json;

use crate::given::House;

fn go(to_fallback: bool) -> Intent {
    Intent::MoveRally(RallyMove { to_fallback, reason: String::new() })
}

#[test]
fn when_chat_is_down_pages_calls_and_updates_name_the_fallback() {
    let house = House::sample();
    let incident =
        house.declare(json!({ "title": "Cards fail", "severity": "sev1", "playbook": "payments", "page": [] }));
    let page = Intent::PageRotation { rotation: "payments".into(), reason: "Cards fail".to_owned(), joins: None };
    let reason = |house: &House| house.engine().page_preview(&incident, &page).unwrap().recipients[0].reason.clone();
    let where_to = |house: &House| {
        let draft = UpdateDraft {
            audience: Audience::Teams,
            phase: Phase::Investigating,
            pattern: None,
            values: std::collections::BTreeMap::new(),
            wording: None,
            components: std::collections::BTreeMap::new(),
            page_components: std::collections::BTreeMap::new(),
            facts: std::collections::BTreeMap::new(),
            questions: None,
        };
        house.engine().compose(&incident, &draft).unwrap().values["meeting_place"].clone()
    };
    let bridge = house.engine().bridge(&incident).unwrap();
    assert_eq!(bridge.head.rally.channel.as_deref(), Some("#inc-1"));
    assert_eq!(bridge.head.technical.place, "#inc-1");
    assert!(where_to(&house).starts_with("#inc-1, https://"), "{}", where_to(&house));
    assert!(reason(&house).starts_with("Cards fail. Come to #inc-1, https://"), "{}", reason(&house));

    house.act(&incident, &go(true));
    let fallback = bridge.head.rally.fallback.unwrap();
    assert_eq!(where_to(&house), fallback);
    assert_eq!(reason(&house), format!("Cards fail. Chat is down. Come to {fallback}"));
    let sheet = house.engine().dial_sheet(&incident).unwrap();
    assert!(sheet.say.iter().any(|line| *line == format!("Chat is down. Come to {fallback}.")), "{:?}", sheet.say);
    let bridge = house.engine().bridge(&incident).unwrap();
    assert_eq!((bridge.head.rally.come_to.as_str(), bridge.head.technical.place.as_str()), (&*fallback, &*fallback));
    assert!(bridge.log.iter().any(|line| line.text == format!("Chat is down, everybody meets at {fallback}")));

    house.act(&incident, &go(false));
    assert!(where_to(&house).starts_with("#inc-1"));
}

#[test]
fn estimates_grow_stale_and_stay_away_from_customers() {
    let house = House::sample();
    let incident =
        house.declare(json!({ "title": "Cards fail", "severity": "sev1", "playbook": "payments", "page": [] }));
    let open = Intent::OpenWorkstream { title: "Roll back".into(), owner: None, effort: Some(Effort::UnderAnHour) };
    house.act(&incident, &open);
    let business = Intent::StateImpact(ImpactSentences { sentence: None, business: Some("EUR 18,000 an hour".into()) });
    house.act(&incident, &business);
    let known = |house: &House, audience| {
        let draft = UpdateDraft {
            audience,
            phase: Phase::Identified,
            pattern: None,
            values: std::collections::BTreeMap::new(),
            wording: None,
            components: std::collections::BTreeMap::new(),
            page_components: std::collections::BTreeMap::new(),
            facts: std::collections::BTreeMap::new(),
            questions: None,
        };
        house.engine().compose(&incident, &draft).unwrap().values
    };
    let brief = known(&house, Audience::Leadership);
    assert_eq!(brief["money"], "EUR 18,000 an hour");
    assert_eq!(brief["expected"], "under an hour (Roll back)");
    let customers = known(&house, Audience::Customers);
    assert!(
        customers.values().all(|value| !value.contains("EUR") && !value.contains("under an hour")),
        "{customers:?}"
    );

    house.minutes(42);
    let head = house.engine().bridge(&incident).unwrap().head;
    assert_eq!(head.fixable[0].works[0].silent_minutes, Some(42));
    assert_eq!(known(&house, Audience::Leadership)["expected"], "under an hour (Roll back, no word for 42 min)");
}

#[test]
fn the_seat_that_speaks_has_somebody_behind_it() {
    let house = House::sample();
    let incident =
        house.declare(json!({ "title": "Cards fail", "severity": "sev1", "playbook": "payments", "page": [] }));
    let bridge = house.engine().bridge(&incident).unwrap();
    let guard = bridge.guards.iter().find(|guard| guard.role.as_deref() == Some("communications-lead")).unwrap();
    let (proposed, backup) = (guard.person.clone().unwrap(), bridge.head.backup.unwrap());
    assert_ne!(proposed.id, backup.person.id);
    assert!(guard.text.ends_with(&format!("Backup: {}.", backup.person.name)), "{}", guard.text);
    let person = proposed.id.as_str().into();
    house.act(&incident, &Intent::AssignRole { role: "communications-lead".into(), person, domain: None });
    let filled = house.engine().bridge(&incident).unwrap();
    assert_eq!(
        filled.head.backup.map(|backup| backup.person.id),
        Some(backup.person.id),
        "the seat is filled, its backup stays"
    );
}
