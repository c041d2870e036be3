//! Shifts that a provider renders: kept with their age when the provider is gone.

use domain::id::RotationId;
use domain::span::Span;
use serde_json::json;

use crate::given::provider::Providers;
use crate::given::{House, friday};

const PROVIDED: &str = "name: payments
function: engineering
time_zone: Europe/Paris
provider: { connection: pagerduty, schedule: PABC123 }
";

/// A house whose payments rotation is the provider's: Tomasz until 18:00, Anneke beside him and until tomorrow. One shift
/// comes twice, as the real one does at a window's edge.
fn provided() -> (Providers, House) {
    let providers = Providers::open();
    let shift = |person: &str, from: &str, until: &str| json!({ "start": from, "end": until, "user": { "id": "P1", "summary": person } });
    providers.shifts(json!([
        shift("Tomasz Zielinski", "2026-11-20T08:00:00Z", "2026-11-20T17:00:00Z"),
        shift("Tomasz Zielinski", "2026-11-20T08:00:00Z", "2026-11-20T17:00:00Z"),
        shift("Anneke de Vries", "2026-11-20T14:00:00Z", "2026-11-21T08:00:00Z"),
        shift("Somebody Else", "2026-11-21T08:00:00Z", "2026-11-22T08:00:00Z"),
    ]));
    let house = providers.house();
    house.place().write("rotations/payments.yaml", PROVIDED);
    house.engine().index_now().unwrap();
    (providers, house)
}

fn lines(house: &House) -> Vec<engine::view::cover::OnCallLine> {
    let lines = house.engine().on_call_lines(house.now()).unwrap().into_iter();
    lines.filter(|line| line.rotation == "payments").collect()
}

fn people(house: &House) -> Vec<String> {
    lines(house).into_iter().filter_map(|line| line.person).collect()
}

#[test]
fn a_providers_shifts_outlive_the_provider_with_their_age() {
    let (mut providers, mut house) = provided();
    assert_eq!(people(&house), [""; 0]);
    assert_eq!(lines(&house)[0].caution, "PagerDuty has not answered yet.");
    house.pull();
    assert_eq!(people(&house), ["tomasz", "anneke"]);
    assert_eq!((lines(&house)[0].as_of, lines(&house)[0].caution.as_str()), (friday(), ""));
    let pulled = providers.requests();
    house.minutes(1);
    house.pull();
    assert_eq!(providers.requests(), pulled, "it is asked again every five minutes");

    providers.vanish();
    house.minutes(179);
    house.pull();
    house.restart();
    assert_eq!(people(&house), ["anneke"]);
    let line = lines(&house)[0].clone();
    assert_eq!(line.as_of, friday());
    assert!(line.caution.contains("out of reach"), "{}", line.caution);
    let shifts = house
        .engine()
        .shifts_of(&RotationId::from("payments"), Span::of(house.now(), house.now() + chrono::TimeDelta::days(2)));
    assert_eq!(shifts.unwrap().rendering.shifts.len(), 2);

    // Pages go by what is known.
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": ["payments"] }));
    assert_eq!(house.incident(&incident).pages[0].person.as_str(), "anneke");
}

#[test]
fn the_pagers_list_of_who_is_on_call_is_the_truth_while_it_is_fresh() {
    let (mut providers, house) = provided();
    let entry = |person: &str| {
        json!({
            "user": { "id": "PLEILA", "summary": person },
            "schedule": { "id": "PABC123", "summary": "Payments" },
            "escalation_policy": { "id": "PE1", "summary": "Payments" },
            "escalation_level": 1, "start": "2026-11-20T13:30:00Z", "end": "2026-11-20T15:00:00Z",
        })
    };
    // An override that was made a minute ago, and that no rendered schedule has yet; twice, for two policies.
    providers.on_call([entry("Leila Haddad"), entry("Leila Haddad")]);
    house.pull();
    assert_eq!(people(&house), ["leila"]);
    let line = lines(&house)[0].clone();
    assert_eq!(line.until, Some("2026-11-20T15:00:00Z".parse().unwrap()));
    assert!(line.caution.contains("its schedule names"), "{}", line.caution);
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": ["payments"] }));
    assert_eq!(house.incident(&incident).pages[0].person.as_str(), "leila");

    // What was told is true for a while only; then the schedule is all there is.
    providers.vanish();
    house.minutes(11);
    assert_eq!(people(&house), ["tomasz", "anneke"]);
}

#[test]
fn a_schedule_that_cannot_be_read_hides_no_other() {
    let (providers, house) = provided();
    house
        .place()
        .write("rotations/platform.yaml", &PROVIDED.replace("PABC123", "PDEF456").replace("payments", "platform"));
    house.engine().index_now().unwrap();
    providers.forget(&["PDEF456"]);
    house.pull();
    let known = |rotation: &str| {
        let lines = house.engine().on_call_lines(house.now()).unwrap();
        lines.iter().filter(|line| line.rotation == rotation && line.person.is_some()).count()
    };
    assert_eq!((known("payments"), known("platform")), (2, 0));
    providers.forget(&[]);
    house.minutes(5);
    house.pull();
    assert_eq!((known("payments"), known("platform")), (2, 2));

    // A schedule that the pager has no more keeps what was known of it, and says so.
    providers.forget(&["PABC123"]);
    house.minutes(5);
    house.pull();
    assert_eq!((known("payments"), known("platform")), (2, 2));
    assert!(lines(&house)[0].caution.starts_with("PagerDuty: "), "{}", lines(&house)[0].caution);
}

#[test]
fn a_list_of_all_schedules_that_is_poisoned_hides_none_that_the_workspace_names() {
    use crate::given::mishap::Mishap::{Garbled, None};
    let (providers, house) = provided();
    // Who is on call, and then the list of schedules.
    providers.script([None, Garbled]);
    house.pull();
    assert_eq!(people(&house), ["tomasz", "anneke"]);
}

#[test]
fn a_schedule_that_no_file_names_is_on_the_board_all_the_same() {
    let (_providers, house) = provided();
    house.pull();
    let lines = house.engine().on_call_lines(house.now()).unwrap();
    let found: Vec<_> = lines.iter().filter(|line| line.rotation == "pagerduty/PDEF456").collect();
    assert_eq!(found.len(), 2, "PABC123 has a file, and stands there once");
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": ["pagerduty/PDEF456"] }));
    assert_eq!(house.incident(&incident).pages[0].person.as_str(), "tomasz");
}

#[test]
fn whoever_the_workspace_does_not_know_keeps_the_providers_name() {
    let (_providers, house) = provided();
    house.pull();
    house.minutes(60 * 24);
    let line = lines(&house).remove(0);
    assert_eq!(line.person_name, "Somebody Else");
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": ["payments"] }));
    house.seconds(5);
    house.deliver_all();
    assert_eq!(house.states("page"), ["delivered"]);
    house.engine().bridge(&incident).unwrap();
}

#[test]
fn where_the_pagers_policy_asks_others_than_the_ladder_the_service_says_so() {
    let (providers, house) = provided();
    house.place().write(
        "services/cards.yaml",
        "name: Cards\ndescription: Takes cards\nowner: Payments team\nfunction: engineering\ntier: 1\n\
         ladder:\n  - { rotation: payments }\n  - { person: anneke, after_minutes: 5 }\n",
    );
    house.engine().index_now().unwrap();
    let rule = |minutes: u32, id: &str, kind: &str, name: &str| json!({ "escalation_delay_in_minutes": minutes, "targets": [{ "id": id, "type": kind, "summary": name }] });
    let rules = json!([
        rule(15, "PABC123", "schedule_reference", "Payments"),
        rule(15, "PZZZ999", "user_reference", "Somebody Else"),
    ]);
    providers.list(
        "escalation_policies",
        json!([{ "id": "PE1", "name": "Cards policy", "num_loops": 0, "escalation_rules": rules }]),
    );
    providers
        .list("services", json!([{ "id": "PS1", "name": "Cards", "escalation_policy": { "id": "PE1" }, "teams": [] }]));
    house.pull();
    let drift = house.engine().drift(&"cards".into()).unwrap();
    assert_eq!(drift.len(), 1);
    assert_eq!((drift[0].connection.as_str(), drift[0].policy.as_str()), ("PagerDuty", "Cards policy"));
    assert_eq!(
        drift[0].differences,
        ["Step 2: the ladder asks Anneke de Vries after 5 min, PagerDuty asks Somebody Else after 15 min."]
    );
}
